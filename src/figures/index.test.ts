import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unpackRun } from '../frame/bakeRun';
import type { FigureResources } from '../frame/FigureEntry';
import { typeset } from '../prose/typeset';
import { valueAt } from '../traces/Trace';
import { builds } from './builds';
import { type FigureName, figures } from './index';
import { bakeStateTape } from './stateTapeProps';
import { bakeUnrolledGraph } from './unrolledGraphProps';

const resources: FigureResources = {
  checkpointBytes: (system) => new Uint8Array(readFileSync(`public/checkpoints/${system}.safetensors`)),
  checkpointReport: (system) => JSON.parse(readFileSync(`public/checkpoints/${system}.json`, 'utf8')) as unknown,
  typeset,
};

for (const [name, figure] of Object.entries(builds)) {
  test(`${name} bakes into plain JSON under its own name, and refuses a setting that it does not have`, () => {
    expect(figures[name as FigureName].name).toBe(name);
    const props = figure.bake({ id: 'f', number: '1.1' }, resources);
    expect(JSON.parse(JSON.stringify(props))).toEqual(props);
    expect(() => figure.bake({ id: 'f', number: '1.1', colour: 'red' }, resources)).toThrow('no setting "colour"');
  });
}

test('the rail holds the first numbers before any script has run, and they are those of the run', () => {
  const {
    start,
    run,
    typeset: equations,
  } = bakeUnrolledGraph({ id: 'f', number: '1', text: 'hello', t: 3 }, resources);
  const { trace } = unpackRun(run);
  const value = valueAt(trace, 'h', start.t - 1, start.unit - 1);
  const shown = /data-slot="0"[^>]*><span class="mord">([^<]+)</.exec(equations.right.h.numbers.html)?.[1];
  expect(Number(shown?.replace('−', '-'))).toBeCloseTo(value, 2);
  expect(equations.misprint.h.numbers.html).toContain('…');
});

test('a tape over no text at all is baked as well', () => {
  expect(unpackRun(bakeStateTape({ id: 'f', number: '1', text: '' }, resources).run).trace.steps).toBe(0);
});
