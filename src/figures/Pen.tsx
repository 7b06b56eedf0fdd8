import { useRef, useState } from 'react';
import { getEngine } from '../engine/getEngine';
import type { SampleJob } from '../engine/Engine';
import { announce } from '../frame/announcer';
import { formatNumber } from '../marks/formatNumber';
import { splitGraphemes } from '../tasks/characters';
import { PillButton } from '../frame/PillButton';
import styles from './NextLetter.module.css';
import type { Futures } from './useFutures';
import { type WriteLength, writeOn } from './writeOn';

/** What can be written in one go, and what the button says. */
const lengths: readonly { readonly length: WriteLength; readonly label: string }[] = [
  { length: 1, label: 'one letter' },
  { length: 'line', label: 'to the end of the line' },
  { length: 40, label: '40 letters' },
];

/** Writes on from the reader's text, and reads the futures one by one: all that the fan does under the mouse, by buttons. */
export function Pen({
  text,
  vocabulary,
  job,
  futures: { futures },
  read,
  onRead,
  onText,
}: {
  text: string;
  vocabulary: string;
  job: SampleJob;
  futures: Futures;
  /** The future that is read, from 0. */
  read: number;
  onRead: (future: number) => void;
  onText: (text: string) => void;
}) {
  const [problem, setProblem] = useState<string>();
  const past = useRef<string[]>([]);
  const [count, setCount] = useState(0);
  const put = (next: string, said: string) => {
    past.current.push(text);
    setCount(past.current.length);
    setProblem(undefined);
    onText(next);
    announce(said);
  };
  const write = (length: WriteLength) => {
    writeOn(getEngine(), { ...job, owner: `${job.owner}-pen` }, length, vocabulary).then(
      (letters) => letters !== undefined && put(text + letters, `wrote ${letters.replaceAll('\n', ' line break ')}`),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  const takeBack = () => {
    const before = past.current.pop();
    setCount(past.current.length);
    if (before !== undefined) onText(before);
  };
  const future = futures[read];
  const letters = future?.tokens.map((token) => vocabulary.charAt(token)).join('') ?? '';
  const isOff = text === '';
  return (
    <div className={styles.pen}>
      <div className={styles.penRow} role="group" aria-label="write on">
        <span className={styles.penName} aria-hidden="true">
          write on
        </span>
        {lengths.map(({ length, label }) => (
          <PillButton key={label} disabled={isOff} onClick={() => write(length)}>
            {label}
          </PillButton>
        ))}
        <PillButton disabled={count === 0} onClick={takeBack}>
          take it back
        </PillButton>
      </div>
      {future !== undefined && (
        <div className={styles.penRow} role="group" aria-label="futures">
          <span className={styles.penName} aria-hidden="true">
            future
          </span>
          <PillButton aria-label="previous future" disabled={read <= 0} onClick={() => onRead(read - 1)}>
            ◂
          </PillButton>
          <span className={styles.ofFutures} data-field="future">
            {read + 1} of {futures.length}
          </span>
          <PillButton aria-label="next future" disabled={read >= futures.length - 1} onClick={() => onRead(read + 1)}>
            ▸
          </PillButton>
          <PillButton onClick={() => put(text + letters, `took future ${read + 1}`)}>take it as the text</PillButton>
          <p className={styles.reading} aria-live="polite">
            <span className={styles.before}>{splitGraphemes(text).slice(-12).join('').replaceAll('\n', '↵')}</span>
            <b>{letters.replaceAll('\n', '↵')}</b>{' '}
            <span className={styles.cost}>{formatNumber(future.bits / Math.max(1, letters.length))} bits a letter</span>
          </p>
        </div>
      )}
      {problem !== undefined && (
        <p className={styles.penProblem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
