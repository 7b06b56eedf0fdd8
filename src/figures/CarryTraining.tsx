import { useRef } from 'react';
import { useWidth } from '../frame/useWidth';
import { systems } from '../systems';
import { PillButton } from '../frame/PillButton';
import styles from './CarryBit.module.css';
import { CarryCurves } from './CarryCurves';
import { carrySystem } from './carryBitProps';
import type { Training } from './useTraining';

/** Learning rates that a reader may choose, the recipe’s among them. */
const rates = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1];

const [accuracyLevel, lossLevel] = systems[carrySystem].task.levels;
const levels = { accuracy: accuracyLevel.value, loss: (lossLevel?.value ?? 0) / Math.LN2 };

/** The controls and curves of a network that the reader trains from scratch. */
export function CarryTraining({
  training,
  seed,
  rate,
  H,
  onChange,
}: {
  training: Training;
  seed: number;
  rate: number;
  H: number;
  onChange: (change: { seed?: number; rate?: number }) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { state, updates, last, ranFor, message } = training;
  const done = updates.at(-1)?.update ?? 0;
  const isRunning = state === 'running';
  const isOver = state === 'done' || state === 'diverged' || state === 'failed';
  const left = done > 20 ? ((last - done) * ranFor) / done : undefined;
  return (
    <div className={styles.training} role="group" aria-label="training from scratch">
      <div className={styles.trainingBar}>
        <PillButton isMain disabled={isOver || state === 'starting'} onClick={isRunning ? training.pause : training.go}>
          {isRunning ? 'pause' : done === 0 ? 'train' : 'go on'}
        </PillButton>
        <PillButton disabled={isRunning || isOver || state === 'starting'} onClick={training.step}>
          one update
        </PillButton>
        <PillButton disabled={done === 0 && !isOver} onClick={training.reset}>
          reset to seed {seed}
        </PillButton>
        <label className={styles.setting} data-field="seed">
          seed
          <input
            className={styles.seed}
            type="number"
            min={0}
            max={999_999}
            step={1}
            value={seed}
            onChange={({ currentTarget: { valueAsNumber } }) =>
              Number.isInteger(valueAsNumber) &&
              valueAsNumber >= 0 &&
              valueAsNumber <= 999_999 &&
              onChange({ seed: valueAsNumber })
            }
          />
        </label>
        <label className={styles.setting} data-field="rate">
          learning rate
          <select value={rate} onChange={({ currentTarget: { value } }) => onChange({ rate: Number(value) })}>
            {[...new Set([...rates, rate])]
              .sort((a, b) => a - b)
              .map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
          </select>
        </label>
      </div>
      <div className={styles.progressLine}>
        <progress max={last} value={done} aria-label="updates made" />
        <span>
          update {done.toLocaleString('en')} of {last.toLocaleString('en')}
          {ranFor > 0 && ` · ${(ranFor / 1000).toFixed(0)} s`}
          {isRunning && left !== undefined && `, about ${Math.ceil(left / 1000)} s to go`}
          {state === 'done' && ' · done'}
          {state === 'starting' && ' · starting'}
        </span>
      </div>
      {message !== undefined && (
        <p className={styles.problem} role="alert">
          {message}
        </p>
      )}
      <div ref={box} className={styles.curveBox} data-updates={done} data-hidden-units={H}>
        <CarryCurves updates={updates} last={last} levels={levels} width={width} />
      </div>
    </div>
  );
}
