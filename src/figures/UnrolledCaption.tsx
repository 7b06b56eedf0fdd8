import { type ReactNode, useMemo } from 'react';
import { isCut } from '../frame/changes';
import type { Run } from '../frame/Run';
import { formatNumber, formatShare } from '../marks/formatNumber';
import { nameLetter, showLetter } from '../marks/showLetter';
import { systems } from '../systems';
import { quantityIn, valueAt, vectorAt } from '../traces/Trace';
import { lossInBits } from '../frame/lossInBits';
import { guessLetters } from './guessLetters';

/** What to look for in the run that is shown; every number comes from its Trace. */
export function UnrolledCaption({
  run,
  t,
  isFolded,
  hasProbabilities,
}: {
  run: Run;
  t: number;
  isFolded: boolean;
  hasProbabilities: boolean;
}): ReactNode {
  const { trace, letters, system } = run;
  const { largest, hits, cost, pairs } = useMemo(() => sumUp(run), [run]);
  if (t === 0) return 'Before the first letter the memory is empty: twenty zeros.';
  const read = letters
    .slice(Math.max(0, t - 24), t)
    .map(({ seen }) => seen)
    .join('');
  // Spaces at an end, and line breaks anywhere, would not be seen.
  const isPlain = read === read.trim() && !read.includes('\n');
  const soFar = <code>{`${t > 24 ? '…' : ''}${isPlain ? read : [...read].map(showLetter).join('')}`}</code>;
  const [best] = guessLetters(vectorAt(trace, 'y', t - 1), systems[system].vocabulary, 1);
  if (!hasProbabilities) {
    const outside = vectorAt(trace, 'h', t - 1).filter((value) => Math.abs(value) > 1).length;
    const topped = vectorAt(trace, 'y', t - 1).filter((value) => value > 0.999).length;
    return (
      <>
        With the tanh on the output nothing holds the state in: after {soFar} <b>{outside}</b> of{' '}
        {systems[system].sizes.H} units lie outside −1…1, and the colours stop at ±1, the largest |<i>h</i>| of the run
        is <b>{formatNumber(largest)}</b>. The bars are no probabilities but scores between −1 and 1; they need not add
        up to anything, and <b>{topped}</b> of {systems[system].sizes.Y} letters score above 0.999.
      </>
    );
  }
  const guess = best && (
    <>
      After {soFar} the network expects <b>{nameLetter(best.letter)}</b> with {formatShare(best.value)}.
    </>
  );
  if (isFolded) {
    return (
      <>
        One cell, used {trace.steps} {trace.steps === 1 ? 'time' : 'times'}:{' '}
        {isCut(trace.interventions ?? [], 'W_hh', t - 1) ? (
          <>
            the wire by which <i>h</i> comes back is cut here.
          </>
        ) : (
          <>
            what leaves <i>h</i> on the right comes back at the next letter.
          </>
        )}{' '}
        {guess}
      </>
    );
  }
  if (pairs === 0) return guess;
  return (
    <>
      {guess} Over the whole text its first guess was right <b>{hits}</b> of {pairs} {pairs === 1 ? 'time' : 'times'};
      the letters that came cost it <b>{formatNumber(cost)}</b> bits each, on average.
    </>
  );
}

/** What a whole run comes to; long texts make it worth doing once. */
function sumUp({ trace, letters, system }: Run) {
  const { vocabulary } = systems[system];
  const largest = quantityIn(trace, 'h').values.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
  let [hits, bits] = [0, 0];
  letters.slice(1).forEach(({ token }, t) => {
    if (guessLetters(vectorAt(trace, 'y', t), vocabulary, 1)[0]?.token === token) hits += 1;
    bits += lossInBits(valueAt(trace, 'y', t, token));
  });
  const pairs = Math.max(0, letters.length - 1);
  return { largest, hits, pairs, cost: bits / Math.max(1, pairs) };
}
