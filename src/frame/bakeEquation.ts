import { quantityOf } from '../base/quantities';
import type { Cell } from '../equations/defineCell';
import { toTex } from '../equations/toTex';
import { type Slot, unitEquation } from '../equations/unitEquation';
import type { BakedEquation } from '../marks/Equation';
import { formatNumber } from '../marks/formatNumber';
import type { FigureResources } from './FigureEntry';

/** A network's equation for one quantity, in symbols and in slots for one unit's numbers. */
export interface EquationPair {
  readonly quantity: string;
  readonly symbols: BakedEquation;
  readonly numbers: BakedEquation;
  readonly slots: readonly Slot[];
}

/** Typesets an equation and makes its symbols buttons. Build time only. */
export function bakeSymbols(cell: Cell, quantity: string, { typeset }: FigureResources): BakedEquation {
  const html = typeset(toTex(cell, quantity));
  let isFirst = true;
  const reachable = withoutMathml(html)
    .replace('<span class="katex-html" aria-hidden="true">', '<span class="katex-html">')
    .replaceAll(/<span class="enclosing" data-term="([^"]+)"/g, (_, symbol: string) => {
      const stop = isFirst ? 0 : -1;
      isFirst = false;
      return `<span class="enclosing" role="button" tabindex="${stop}" aria-label="${quantityOf(symbol).name}, ${symbol.replace('_', ' ')}" data-term="${symbol}"`;
    });
  return { html: reachable, spoken: `the equation of the ${quantityOf(quantity).name}` };
}

/** Typesets both forms of an equation; `fill` gives the first numbers of the slots, where they are known. Build time only. */
export function bakeEquation(
  cell: Cell,
  quantity: string,
  resources: FigureResources,
  fill: (slots: readonly Slot[]) => readonly number[] | undefined = () => undefined,
): EquationPair {
  const { tex, slots } = unitEquation(cell, quantity);
  const html = fillSlots(withoutMathml(resources.typeset(tex)), fill(slots));
  return {
    quantity,
    symbols: bakeSymbols(cell, quantity, resources),
    numbers: { html, spoken: spokenOf(tex) },
    slots,
  };
}

/** Puts numbers where `LiveEquation` will rewrite them. */
function fillSlots(html: string, numbers: readonly number[] | undefined): string {
  const isSigned = (slot: string): boolean => html.includes(`data-sign="${slot}"`);
  return html
    .replaceAll(/(data-slot="(\d+)"[^>]*><span class="mord">)0\.00/g, (_, before: string, slot: string) => {
      const value = numbers?.[Number(slot)];
      return `${before}${value === undefined ? '…' : formatNumber(isSigned(slot) ? Math.abs(value) : value)}`;
    })
    .replaceAll(/(data-sign="(\d+)"><span class="mord">)\+/g, (_, before: string, slot: string) => {
      const value = numbers?.[Number(slot)];
      return `${before}${value !== undefined && formatNumber(value).startsWith('−') ? '−' : '+'}`;
    });
}

/** The MathML twin is for mathematics that stands still; here buttons and a spoken line take its place. */
function withoutMathml(html: string): string {
  return html.replace(/<span class="katex-mathml">.*?<\/math><\/span>/s, '');
}

/** The unit's equation as a line of plain text, `#` for each number. */
function spokenOf(tex: string): string {
  return tex
    .replaceAll(/\\mathbin\{\\htmlData\{sign=\d+\}\{\+\}\}/g, ' + ')
    .replaceAll(/\\htmlData\{slot=\d+, term=\w+\}\{0\.00\}/g, '#')
    .replaceAll(/\\operatorname\{(\w+)\}/g, '$1')
    .replaceAll('\\sigma', 'sigmoid')
    .replaceAll('\\cdot', 'times')
    .replaceAll(/\\(left|right)/g, '')
    .replaceAll('\\', '');
}
