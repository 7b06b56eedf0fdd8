import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bakeStateTape, tapeSchema } from '../figures/stateTapeProps';
import { bakeUnrolledGraph, unrolledSchema } from '../figures/unrolledGraphProps';
import type { FigureSettings } from '../frame/FigureEntry';
import { decodeLink } from '../frame/link';
import { readResources } from '../site/build/readResources';

const resources = readResources(join(import.meta.dirname, '../../public'));
/** What a figure's link may carry, where it begins with these settings. */
const schemas: Record<string, (settings: FigureSettings) => ReturnType<typeof unrolledSchema | typeof tapeSchema>> = {
  UnrolledGraph: (settings) => unrolledSchema(bakeUnrolledGraph(settings, resources).start),
  StateTape: (settings) => tapeSchema(bakeStateTape(settings, resources).start),
};

test('every phrase that sets a figure names a figure of its page, in words that the figure knows', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mdx'));
  let count = 0;
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    const names = new Map([...text.matchAll(/<Figure name="([^"]+)" id="([^"]+)"/g)].map(([, name, id]) => [id, name]));
    for (const [, id = '', link = ''] of text.matchAll(/\]\(#([\w-]+)\?([^)]*)\)/g)) {
      const schemaOf = schemas[names.get(id) ?? ''];
      if (schemaOf === undefined)
        throw new Error(`${file} links to "#${id}", which is none of ${[...names.keys()].join(', ')}`);
      expect(decodeLink(schemaOf({ id, number: '0' }), link).problems, `${file}: #${id}?${link}`).toEqual([]);
      count++;
    }
  }
  expect(count).toBeGreaterThan(0);
});
