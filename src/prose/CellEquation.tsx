import { quantityOf } from '../base/quantities';
import { cells } from '../cells';
import { symbolTex } from '../equations/symbols';
import { toTex } from '../equations/toTex';
import { type SystemId, systems } from '../systems';
import { Term } from './Term';
import { untaggedTex } from './untaggedTex';
import { usePage } from './usePage';

/** Whose equation: a cell's, or a whole system's network. Several quantities stand below one another. */
type CellEquationProps = ({ cell: keyof typeof cells } | { system: SystemId }) & {
  quantity: string | readonly string[];
  /** Leaves the names out, where an equation above has given them. */
  isBare?: boolean;
};

/**
 * A displayed equation, typeset from the very definition that runs in the figures, with its symbols named below it as terms.
 * Throws if there is no such quantity.
 */
export function CellEquation({ quantity, isBare = false, ...of }: CellEquationProps) {
  const { typeset } = usePage().resources;
  const cell = 'cell' in of ? cells[of.cell] : systems[of.system].network;
  const lines = [...(typeof quantity === 'string' ? [quantity] : quantity)].map((name) => toTex(cell, name));
  const display =
    lines.length === 1
      ? lines.join('')
      : `\\begin{aligned}${lines.map((line) => line.replace(' = ', ' &= ')).join('\\\\[0.35em]')}\\end{aligned}`;
  return (
    <div className="cell-equation">
      <div dangerouslySetInnerHTML={{ __html: typeset(display, { isDisplay: true }) }} />
      {!isBare && (
        <ul aria-label="Symbols of this equation">
          {symbolsIn(display).map((symbol) => (
            <li key={symbol}>
              <Term of={symbol}>
                <span
                  aria-hidden="true"
                  dangerouslySetInnerHTML={{ __html: typeset(untaggedTex(symbolTex(symbol))) }}
                />
              </Term>{' '}
              <span aria-hidden="true">{quantityOf(symbol).name}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The symbols tagged in TeX, each once, in order of appearance. */
function symbolsIn(tex: string): string[] {
  return [...new Set([...tex.matchAll(/\\htmlData\{term=([^}]+)\}/g)].map(([, symbol = '']) => symbol))];
}
