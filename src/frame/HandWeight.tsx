import { useState } from 'react';
import { systems } from '../systems';
import { formatNumber } from '../marks/formatNumber';
import { showLetter } from '../marks/showLetter';
import { isCut, weightsInForce, withEdit } from './changes';
import styles from './hand.module.css';
import { NumberField } from './NumberField';
import type { Figure } from './useFigure';

/** Any one weight of the shown network, found by what it leads from and to, and written anew. */
export function HandWeight({ figure }: { figure: Figure }) {
  const { run, weights, unit, state, t } = figure;
  const { network, vocabulary } = systems[run.system];
  const names = network.parameters.map(({ name }) => name).filter((name) => weights[name] !== undefined);
  const [picked, pick] = useState('W_hh');
  const [from, setFrom] = useState<number>();
  const [to, setTo] = useState<number>();
  const name = names.includes(picked) ? picked : names[0];
  const weight = name === undefined ? undefined : weights[name];
  if (name === undefined || weight === undefined) return <span className={styles.aside}>on its way</span>;
  const [rows = 0, columns] = weight.shape;
  const isBias = columns === undefined;
  const read = run.trace.tokens[Math.max(0, t - 1)] ?? 0;
  const isFromLetter = name.startsWith('W_x') && vocabulary !== '';
  const isToLetter = name.endsWith('y') && vocabulary !== '';
  const row = Math.min(rows - 1, from ?? (isFromLetter ? read : unit - 1));
  const column = isBias ? undefined : Math.min(columns - 1, to ?? (isToLetter ? 0 : unit - 1));
  const at = row * (columns ?? 1) + (column ?? 0);
  // A cut wire keeps its weights; nothing comes through it until it is mended.
  const edits = state.do.filter(({ kind }) => kind === 'edit');
  const now = weightsInForce({ [name]: weight }, edits, Math.max(0, t - 1))[name]?.values[at] ?? 0;
  const own = weight.values[at] ?? 0;
  const place = { parameter: name, row, ...(column === undefined ? {} : { column }) };
  return (
    <span className={styles.weight}>
      <select aria-label="weight" value={name} onChange={({ currentTarget: { value } }) => pick(value)}>
        {names.map((each) => (
          <option key={each} value={each}>
            {each.replace('_', ' ')}
          </option>
        ))}
      </select>
      <Place
        label={isBias ? 'of' : 'from'}
        count={rows}
        at={row}
        letters={isFromLetter || (isBias && isToLetter) ? vocabulary : ''}
        onChange={setFrom}
      />
      {column !== undefined && (
        <Place label="to" count={columns ?? 0} at={column} letters={isToLetter ? vocabulary : ''} onChange={setTo} />
      )}
      <span aria-hidden="true">is</span>
      <NumberField
        value={now}
        label="its value"
        digits={3}
        isChanged={now !== own}
        onChange={(value) => figure.change(withEdit(state.do, place, value))}
      />
      {isCut(state.do, name, Math.max(0, t - 1)) && <span className={styles.aside}>the wire is cut</span>}
      {now !== own && <span className={styles.aside}>was {formatNumber(own, 3)}</span>}
    </span>
  );
}

function Place(props: { label: string; count: number; at: number; letters: string; onChange: (at: number) => void }) {
  const { label, count, at, letters, onChange } = props;
  return (
    <label>
      {label}{' '}
      <select value={at} onChange={({ currentTarget: { value } }) => onChange(Number(value))}>
        {Array.from({ length: count }, (_, index) => (
          <option key={index} value={index}>
            {letters === '' ? index + 1 : showLetter(letters.charAt(index))}
          </option>
        ))}
      </select>
    </label>
  );
}
