import { useId, useState } from 'react';
import { createRandom } from '../base/random';
import { Choice } from '../frame/Choice';
import { PillButton } from '../frame/PillButton';
import styles from './CarryBit.module.css';
import { type Notation, readAddend, writeAddend } from './readAddend';

/** Two numbers to add, written in bits or in decimal; what is typed wrongly is told, and the last good number stays. */
export function CarryInput({
  a,
  b,
  notation,
  onNumber,
  onNotation,
}: {
  a: number;
  b: number;
  notation: Notation;
  onNumber: (change: { a?: number; b?: number }) => void;
  onNotation: (notation: Notation) => void;
}) {
  const another = () => {
    const random = createRandom(a * 31 + b + 1);
    onNumber({ a: random.integer(256), b: random.integer(256) });
  };
  return (
    <div className={styles.input}>
      <Addend name="a" number={a} notation={notation} onNumber={(number) => onNumber({ a: number })} />
      <span aria-hidden="true">+</span>
      <Addend name="b" number={b} notation={notation} onNumber={(number) => onNumber({ b: number })} />
      <span data-field="notation">
        <Choice
          name="how numbers are written"
          value={notation}
          options={[
            { value: 'bits', label: 'bits' },
            { value: 'decimal', label: 'decimal' },
          ]}
          onChange={onNotation}
        />
      </span>
      <PillButton onClick={another}>another sum</PillButton>
    </div>
  );
}

function Addend({
  name,
  number,
  notation,
  onNumber,
}: {
  name: string;
  number: number;
  notation: Notation;
  onNumber: (number: number) => void;
}) {
  // What is being typed, for as long as it is of the number and notation that it was typed for.
  const [typed, setTyped] = useState<{ text: string; number: number; notation: Notation }>();
  const problemId = useId();
  const isOwn = typed?.number === number && typed.notation === notation;
  const text = isOwn ? typed.text : writeAddend(number, notation);
  const read = readAddend(text, notation);
  const problem = 'problem' in read ? read.problem : undefined;
  return (
    <div className={styles.addend} data-field={name}>
      <label>
        <span data-term="x">{name}</span>
        <input
          className={styles.number}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          size={12}
          maxLength={64}
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          onChange={({ currentTarget: { value } }) => {
            const next = readAddend(value, notation);
            const now = 'number' in next ? next.number : number;
            setTyped({ text: value, number: now, notation });
            if (now !== number) onNumber(now);
          }}
          onBlur={() => problem === undefined && setTyped(undefined)}
        />
      </label>
      {problem !== undefined && (
        <span id={problemId} className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
