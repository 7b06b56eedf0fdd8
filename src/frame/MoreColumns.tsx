import type { FigureStore } from './figureStore';
import styles from './frame.module.css';

/** Says that there are letters left and right of those shown, and leads there. */
export function MoreColumns({
  store,
  first,
  count,
  steps,
}: {
  store: FigureStore;
  first: number;
  count: number;
  steps: number;
}) {
  const later = steps - first - count;
  const go = (t: number) => store.setState({ t: Math.min(steps, Math.max(1, t)), isPlaying: false });
  return (
    <>
      {first > 0 && (
        <button type="button" className={`${styles.more} ${styles.earlier}`} onClick={() => go(first - count + 3)}>
          ◂ {first} earlier
        </button>
      )}
      {later > 0 && (
        <button type="button" className={`${styles.more} ${styles.later}`} onClick={() => go(first + 2 * count - 2)}>
          {later} later ▸
        </button>
      )}
    </>
  );
}
