import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('every phrase that sets a figure is a FigureLink, which the build tries against that figure', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mdx'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    expect(text.match(/\]\(#[\w-]+\?[^)]*\)/g) ?? [], file).toEqual([]);
  }
});
