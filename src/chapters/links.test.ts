import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builds } from '../figures/builds';
import type { FigureBuild } from '../frame/FigureEntry';
import { decodeLink } from '../frame/link';
import { readResources } from '../site/build/readResources';

const resources = readResources(join(import.meta.dirname, '../../public'));

test('every phrase that sets a figure names a figure of its page, in words that the figure knows', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mdx'));
  let count = 0;
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    const names = new Map([...text.matchAll(/<Figure name="([^"]+)" id="([^"]+)"/g)].map(([, name, id]) => [id, name]));
    for (const [, id = '', link = ''] of text.matchAll(/\]\(#([\w-]+)\?([^)]*)\)/g)) {
      const build = (builds as Record<string, FigureBuild | undefined>)[names.get(id) ?? ''];
      if (build === undefined)
        throw new Error(`${file} links to "#${id}", which is none of ${[...names.keys()].join(', ')}`);
      const schema = build.schemaOf(build.bake({ id, number: '0' }, resources));
      expect(decodeLink(schema, link).problems, `${file}: #${id}?${link}`).toEqual([]);
      count++;
    }
  }
  expect(count).toBeGreaterThan(0);
});
