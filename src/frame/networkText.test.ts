import { parser } from '@lezer/python';
import { expect, test } from 'vitest';
import type { Intervention } from '../equations/Intervention';
import { rewrite } from '../equations/rewrite';
import { toNumPy } from '../equations/toNumPy';
import { toPyTorch } from '../equations/toPyTorch';
import { systems } from '../systems';
import { networkText } from './networkText';
import { emptyRun, type Run } from './Run';

const network = systems['char-rnn'].network;

function textOf(library: 'torch' | 'numpy', interventions: readonly Intervention[] = []): string {
  const run = emptyRun('char-rnn', { kind: 'text', text: '' }, { h: 128 });
  const changed: Run = { ...run, trace: { ...run.trace, interventions } };
  const text = networkText(changed, library, 'https://book.example/a/#tape?v=1', 'https://book.example/');
  // A text that Python cannot read is worth nothing.
  parser
    .parse(text)
    .iterate({ enter: ({ type, from }) => expect(type.isError, text.slice(from, from + 60)).toBe(false) });
  return text;
}

test('an untouched network is written from its equations, word for word, with the way to its weights', () => {
  expect(textOf('torch')).toContain(toPyTorch(network));
  expect(textOf('numpy')).toContain(toNumPy(network));
  expect(textOf('torch')).toContain('# Weights: https://book.example/checkpoints/char-rnn.safetensors');
  expect(textOf('torch')).toContain('# https://book.example/a/#tape?v=1');
  expect(textOf('numpy')).not.toContain('def change');
});

test('a changed one is written as it was changed', () => {
  const changes: Intervention[] = [
    { kind: 'silence', quantity: 'f', unit: 6, from: 2 },
    { kind: 'strike', quantity: 'c', term: [1] },
    { kind: 'cut', weight: 'W_hi' },
  ];
  const { cell } = rewrite(network, changes);
  for (const [library, write] of [
    ['torch', toPyTorch],
    ['numpy', toNumPy],
  ] as const) {
    const text = textOf(library, changes);
    expect(text).toContain(write(cell));
    expect(text).not.toContain(write(network));
    expect(text).toContain('# Changed: f 7 silenced from step 3');
    expect(text).not.toContain('W_hi @');
    expect(text).not.toContain('Left out');
  }
});

test('edited entries are set in code, and what equations cannot say is named as left out', () => {
  const changes: Intervention[] = [
    { kind: 'edit', parameter: 'W_hy', row: 1, column: 6, value: 1.5 },
    { kind: 'edit', parameter: 'b_y', row: 0, value: -2 },
    { kind: 'cut', weight: 'W_hi', from: 4 },
    { kind: 'clamp', quantity: 'h', value: 0, from: 3, until: 4 },
  ];
  expect(textOf('torch', changes)).toContain('module.W_hy[1, 6] = 1.5');
  expect(textOf('numpy', changes)).toContain('weights["b_y"][0] = -2');
  const text = textOf('torch', changes);
  expect(text).toContain('# Left out, because it holds for some steps only: W_hi cut from step 5');
  expect(text).toContain(
    '# Left out, because it holds for some steps only: h (all) held at 0 from step 4 until step 4',
  );
  expect(text).toContain(toPyTorch(network));
});
