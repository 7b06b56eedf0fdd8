import { parser } from '@lezer/python';
import { describe, expect, test } from 'vitest';
import { cells } from '../cells';
import { bidirectional } from '../networks/bidirectional';
import { encoderDecoder } from '../networks/encoderDecoder';
import { nextSymbol } from '../networks/nextSymbol';
import { readout } from '../networks/readout';
import { programs } from '../systems/programs';
import { type Cell, defineCell } from './defineCell';
import { everyOperator } from './everyOperator';
import { identity, tanh } from './language';
import { asStaged, type Staged } from './pythonRun';
import { rewrite } from './rewrite';
import { toNumPy } from './toNumPy';
import { toPyTorch } from './toPyTorch';

/** Where Python could not read the text: the parser goes on after an error, and leaves a node there. */
function faultsOf(text: string): string[] {
  const faults: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) faults.push(text.slice(Math.max(0, from - 40), to + 40));
    },
  });
  return faults;
}

const texts = { numPy: toNumPy, pyTorch: toPyTorch };
const rewritten = rewrite(cells.lstm, [
  { kind: 'clamp', quantity: 'f', value: -1, units: [0, 2], from: 3 },
  { kind: 'strike', quantity: 'h', term: [1] },
]).cell;
const networks: Record<string, Staged> = {
  'both ways': bidirectional('both-ways', cells.gru, cells.lstm, readout({ hF: 'H', hB: 'H' })),
  'encoder and decoder': encoderDecoder('translator', cells.lstm, nextSymbol(cells.lstm)),
};
const all: Record<string, Cell | Staged> = { ...programs, everyOperator, rewritten, ...networks };

test('the parser sees a fault', () => {
  expect(faultsOf('def f(:\n    return 1')).not.toEqual([]);
  expect(faultsOf(toNumPy(cells.lstm).replace('return {', 'return {{'))).not.toEqual([]);
});

describe.each(Object.entries(all))('%s', (_id, program) => {
  test.each(Object.entries(texts))('is read by Python as %s', (_library, write) => {
    expect(faultsOf(write(program))).toEqual([]);
  });

  test('names every parameter, input, state and quantity, and no function that is not there', () => {
    for (const write of Object.values(texts)) {
      const text = write(program);
      for (const { name } of program.parameters) expect(text).toMatch(new RegExp(`(self\\.|weights\\[")${name}\\b`));
      for (const { cell } of asStaged(program).stages) {
        for (const name of cell.quantities.keys()) expect(text).toMatch(new RegExp(`^ +${name}_? = `, 'm'));
        for (const name of cell.state) expect(text).toContain(`${name}_before`);
      }
      const called = [...text.matchAll(/(?<![.\w])([a-z_]\w*)\(/g)].map(([, name = '']) => name);
      const defined = new Set([...text.matchAll(/(?:def|class) (\w+)\(/g)].map(([, name]) => name));
      const builtIn = new Set(['sum', 'range', 'len', 'tuple', 'super', 'load_file', 'slice', 'reversed', 'along']);
      expect(called.filter((name) => !defined.has(name) && !builtIn.has(name))).toEqual([]);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});

const stepOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^\w+ = .*(@|\*)/.test(line));

test('the LSTM reads in PyTorch as its equations do', () => {
  expect(stepOf(toPyTorch(cells.lstm)).slice(-6)).toEqual([
    'i = torch.sigmoid(x @ self.W_xi + h_before @ self.W_hi + self.b_i)',
    'f = torch.sigmoid(x @ self.W_xf + h_before @ self.W_hf + self.b_f)',
    'o = torch.sigmoid(x @ self.W_xo + h_before @ self.W_ho + self.b_o)',
    'g = torch.tanh(x @ self.W_xg + h_before @ self.W_hg + self.b_g)',
    'c = f * c_before + i * g',
    'h = o * torch.tanh(c)',
  ]);
});

test('the GRU keeps its brackets in NumPy', () => {
  expect(stepOf(toNumPy(cells.gru)).at(-1)).toBe('h = z * h_before + (1 - z) * n');
});

test('two quantities of one value, names that Python keeps, and values given as they are', () => {
  const cell = defineCell({
    id: '2 odd-ones',
    state: ['h', 'd'],
    inputs: { x: 'H' },
    equations({ x, h, d, affine }) {
      const next = tanh(affine('h', x, h));
      return { d: h, h: next, lambda: next, is: identity(d) };
    },
  });
  const text = toPyTorch(cell);
  expect(faultsOf(text)).toEqual([]);
  expect(text).toContain('class Cell2OddOnes(nn.Module):');
  expect(text).toContain('        h = lambda_\n');
  expect(text).toContain('        d = h_before\n');
  expect(text).toContain('        is_ = d_before\n');
  expect(text).toContain('"lambda": lambda_');
});
