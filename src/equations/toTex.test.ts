import { describe, expect, test } from 'vitest';
import { cells } from '../cells';
import { bidirectional } from '../networks/bidirectional';
import { encoderDecoder } from '../networks/encoderDecoder';
import { misprintedRnn } from '../networks/misprintedRnn';
import { nextSymbol } from '../networks/nextSymbol';
import { readout } from '../networks/readout';
import { stacked } from '../networks/stacked';
import { typeset } from '../prose/typeset';
import { programs } from '../systems/programs';
import type { Cell } from './defineCell';
import { defineCell } from './defineCell';
import { concat, oneMinus, scale, slice, sub, sum, tanh } from './language';
import { toTex } from './toTex';

/** The TeX without its tags, as a paper's source would have it. */
const untagged = (tex: string): string =>
  tex.replace(/\\htmlData\{term=\w+\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g, '$1');

const typesetAll = (cell: Cell): Record<string, string> =>
  Object.fromEntries([...cell.quantities.keys()].map((name) => [name, untagged(toTex(cell, name))]));

test('the tanh network and its readout are typeset as papers print them', () => {
  expect(typesetAll(nextSymbol(cells.tanh))).toEqual({
    h: String.raw`h_{t} = \tanh\left(W_{xh}x_{t} + W_{hh}h_{t-1} + b_{h}\right)`,
    y: String.raw`\hat{y}_{t} = \operatorname{softmax}\left(W_{hy}h_{t} + b_{y}\right)`,
  });
});

test('the LSTM is typeset as papers print it', () => {
  expect(typesetAll(cells.lstm)).toEqual({
    i: String.raw`i_{t} = \sigma\left(W_{xi}x_{t} + W_{hi}h_{t-1} + b_{i}\right)`,
    f: String.raw`f_{t} = \sigma\left(W_{xf}x_{t} + W_{hf}h_{t-1} + b_{f}\right)`,
    o: String.raw`o_{t} = \sigma\left(W_{xo}x_{t} + W_{ho}h_{t-1} + b_{o}\right)`,
    g: String.raw`g_{t} = \tanh\left(W_{xg}x_{t} + W_{hg}h_{t-1} + b_{g}\right)`,
    c: String.raw`c_{t} = f_{t} \odot c_{t-1} + i_{t} \odot g_{t}`,
    h: String.raw`h_{t} = o_{t} \odot \tanh\left(c_{t}\right)`,
  });
});

test('the GRU is typeset as papers print it, brackets where they are needed', () => {
  expect(typesetAll(cells.gru)).toEqual({
    z: String.raw`z_{t} = \sigma\left(W_{xz}x_{t} + W_{hz}h_{t-1} + b_{z}\right)`,
    r: String.raw`r_{t} = \sigma\left(W_{xr}x_{t} + W_{hr}h_{t-1} + b_{r}\right)`,
    n: String.raw`n_{t} = \tanh\left(W_{xn}x_{t} + W_{hn}\left(r_{t} \odot h_{t-1}\right) + b_{n}\right)`,
    h: String.raw`h_{t} = z_{t} \odot h_{t-1} + \left(1 - z_{t}\right) \odot n_{t}`,
  });
});

test('peepholes and inner biases are typeset as papers print them', () => {
  expect(typesetAll(cells['lstm-peephole'])).toMatchObject({
    f: String.raw`f_{t} = \sigma\left(W_{xf}x_{t} + W_{hf}h_{t-1} + b_{f} + p_{f} \odot c_{t-1}\right)`,
    o: String.raw`o_{t} = \sigma\left(W_{xo}x_{t} + W_{ho}h_{t-1} + b_{o} + p_{o} \odot c_{t}\right)`,
  });
  expect(typesetAll(cells['gru-reset-after']).n).toBe(
    String.raw`n_{t} = \tanh\left(W_{xn}x_{t} + b_{xn} + r_{t} \odot \left(W_{hn}h_{t-1} + b_{hn}\right)\right)`,
  );
});

test('the squashings of 1997 are typeset as its paper prints them', () => {
  expect(typesetAll(cells['lstm-1997-original'])).toMatchObject({
    g: String.raw`g_{t} = 4\,\sigma\left(W_{xg}x_{t} + W_{hg}h_{t-1} + b_{g}\right) - 2`,
    c: String.raw`c_{t} = c_{t-1} + i_{t} \odot g_{t}`,
    h: String.raw`h_{t} = o_{t} \odot \left(2\,\sigma\left(c_{t}\right) - 1\right)`,
  });
});

test('layers and directions are typeset as Graves, Mohamed & Hinton print them, a decoder by word', () => {
  const layered = typesetAll(stacked('two', [cells.tanh, cells.gru]));
  expect(layered.h1).toBe(
    String.raw`h^{(1)}_{t} = \tanh\left(W_{xh^{(1)}}x_{t} + W_{h^{(1)}h^{(1)}}h^{(1)}_{t-1} + b_{h^{(1)}}\right)`,
  );
  expect(layered.r2).toBe(
    String.raw`r^{(2)}_{t} = \sigma\left(W_{h^{(1)}r^{(2)}}h^{(1)}_{t} + W_{h^{(2)}r^{(2)}}h^{(2)}_{t-1} + b_{r^{(2)}}\right)`,
  );
  const both = bidirectional('both', cells.tanh, cells.tanh, readout({ hF: 'H', hB: 'H' }));
  const [forward, backward, above] = both.stages.map(({ cell }) => typesetAll(cell));
  expect(forward?.hF).toBe(
    String.raw`\overrightarrow{h}_{t} = \tanh\left(W_{x\overrightarrow{h}}x_{t} + W_{\overrightarrow{h}\overrightarrow{h}}\overrightarrow{h}_{t-1} + b_{\overrightarrow{h}}\right)`,
  );
  expect(backward?.hB).toContain(String.raw`\overleftarrow{h}_{t+1}`);
  expect(above?.y).toContain(
    String.raw`W_{\overrightarrow{h}y}\overrightarrow{h}_{t} + W_{\overleftarrow{h}y}\overleftarrow{h}_{t}`,
  );
  const [, decoder] = encoderDecoder('pair', cells.lstm, nextSymbol(cells.lstm)).stages.map(({ cell }) =>
    typesetAll(cell),
  );
  expect(decoder?.hD).toBe(
    String.raw`h^{\mathrm{dec}}_{t} = o^{\mathrm{dec}}_{t} \odot \tanh\left(c^{\mathrm{dec}}_{t}\right)`,
  );
  expect(decoder?.yD).toContain(String.raw`\hat{y}^{\mathrm{dec}}_{t} =`);
});

test('the misprint is typeset as it is run', () => {
  expect(typesetAll(misprintedRnn)).toEqual({
    h: String.raw`h_{t} = W_{xh}x_{t} + W_{hh}h_{t-1} + b_{h}`,
    y: String.raw`\hat{y}_{t} = \tanh\left(W_{hy}h_{t} + b_{y}\right)`,
  });
});

test('the other operators are typeset with no more brackets than they need', () => {
  const cell = defineCell({
    id: 'others',
    state: ['h'],
    equations: ({ h }) => ({
      h: sub(tanh(h), sub(h, scale(-2, oneMinus(h)))),
      q: concat(slice(h, 0, 3), sum(h), sum(oneMinus(h))),
    }),
  });
  expect(typesetAll(cell)).toEqual({
    h: String.raw`h_{t} = \tanh\left(h_{t-1}\right) - \left(h_{t-1} - \left(-2\,\left(1 - h_{t-1}\right)\right)\right)`,
    q: String.raw`q_{t} = \left[\left(h_{t-1}\right)_{1:3};\,\textstyle\sum h_{t-1};\,\textstyle\sum \left(1 - h_{t-1}\right)\right]`,
  });
});

describe.each(Object.entries(programs))('%s', (_id, program) => {
  test.each([...program.quantities.keys()])(
    'the equation of %s is set by KaTeX, with every symbol tagged as its term',
    (name) => {
      const tex = toTex(program, name);
      const terms = [...tex.matchAll(/\\htmlData\{term=(\w+)\}/g)].map(([, term]) => term);
      expect(terms[0]).toBe(name);
      const html = typeset(tex, { isDisplay: true });
      expect([...html.matchAll(/data-term="(\w+)"/g)].map(([, term]) => term)).toEqual(terms);
      const known = new Set([
        ...program.inputs,
        ...program.state,
        ...program.quantities.keys(),
        ...program.parameters.map((parameter) => parameter.name),
      ]);
      for (const term of terms) expect(known).toContain(term);
      // Nothing that is a symbol stands outside a tag.
      expect(tex.replace(/\\htmlData\{term=\w+\}\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '')).not.toMatch(/_\{|_t/);
    },
  );
});

test('a quantity that a cell has not is refused by name', () => {
  expect(() => toTex(cells.gru, 'c')).toThrow('cell "gru" has no quantity "c"; has z, r, n, h');
});
