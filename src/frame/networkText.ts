import type { Intervention } from '../equations/Intervention';
import { rewrite } from '../equations/rewrite';
import { toNumPy } from '../equations/toNumPy';
import { toPyTorch } from '../equations/toPyTorch';
import { systems } from '../systems';
import type { Run } from './Run';

/** The libraries for which a network can be written, as files name them. */
export type TextLibrary = 'torch' | 'numpy';

/**
 * The very network that a figure shows, as Python: its equations as they were changed on the page, where its weights lie, how it reads text, and the
 * entries that were edited. What equations cannot say, such as a wire that is cut for a few steps, is named as left out.
 * @param address where the figure is, in the state that it is in
 * @param root the book's address, under which its weights lie
 */
export function networkText({ system, trace }: Run, library: TextLibrary, address: string, root: string): string {
  const { id, title, network, sizes, checkpoint, vocabulary, credit } = systems[system];
  const changes = trace.interventions ?? [];
  const said = changes.filter(isSayable);
  const edits = said.filter((change) => change.kind === 'edit');
  const leftOut = changes.filter((change) => !isSayable(change));
  const equations = said.filter((change) => change.kind !== 'edit');
  const cell = equations.length === 0 ? network : rewrite(network, equations).cell;
  const head = [
    `${title} (${id}), as it is shown at`,
    address,
    `Sizes: ${Object.entries(sizes)
      .map(([letter, size]) => `${letter} = ${size}`)
      .join(', ')}`,
    trace.weights === undefined
      ? `Weights: ${new URL(checkpoint, root).href} (${credit})`
      : 'Weights: those shown were trained on the page, and lie in no file; load() reads a file of the same names.',
    ...(vocabulary === ''
      ? []
      : [`Reads text letter by letter, one-hot: x[k] = 1 for letter k of ${pythonText(vocabulary)}`]),
    ...said.map((change) => `Changed: ${describeChange(change)}`),
    ...leftOut.map((change) => `Left out, because it holds for some steps only: ${describeChange(change)}`),
  ];
  const text = library === 'torch' ? toPyTorch(cell) : toNumPy(cell);
  return [...head.map((line) => `# ${line.replaceAll(/[\r\n]+/g, ' ')}`), text, ...editText(edits, library)].join('\n');
}

/** Whether equations and weights alone say it: `rewrite` has a clock for values that are held from a step on, and for nothing else. */
function isSayable({ kind, from = 0, until }: Intervention): boolean {
  return until === undefined && (from === 0 || kind === 'clamp' || kind === 'silence');
}

function editText(edits: readonly (Intervention & { kind: 'edit' })[], library: TextLibrary): string[] {
  if (edits.length === 0) return [];
  const lines = edits.map(({ parameter, row, column, value }) => {
    const place = column === undefined ? `${row}` : `${row}, ${column}`;
    return library === 'torch'
      ? `        module.${parameter}[${place}] = ${value}`
      : `    weights["${parameter}"][${place}] = ${value}`;
  });
  if (library === 'numpy')
    return [
      '',
      'def change(weights):',
      '    """The weights with the entries that were edited on the page."""',
      ...lines,
      '    return weights',
      '',
    ];
  return [
    '',
    'def change(module):',
    '    """The module with the entries of its weights that were edited on the page."""',
    '    with torch.no_grad():',
    ...lines,
    '    return module',
    '',
  ];
}

/** A change in words, units and steps counted from 1 as on the page. */
function describeChange(change: Intervention): string {
  const { from = 0, until } = change;
  const span = `${from === 0 ? '' : ` from step ${from + 1}`}${until === undefined ? '' : ` until step ${until}`}`;
  return `${describeDeed(change)}${span}`;
}

function describeDeed(change: Intervention): string {
  switch (change.kind) {
    case 'silence':
      return `${change.quantity} ${change.unit + 1} silenced`;
    case 'clamp':
      return `${change.quantity} ${(change.units ?? []).map((unit) => unit + 1).join(', ') || '(all)'} held at ${change.value}`;
    case 'cut':
      return `${change.weight} cut`;
    case 'edit': {
      const place = change.column === undefined ? [change.row] : [change.row, change.column];
      return `${change.parameter} [${place.map((at) => at + 1).join(', ')}] set to ${change.value}`;
    }
    case 'strike':
      return `a term of ${change.quantity} struck out`;
  }
}

/** Text as Python writes it: every character that is not plain and printable is escaped. */
function pythonText(text: string): string {
  const escaped = Array.from(JSON.stringify(text), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 127
      ? letter
      : code > 0xffff
        ? `\\U${code.toString(16).padStart(8, '0')}`
        : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return escaped.join('');
}
