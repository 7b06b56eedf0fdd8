import { Scrubber } from '../marks/Scrubber';
import styles from './frame.module.css';
import type { Figure } from './useFigure';

/** The one time control of a figure: to the start, back, play, on or to the end, and a scrubber. */
export function TimeControl({ figure, valueText }: { figure: Figure; valueText: string }) {
  const { store, t, step } = figure;
  const { steps } = figure.run.trace;
  const { isPlaying } = figure.state;
  const first = Math.min(1, steps);
  const go = (to: number) => store.setState({ t: Math.min(steps, Math.max(first, to)), isPlaying: false });
  return (
    <div className={styles.time} role="group" aria-label="time control">
      <TimeButton name={`to the first ${step}`} icon={icons.start} isOff={t <= first} onPress={() => go(first)} />
      <TimeButton name={`one ${step} back`} icon={icons.back} isOff={t <= first} onPress={() => go(t - 1)} />
      <TimeButton
        name={isPlaying ? 'pause' : 'play'}
        icon={isPlaying ? icons.pause : icons.play}
        isMain
        isOff={steps < 2}
        onPress={() => store.setState({ isPlaying: !isPlaying })}
      />
      <TimeButton name={`one ${step} on`} icon={icons.on} isOff={t >= steps} onPress={() => go(t + 1)} />
      <Scrubber t={t} from={first} to={steps} valueText={valueText} onChange={go} />
      <span className={styles.clock} data-field="t" aria-hidden="true">
        t = {t} / {steps}
      </span>
    </div>
  );
}

const icons = {
  start: 'M2 2h1.6v8H2zM10 2v8L4.6 6z',
  back: 'M9 2v8L3 6z',
  play: 'M3 1.5v9L10.5 6z',
  pause: 'M3 2h2.2v8H3zM6.8 2H9v8H6.8z',
  on: 'M2 2v8l5.4-4zM8.4 2H10v8H8.4z',
};

// Off but not `disabled`: a button that loses the focus under a finger on the Enter key would be a trap.
function TimeButton(props: { name: string; icon: string; isMain?: boolean; isOff: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      className={props.isMain ? `${styles.button} ${styles.main}` : styles.button}
      aria-label={props.name}
      title={props.name}
      aria-disabled={props.isOff}
      onClick={() => props.isOff || props.onPress()}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d={props.icon} />
      </svg>
    </button>
  );
}
