import { Choice } from '../frame/Choice';
import { formatNumber } from '../marks/formatNumber';
import { PillButton } from '../frame/PillButton';
import styles from './NextLetter.module.css';
import { futureCounts, type LetterStart } from './nextLetterProps';

/** The settings of the drawing of letters: how hot, with which seed, how many futures. */
export function LetterControls({
  state: { temperature, seed, futures },
  onChange,
}: {
  state: Pick<LetterStart, 'temperature' | 'seed' | 'futures'>;
  onChange: (change: Partial<Pick<LetterStart, 'temperature' | 'seed' | 'futures'>>) => void;
}) {
  return (
    <>
      <label className={styles.slider} data-field="temperature">
        <span>temperature τ</span>
        <input
          type="range"
          min={0}
          max={2}
          step={0.05}
          value={temperature}
          aria-valuetext={`τ ${formatNumber(temperature)}`}
          onChange={(event) => onChange({ temperature: Number(event.currentTarget.value) })}
        />
        <output>{formatNumber(temperature)}</output>
      </label>
      <span className={styles.seed} role="group" aria-label="seed" data-field="seed">
        <span aria-hidden="true">seed</span>
        <PillButton aria-label="previous seed" disabled={seed <= 1} onClick={() => onChange({ seed: seed - 1 })}>
          ◂
        </PillButton>
        <output>{seed}</output>
        <PillButton aria-label="next seed" disabled={seed >= 9999} onClick={() => onChange({ seed: seed + 1 })}>
          ▸
        </PillButton>
      </span>
      <span data-field="futures">
        <Choice
          name="futures"
          isNameShown
          value={futures}
          options={futureCounts.map((count) => ({ value: count, label: count }))}
          onChange={(next) => onChange({ futures: next })}
        />
      </span>
    </>
  );
}
