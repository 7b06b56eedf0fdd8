import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { leaveOutUnused } from './unusedMathematics';

test('what the book does not write is left out, the rest is kept as it is', () => {
  const css =
    '@font-face{font-family:KaTeX_AMS;src:url(a)}@font-face{font-family:KaTeX_Main;src:url(b)}.katex .mathsf,.katex .textrm{a:b}.katex .mathtt{c:d}' +
    '.katex .katex-sizing.reset-size6.size3{font-size:.7em}.katex .katex-sizing.reset-size6.size7{font-size:1.2em}.katex .delimsizing.size2{e:f}';
  expect(leaveOutUnused(css)).toBe(
    '@font-face{font-family:KaTeX_Main;src:url(b)}.katex .textrm{a:b}.katex .katex-sizing.reset-size6.size3{font-size:.7em}.katex .delimsizing.size2{e:f}',
  );
});

test('KaTeX still names its classes as the list does, and still nests nothing', () => {
  const css = readFileSync('node_modules/katex/dist/katex.min.css', 'utf8');
  expect(css).not.toMatch(/\{[^{}]*\{/);
  for (const rule of ['.katex .mathsf', '.x-arrow', '.katex-sizing.reset-size7.size6', '.fbox'])
    expect(css).toContain(rule);
  expect(leaveOutUnused(css).length).toBeLessThan(css.length / 1.5);
});
