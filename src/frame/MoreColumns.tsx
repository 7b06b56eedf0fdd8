import styles from './frame.module.css';
import type { Figure } from './useFigure';

/** Says that there are steps left and right of those shown, and leads there. */
export function MoreColumns({ figure, first, count }: { figure: Figure; first: number; count: number }) {
  const { store } = figure;
  const { steps } = figure.run.trace;
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
