import { useEffect, useMemo, useRef } from 'react';
import { quantityOf } from '../base/quantities';
import type { Intervention } from '../equations/Intervention';
import { formatNumber } from '../marks/formatNumber';
import { systems } from '../systems';
import { announce } from './announcer';
import { isSameChange } from './changes';
import type { Cost } from './Cost';
import { GhostKey, type GhostLook } from './GhostKey';
import styles from './hand.module.css';
import { misfitOf } from './interventionsField';
import { sayChange } from './tellChange';
import { Told } from './Told';
import type { Figure } from './useFigure';

/** What the reader did to the network, what it cost, and the way back: each change can be undone, and one press undoes all. */
export function ChangesBar({ figure, cost, look }: { figure: Figure; cost: Cost; look: GhostLook }) {
  const { run, ghost, state, isStale, change, quantity } = figure;
  const price = useMemo(() => {
    if (ghost?.kind !== 'untouched') return undefined;
    const [before, after] = [cost.of(ghost.run), cost.of(run)];
    return before === undefined || after === undefined ? undefined : { before, after };
  }, [run, ghost, cost]);
  useAnnouncedChanges(figure, cost, price);
  const remove = (gone: Intervention) => change(state.do.filter((other) => !isSameChange(other, gone)));
  if (state.do.length === 0) return null;
  return (
    <div className={styles.changes} role="group" aria-label="what is changed" data-changes data-field="do">
      <span className={styles.head}>changed</span>
      <ul className={styles.list}>
        {state.do.map((each) => {
          const isIdle = misfitOf(each, systems[run.system]) !== undefined;
          return (
            <li key={JSON.stringify(each)} className={isIdle ? `${styles.item} ${styles.idle}` : styles.item}>
              <span>
                <Told change={each} system={run.system} />
                {isIdle && ': not in this network'}
              </span>
              <button type="button" aria-label={`undo: ${sayChange(each, run.system)}`} onClick={() => remove(each)}>
                <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
                  <path d="M1 1L8 8M8 1L1 8" />
                </svg>
              </button>
            </li>
          );
        })}
      </ul>
      {price !== undefined && (
        <span className={styles.price} aria-busy={isStale}>
          {cost.name}{' '}
          <span data-cost="before" data-value={String(price.before)}>
            {formatNumber(price.before)}
          </span>
          <span aria-hidden="true"> → </span>
          <span className="visually-hidden"> became </span>
          <b data-cost="after" data-value={String(price.after)}>
            {formatNumber(price.after)}
          </b>{' '}
          {cost.unit}
        </span>
      )}
      {ghost !== undefined && <GhostKey kind={ghost.kind} hue={quantityOf(quantity).role} look={look} />}
      <button type="button" className={styles.restore} onClick={() => change([])}>
        restore
      </button>
    </div>
  );
}

/** Says what was changed once its run has come, with what it cost; and that all is as it was. */
function useAnnouncedChanges(
  { changes, ghost, isStale, run }: Figure,
  { name, unit }: Cost,
  price: { before: number; after: number } | undefined,
): void {
  const key = JSON.stringify(changes);
  // Fetched with the first change, it begins where nothing had been changed.
  const told = useRef('[]');
  const isReady = !isStale && (changes.length === 0 || ghost?.kind === 'untouched');
  useEffect(() => {
    if (!isReady || told.current === key) return;
    told.current = key;
    if (changes.length === 0) announce('restored: the network is untouched');
    else {
      const paid =
        price === undefined
          ? ''
          : `; ${name} ${formatNumber(price.after)} ${unit}, untouched ${formatNumber(price.before)}`;
      announce(`changed: ${changes.map((each) => sayChange(each, run.system)).join(', ')}${paid}`);
    }
  }, [isReady, key, changes, price, name, unit, run.system]);
}
