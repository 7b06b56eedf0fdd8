import { join } from 'node:path';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { readResources } from '../site/build/readResources';
import { Chance } from './Chance';
import { Forgetting } from './Forgetting';
import { LargestState } from './LargestState';
import { PageContext } from './PageContext';
import { startPage } from './startPage';
import { readThrough } from './readThrough';
import { Surprise } from './Surprise';
import { WeightTable } from './WeightTable';

const resources = readResources(join(import.meta.dirname, '../../public'));
const system = 'tanh-rnn-letters';

function text(prose: ReactNode): string {
  const html = renderToStaticMarkup(<PageContext value={startPage(resources)}>{prose}</PageContext>);
  return html.replaceAll(/<[^>]*>/g, '');
}

test('a reading gives every letter a state within its bounds and chances that add up to one', () => {
  const readings = readThrough(system, 'été', resources);
  expect(readings.map(({ letter }) => letter)).toEqual(['e', 't', 'e']);
  for (const { state, expected } of readings) {
    expect(state).toHaveLength(20);
    expect(Math.max(...state.map(Math.abs))).toBeLessThanOrEqual(1);
    expect([...expected.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  }
});

test('a chance is a share, the largest state a size, a surprise bits', () => {
  expect(text(<Chance system={system} letter="u" after="q" />)).toMatch(/^\d+\s%$/);
  expect(text(<LargestState system={system} after="hello" />)).toMatch(/^(0\.\d|1)$/);
  expect(text(<Surprise system={system} text="to be or not" place={1} />)).toMatch(/^\d\.\d$/);
});

test('what cannot be computed stops the build', () => {
  expect(() => text(<Chance system={system} letter="ß" after="q" />)).toThrow('gives no chance for "ß"');
  expect(() => text(<Surprise system={system} text="a b" place={2} />)).toThrow('no word of "a b" has a letter 2');
  expect(() => text(<Forgetting system={system} text="one" changed="two" />)).toThrow('should differ in one letter');
  expect(() => text(<Forgetting system={system} text="tie" changed="tip" />)).toThrow('still tells');
});

test('the weights of the small network are counted', () => {
  expect(text(<WeightTable system={system} />)).toMatch(/65 × 20.*20 × 20.*together3,085$/);
});
