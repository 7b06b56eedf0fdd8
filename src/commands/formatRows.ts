import type { Row } from './Row';

/** The rows as a table for a terminal, and below it why some were not measured. */
export function formatRows(rows: readonly Row[]): string {
  const number = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
  const head = ['system', 'claim', 'value', 'bound', 'baseline', 'seeds', 'float16', 'ok'];
  const cells = rows.map(({ system, claim, value, bound, baseline, seeds, solved, rounding, ok }) => [
    system,
    claim,
    number(value),
    number(bound),
    number(baseline),
    solved === undefined ? seeds.join(' ') || '–' : `${solved} of ${seeds.length}`,
    rounding === undefined ? '–' : rounding === 0 ? '±0' : rounding.toExponential(1),
    ok === null ? 'unmeasured' : ok ? 'yes' : 'NO',
  ]);
  const widths = head.map((_title, column) => Math.max(...[head, ...cells].map((row) => (row[column] ?? '').length)));
  const lines = [head, ...cells].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const reasons = rows.flatMap(({ system, reason }) =>
    reason === undefined ? [] : `${system}: unmeasured, ${reason}`,
  );
  return [...lines, ...new Set(reasons)].map((line) => line.trimEnd()).join('\n');
}
