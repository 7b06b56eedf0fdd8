import type { ReactNode } from 'react';
import type { Run } from '../frame/Run';
import { formatShare } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { systems } from '../systems';
import { vectorAt } from '../traces/Trace';
import { guessLetters } from './guessLetters';
import type { Twins } from './findTwins';
import type { Stage } from './threeBoxesProps';

/** What to look for at each stage; every number comes from the run that is shown. */
export function BoxesCaption({
  run: { trace, letters, system },
  t,
  stage,
  twins,
}: {
  run: Run;
  t: number;
  stage: Stage;
  twins: Twins | undefined;
}): ReactNode {
  const guessAt = (step: number) => {
    const [best] = guessLetters(vectorAt(trace, 'y', step), systems[system].vocabulary, 1);
    return (
      best && (
        <>
          <b>{nameLetter(best.letter)}</b> with {formatShare(best.value)}
        </>
      )
    );
  };
  const letter = letters[t - 1];
  if (letter === undefined) return 'Nothing has been read yet.';
  const name = <b>{nameLetter(letter.seen)}</b>;
  if (stage === 'still')
    return (
      <>
        A letter goes in at <i>X</i>; twenty hidden units <i>H</i> make something of it; <i>Y</i> says which letter may
        come next. Shown {name}, it expects {guessAt(t - 1)}. When that {name} was read, and after what, it cannot know.
      </>
    );
  if (twins === undefined)
    return (
      <>
        At t = {t} it reads {name} and expects {guessAt(t - 1)}. {name} stands nowhere else in view.
      </>
    );
  const { first, second, isSameAnswer } = twins;
  const answers = (
    <>
      at t = {first + 1} it expects {guessAt(first)}, at t = {second + 1} {guessAt(second)}
    </>
  );
  return stage === 'time' ? (
    <>
      One network, used {trace.steps} times; nothing passes from one use to the next. {name} stands twice: {answers}
      {isSameAnswer && ', and every other chance is the same as well'}.
    </>
  ) : (
    <>
      Now each <i>H</i> also receives the one before it. {name} stands twice: {answers}. The letter is the same; the
      past is not.
    </>
  );
}
