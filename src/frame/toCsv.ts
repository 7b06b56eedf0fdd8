import { exactText } from '../marks/exactText';
import type { TableModel } from './TableTwin';

/** A figure's table as comma-separated text, every number unrounded, as the table itself has it in `data-value`; a second table, where there is one, below it. */
export function toCsv({ steps, columns, also }: TableModel): string {
  const cell = (value: number | string): string => {
    const text = typeof value === 'number' ? exactText(value) : value;
    // A leading sign of a formula is data here, never to be run by a spreadsheet.
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const head = ['t', ...columns.map(({ head }) => head)];
  const rows = Array.from({ length: steps }, (_, t) => [t + 1, ...columns.map(({ at }) => at(t))]);
  // A second table follows after an empty line, its rows told by name so that none is taken for a step.
  const second =
    also === undefined
      ? []
      : [
          [],
          [also.row, ...also.columns.map(({ head: name }) => name)],
          ...Array.from({ length: also.rows }, (_, at) => [
            `${also.row} ${at + 1}`,
            ...also.columns.map((column) => column.at(at)),
          ]),
        ];
  return [head, ...rows, ...second].map((row) => row.map(cell).join(',')).join('\r\n');
}
