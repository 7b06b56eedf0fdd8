import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBreaches, rooms } from './walls';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(ts|tsx|mdx)$/.test(file));

test('there are files to read, of every kind', () => {
  for (const kind of ['.ts', '.tsx', '.mdx', '.test.ts'])
    expect(
      files.filter((file) => file.endsWith(kind)),
      kind,
    ).not.toHaveLength(0);
  expect(files.filter((file) => file.startsWith('cells/'))).not.toHaveLength(0);
});

test('every folder is a room', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms).toEqual(expect.arrayContaining(folders.map((folder) => folder.name)));
});

test('every import of every file keeps to its walls', async () => {
  const breaches = await Promise.all(
    files.map((file) => findBreaches(file, readFileSync(join(import.meta.dirname, file), 'utf8'))),
  );
  expect(breaches.flat()).toEqual([]);
});

describe('a planted violation is found', () => {
  const planted: [rule: string, file: string, text: string][] = [
    ['a room below', 'cells/lstm.ts', "import { Heatmap } from '../marks/Heatmap';"],
    ['a room below, for its types only', 'equations/a.ts', "import type { Cell } from '../cells/Cell';"],
    ['a room below, an inline type', 'equations/a.ts', "type Cell = import('../cells/Cell').Cell;"],
    ['a room below, at run time', 'frame/a.ts', "const load = () => import('../figures');"],
    ['a room below, passed on', 'base/index.ts', "export * from '../cells';"],
    ['a room below, its side effects', 'frame/a.tsx', "import '../site/client';"],
    ['a room below, by address', 'traces/a.ts', "new Worker(new URL('../engine/worker.ts', import.meta.url));"],
    ['a room below, by glob', 'frame/a.ts', "import.meta.glob('../figures/*.tsx');"],
    ['an address that cannot be read', 'frame/a.ts', 'import(`../${room}/index`);'],
    ['a folder that is no room', 'site/a.ts', "import { pad } from '../utils/pad';"],
    ['a file outside src', 'site/a.ts', "import tokens from '../../public/theme.js';"],
    ['a test', 'site/a.ts', "import { sample } from '../cells/lstm.test';"],
    ['tfjs in a system', 'systems/charRnn.ts', "import * as tf from '@tensorflow/tfjs';"],
    ['tfjs on the page', 'figures/UnrolledGraph.tsx', "import type { Tensor } from '@tensorflow/tfjs';"],
    ['tfjs in prose', 'chapters/a.mdx', "import { tensor } from '@tensorflow/tfjs-core'\n\nHello $x_{t}$"],
    ['a room below, in prose', 'chapters/a.mdx', "import { Shell } from '../site/Shell'\n\n<Shell/>"],
    ['React above marks', 'engine/getEngine.ts', "import { useState } from 'react';"],
    ['React above marks, by zustand', 'traces/a.ts', "import { create } from 'zustand';"],
    ['React above marks, its JSX', 'networks/a.tsx', "import { jsx } from 'react/jsx-runtime';"],
    ["d3's DOM half", 'marks/a.ts', "import { select } from 'd3-selection';"],
    ['a task that knows a cell', 'tasks/adding.ts', "import { lstm } from '../cells/lstm';"],
    ['a task that knows equations', 'tasks/adding.ts', "import { add } from '../equations/language';"],
    ['a network with a package', 'networks/readout.ts', "import { sum } from 'd3';"],
  ];
  test.each(planted)('%s', async (_, file, text) => {
    expect(await findBreaches(file, text)).toHaveLength(1);
  });
});

test('what is allowed is not reported', async () => {
  expect(await findBreaches('cells/lstm.ts', "import { mul } from '../equations/language';")).toEqual([]);
  expect(await findBreaches('engine/worker.ts', "import * as tf from '@tensorflow/tfjs';")).toEqual([]);
  expect(await findBreaches('figures/a.tsx', "import { createStore } from 'zustand/vanilla';")).toEqual([]);
  expect(await findBreaches('chapters/a.mdx', '# Prose\n\n`import x from "../site"` is only quoted.')).toEqual([]);
  expect(await findBreaches('cells/cells.test.ts', "import * as tf from '@tensorflow/tfjs';")).toEqual([]);
});
