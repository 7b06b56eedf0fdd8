import type { Cell } from './defineCell';
import type { Expression } from './Expression';
import { operators } from './operators';
import type { Words } from './operators/Operator';
import { givenWords, symbolWords } from './symbolWords';
import { namesOf, rightHandSide } from './toTex';
import { operandOf, type SlotContext, slotValue } from './unitEquation';

/**
 * Says one equation of a cell as a screen reader reads it: "h is tanh of: W x h times x, plus W h h times the previous h, plus b h."
 * Brackets are said where the typeset equation has them.
 * @throws Error when the cell has no such quantity
 */
export function toSentence(cell: Cell, quantity: string): string {
  const root = rightHandSide(cell, quantity);
  const names = namesOf(cell);
  const wordsOf = (node: Expression): Words => {
    if (node.kind !== 'operation') return { words: givenWords(node), binding: 2 };
    const name = names.get(node);
    if (name !== undefined && node !== root) return { words: symbolWords(name), binding: 2 };
    return operators[node.operator].sentence(node.inputs.map(wordsOf), node.attributes);
  };
  return sentence(symbolWords(quantity), wordsOf(root).words);
}

/**
 * Says what one unit's equation does at a step, with its numbers: "At step 3, unit 2 of h is tanh of: minus 0.31 from x, plus 0.52 from the
 * previous h, plus 0.10 from b h; and that is 0.30." A value that is made from a whole vector, as softmax is, is said of the vector.
 * @param t the step, and `unit` the unit, from 0, as they are said
 * @throws Error when the cell has no such quantity
 */
export function toStepSentence(cell: Cell, quantity: string, t: number, unit: number, context: SlotContext): string {
  const root = rightHandSide(cell, quantity);
  const names = namesOf(cell);
  const valueOf = (node: Expression): string =>
    spokenNumber(
      node.kind === 'weight' || node.kind === 'bias'
        ? slotValue({ kind: 'bias', name: node.name }, unit, context, [])
        : slotValue({ kind: 'value', operand: operandOf(node, names) }, unit, context, []),
    );
  const symbolOf = (node: Expression): string | undefined => {
    if (node.kind !== 'operation') return givenWords(node);
    const name = names.get(node);
    return name === undefined || node === root ? undefined : symbolWords(name);
  };
  const wordsOf = (node: Expression, isOfUnit: boolean): Words => {
    const symbol = symbolOf(node);
    if (symbol !== undefined)
      return { words: isOfUnit && sizeOf(cell, node) === 1 ? `${valueOf(node)} from ${symbol}` : symbol, binding: 2 };
    if (node.kind !== 'operation') return { words: '', binding: 2 };
    const { operator, inputs, attributes } = node;
    if (operator === 'affine') {
      if (!isOfUnit)
        return operators.affine.sentence(
          inputs.map((input) => wordsOf(input, false)),
          attributes,
        );
      const count = attributes.operands ?? 0;
      const products = inputs.slice(0, count).map((operand, k) => {
        const weight = inputs[count + k];
        const name = weight !== undefined && weight.kind !== 'operation' ? weight.name : '';
        const product = slotValue(
          { kind: 'product', operand: operandOf(operand, names), weight: name },
          unit,
          context,
          [],
        );
        return `${spokenNumber(product)} from ${symbolOf(operand) ?? wordsOf(operand, false).words}`;
      });
      const terms = [...products, ...inputs.slice(2 * count).map((bias) => wordsOf(bias, true).words)];
      const [first = '', ...rest] = terms;
      const signed = rest.map((term) => (term.startsWith('minus ') ? `, ${term}` : `, plus ${term}`));
      return { words: [first, ...signed].join(''), binding: terms.length > 1 ? 0 : 2 };
    }
    const row = operators[operator];
    const goesByUnit = isOfUnit && 'isElementwise' in row && row.isElementwise === true;
    return row.sentence(
      inputs.map((input) => wordsOf(input, goesByUnit)),
      attributes,
    );
  };
  const { words } = wordsOf(root, true);
  const result = spokenNumber(
    slotValue({ kind: 'value', operand: { name: quantity, when: 'now' } }, unit, context, []),
  );
  return sentence(
    `At step ${t}, unit ${unit} of ${symbolWords(quantity)}`,
    `${withoutEnd(words)}; and that is ${result}`,
  );
}

/** A number as it is said, to two places: "minus 0.31". */
function spokenNumber(value: number): string {
  const rounded = Math.abs(value).toFixed(2);
  return value < 0 && Number(rounded) !== 0 ? `minus ${rounded}` : rounded;
}

function sizeOf(cell: Cell, node: Expression): number {
  return cell.shapes.get(node)?.length ?? 1;
}

function sentence(subject: string, predicate: string): string {
  return `${subject} is ${withoutEnd(predicate)}.`;
}

/** A function that ends with the sentence needs no closing words. */
function withoutEnd(words: string): string {
  return words.replace(/(; end of [\w ]+?)+$/, '');
}
