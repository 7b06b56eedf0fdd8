import { nameLetter, showLetter } from '../marks/showLetter';
import type { Letter } from '../tasks/characters';
import styles from './frame.module.css';
import { mostLetters } from './Run';
import type { Figure } from './useFigure';

/** What the reader must be told about the run that is shown: what was read otherwise than typed, what the link could not say, what failed. */
export function FigureNotes({ figure, warnings }: { figure: Figure; warnings: readonly string[] }) {
  const { run, status, problem, isCut, linkProblems } = figure;
  const { letters, input } = run;
  const failure = status?.state === 'failed' ? status.message : problem;
  const messages = [
    ...linkProblems.map((fault) => `In the link: ${fault}.`),
    ...(status?.state === 'ready' && status.message !== 'live' ? [`The engine is ${status.message}.`] : []),
    ...warnings,
  ];
  const isEmptyText = input.kind === 'text' && run.trace.steps === 0 && run.trace.leftRangeAt === undefined;
  const read = letters
    .map(({ shown }) => shown)
    .join('')
    .slice(0, 40);
  return (
    <>
      <Substitutions letters={letters} />
      {isEmptyText && (
        <p className={styles.note}>
          Type something above: the network has read nothing yet, and its state is h<sub>0</sub>, all zeros.
        </p>
      )}
      {isCut && <p className={styles.note}>Only the first {mostLetters.toLocaleString('en')} letters are read.</p>}
      {messages.map((message) => (
        <p key={message} className={styles.note}>
          {message}
        </p>
      ))}
      {failure !== undefined && (
        <p className={`${styles.note} ${styles.problem}`} role="alert">
          {failure} What you see is the last run that succeeded{input.kind === 'text' && `, over “${read}”`}.
        </p>
      )}
    </>
  );
}

function Substitutions({ letters }: { letters: readonly Letter[] }) {
  const pairs = new Map(letters.filter((letter) => letter.isSubstituted).map(({ shown, seen }) => [shown, seen]));
  if (pairs.size === 0) return null;
  const shownPairs = [...pairs].slice(0, 6);
  return (
    <p className={styles.note}>
      Not among the letters that this network knows:{' '}
      {shownPairs.map(([shown, seen], i) => (
        <span key={shown}>
          {i > 0 && ', '}
          <bdi>{showLetter(shown)}</bdi> is read as {nameLetter(seen)}
        </span>
      ))}
      {pairs.size > shownPairs.length && `, and ${pairs.size - shownPairs.length} more`}.
    </p>
  );
}
