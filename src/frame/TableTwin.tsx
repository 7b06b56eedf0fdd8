import { useState } from 'react';
import { exactText } from '../marks/exactText';
import { formatNumber } from '../marks/formatNumber';
import { showLetter } from '../marks/showLetter';
import { PillButton } from './PillButton';
import styles from './frame.module.css';
import type { Ghost } from './Ghost';

/** One column of a figure's table: its head, the term it is a quantity of, and its number or letter at step t (0-based). */
export interface TableColumn {
  readonly head: string;
  readonly term?: string;
  readonly at: (t: number) => number | string;
  /** The number that stands beside it in the picture, where the picture draws one. */
  readonly beside?: (ghost: Ghost, t: number) => number | undefined;
}

/** A figure's numbers as a table: a row a step. */
export interface TableModel {
  readonly steps: number;
  readonly columns: readonly TableColumn[];
  /** What is drawn beside the run and belongs to no step of it: a second table, with a row each. */
  readonly also?: SecondTable;
}

/** Numbers of a picture that belong to no step: what they are, what one row is called, and their columns by row (0-based). */
export interface SecondTable {
  readonly title: string;
  readonly row: string;
  readonly rows: number;
  readonly columns: readonly Pick<TableColumn, 'head' | 'term' | 'at'>[];
}

/** Exactly the drawn numbers, as a real table: shown rounded, unrounded in `data-value`; long runs are paged. */
export function TableTwin({
  model,
  t,
  title,
  step,
}: {
  model: TableModel;
  t: number;
  title: string;
  /** What one step is called. */
  step: string;
}) {
  const size = model.columns.length > 60 ? 16 : 64;
  const pages = Math.max(1, Math.ceil(model.steps / size));
  const [turned, setTurned] = useState<{ page: number; t: number }>();
  // The page of the playhead, until the reader turns it; the next move of the playhead takes over again.
  const page = Math.min(pages - 1, turned?.t === t ? turned.page : Math.floor(Math.max(0, t - 1) / size));
  const rows = Array.from({ length: Math.min(size, model.steps - page * size) }, (_, row) => page * size + row);
  return (
    <div className={styles.table} data-table>
      <div className={styles.tableBar}>
        <span>
          {model.steps === 0
            ? `no ${step} has been read yet`
            : `steps ${page * size + 1} to ${page * size + rows.length} of ${model.steps}`}
        </span>
        {pages > 1 && (
          <span>
            <PillButton disabled={page === 0} onClick={() => setTurned({ page: page - 1, t })}>
              earlier steps
            </PillButton>{' '}
            <PillButton disabled={page >= pages - 1} onClick={() => setTurned({ page: page + 1, t })}>
              later steps
            </PillButton>
          </span>
        )}
      </div>
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} role="region" aria-label={`table of ${title}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">t</th>
              {model.columns.map(({ head, term }) => (
                <th key={head} scope="col" data-term={term}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row} aria-current={row === t - 1 ? 'step' : undefined}>
                <th scope="row">{row + 1}</th>
                {model.columns.map(({ head, at }) => (
                  <Cell key={head} value={at(row)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** A second table, of all its rows. */
export function AlsoTable({ table: { title, row, rows, columns } }: { table: SecondTable }) {
  return (
    <div className={styles.table} data-second-table>
      <div className={styles.tableBar}>
        <span>{title}</span>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{row}</th>
              {columns.map(({ head, term }) => (
                <th key={head} scope="col" data-term={term}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, at) => (
              <tr key={at}>
                <th scope="row">{at + 1}</th>
                {columns.map((column) => (
                  <Cell key={column.head} value={column.at(at)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Cell({ value }: { value: number | string }) {
  return typeof value === 'number' ? (
    <td data-value={exactText(value)}>{formatNumber(value, 3)}</td>
  ) : (
    <td className={styles.letterCell}>
      <bdi>{showLetter(value)}</bdi>
    </td>
  );
}
