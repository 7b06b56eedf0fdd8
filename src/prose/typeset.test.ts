import { expect, test } from 'vitest';
import { typeset } from './typeset';

test('a term is tagged with its symbol, for linking', () => {
  expect(typeset('\\term{h}{h_t}')).toContain('data-term="h"');
});

test('a malformed formula throws', () => {
  expect(() => typeset('\\frac{1}{')).toThrow(/KaTeX parse error/);
});

test('nothing but data attributes is trusted', () => {
  expect(typeset('\\htmlData{slot=0}{1}')).toContain('data-slot="0"');
  expect(typeset('\\href{javascript:alert(1)}{x}')).not.toContain('<a ');
  expect(typeset('\\htmlStyle{color: red}{x}')).not.toContain('style="color: red');
});
