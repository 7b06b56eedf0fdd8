import { formatShare } from '../marks/formatNumber';
import type { DigitScores } from './digitScores';
import { settledAt, type Verdict } from './digitVerdict';
import { readersOf } from './digitReaderProps';

/** What to look for in a DigitReader; what it says of this digit is read from the two runs, what it says of all from the reports. */
export function DigitCaption({
  glance,
  verdicts,
  isEmpty,
  isShuffled,
  scores,
}: {
  glance: Verdict;
  verdicts: readonly Verdict[];
  isEmpty: boolean;
  isShuffled: boolean;
  scores: DigitScores;
}) {
  const readers = readersOf(isShuffled);
  const [still, rows] = [scores[readers.glance], scores[readers.rows]];
  const last = verdicts.at(-1);
  const settled = settledAt(verdicts);
  const says = ({ digit, chance }: Verdict) => (
    <>
      <b>{digit}</b> ({formatShare(chance)})
    </>
  );
  return (
    <>
      {!isEmpty && last !== undefined && (
        <>
          At one glance this is a {says(glance)}; read row by row, a {says(last)}, and from row <b>{settled}</b> on that
          verdict no longer changes.{' '}
        </>
      )}
      Of {(1500).toLocaleString('en')} held-out digits, {isShuffled ? 'their pixels shuffled, ' : ''}the network without
      time tells {percent(still.mean)} right, and the row reader {percent(rows.mean)} (means of {rows.seeds} seeds,{' '}
      {percent(rows.worst)} to {percent(rows.best)}). The digits on the buttons are held out too (MNIST; LeCun, Cortes,
      Burges; CC BY-SA 3.0).
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
