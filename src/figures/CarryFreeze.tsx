import type { Intervention } from '../equations/Intervention';
import { formatNumber } from '../marks/formatNumber';
import styles from './CarryBit.module.css';
import type { LiveSums } from './useSums';

/** Every unit as two buttons: frozen at its mean or at zero, each with the share of bits that the network then still gets right. */
export function CarryFreeze({
  sums,
  changes,
  onChange,
}: {
  sums: LiveSums;
  changes: readonly Intervention[];
  onChange: (changes: readonly Intervention[]) => void;
}) {
  const { measured, frozen, bitsRight } = sums;
  const isFrozen = (unit: number, value: number): boolean => changes.some((change) => isFreeze(change, unit, value));
  const toggle = (unit: number, value: number) => {
    const others = changes.filter((change) => !isFreezeOf(change, unit));
    const isOn = isFrozen(unit, value);
    onChange(isOn ? others : [...others, { kind: 'clamp', quantity: 'h', value, units: [unit] }]);
  };
  return (
    <div className={styles.freeze} data-field="do">
      <p className={styles.freezeHead}>
        <b>Freeze a unit</b> and see how many bits of {measured.sums} held-out sums are still right:{' '}
        {bitsRight === measured.bitsRight ? (
          <b>{percent(measured.bitsRight)}</b>
        ) : (
          <>
            {percent(measured.bitsRight)} → <b>{percent(bitsRight)}</b>
          </>
        )}
      </p>
      <div className={styles.freezeScroll}>
        <table className={styles.freezeTable}>
          <thead>
            <tr>
              <th scope="row">unit</th>
              {measured.means.map((_, unit) => (
                <th key={unit} scope="col" data-term="h">
                  h<sub>{unit + 1}</sub>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['mean', 'zero'] as const).map((where) => (
              <tr key={where}>
                <th scope="row">{where === 'mean' ? 'at its mean' : 'at 0'}</th>
                {measured.means.map((mean, unit) => {
                  const value = where === 'mean' ? Number(mean.toFixed(4)) : 0;
                  const share = where === 'mean' ? frozen?.[unit]?.atMean : frozen?.[unit]?.atZero;
                  const told = share === undefined ? 'not yet measured' : `${percent(share)} of bits right`;
                  return (
                    <td key={unit}>
                      <button
                        type="button"
                        className={styles.freezeButton}
                        style={
                          {
                            '--lost': `${Math.round(200 * (measured.bitsRight - (share ?? measured.bitsRight)))}%`,
                          } as object
                        }
                        aria-pressed={isFrozen(unit, value)}
                        aria-label={`freeze h${unit + 1} at ${formatNumber(value)}: ${told}`}
                        onClick={() => toggle(unit, value)}
                        data-value={share === undefined ? undefined : String(share)}
                      >
                        {share === undefined ? '·' : Math.round(share * 100)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Whether a change freezes a unit (from 0) at every step, wherever. */
function isFreezeOf(change: Intervention, unit: number): boolean {
  return (
    change.kind === 'clamp' &&
    change.quantity === 'h' &&
    change.from === undefined &&
    change.until === undefined &&
    change.units?.length === 1 &&
    change.units[0] === unit
  );
}

function isFreeze(change: Intervention, unit: number, value: number): boolean {
  return isFreezeOf(change, unit) && change.kind === 'clamp' && Math.abs(change.value - value) < 1e-9;
}

/** A share with a decimal: 62.5 %. */
function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
