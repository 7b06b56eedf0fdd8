import type { CSSProperties } from 'react';
import type { Run } from '../frame/Run';
import { exactText } from '../marks/exactText';
import { formatShare } from '../marks/formatNumber';
import { vectorAt } from '../traces/Trace';
import type { DigitScores } from './digitScores';
import { verdictOf } from './digitVerdict';
import styles from './DigitReader.module.css';
import { readersOf } from './digitReaderProps';

/** Both networks side by side: their ten chances for this digit, how many weights each has, and what was measured of them. */
export function DigitComparison({
  glance,
  rows,
  t,
  scores,
  isShuffled,
}: {
  glance: Run;
  rows: Run;
  /** The row (from 1) after which the row reader is asked. */
  t: number;
  scores: DigitScores;
  isShuffled: boolean;
}) {
  const chances = [vectorAt(glance.trace, 'y', 0), vectorAt(rows.trace, 'y', t - 1)] as const;
  const verdicts = chances.map(verdictOf);
  const [plain, shuffled] = [false, true].map((is) => {
    const readers = readersOf(is);
    return [scores[readers.glance], scores[readers.rows]];
  });
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return (
    <table className={styles.comparison}>
      <caption className="visually-hidden">Both networks side by side</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>
            says
          </th>
          {['at a glance', `after row ${t}`].map((name, which) => (
            <th key={which} scope="col">
              {name}
              <b data-term="y" data-verdict={which === 0 ? 'glance' : 'rows'}>
                {verdicts[which]?.digit}
              </b>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: 10 }, (_, digit) => (
          <tr key={digit}>
            <th scope="row">{digit}</th>
            {chances.map((of, which) => {
              const chance = of[digit] ?? 0;
              return (
                <td key={which} data-value={exactText(chance)} data-term="y">
                  <span
                    className={verdicts[which]?.digit === digit ? `${styles.bar} ${styles.best}` : styles.bar}
                    style={{ '--chance': `${(chance * 100).toFixed(1)}%` } as CSSProperties}
                  />
                  <span className={styles.share}>{formatShare(chance)}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">weights</th>
          {plain?.map(({ parameters }, which) => (
            <td key={which}>{parameters.toLocaleString('en')}</td>
          ))}
        </tr>
        <tr aria-current={!isShuffled}>
          <th scope="row">told right</th>
          {plain?.map(({ mean }, which) => (
            <td key={which}>{percent(mean)}</td>
          ))}
        </tr>
        {/* What the shuffle costs is the reader's to guess, until it is asked for. */}
        {isShuffled && (
          <tr aria-current>
            <th scope="row">… shuffled</th>
            {shuffled?.map(({ mean }, which) => (
              <td key={which}>{percent(mean)}</td>
            ))}
          </tr>
        )}
      </tfoot>
    </table>
  );
}
