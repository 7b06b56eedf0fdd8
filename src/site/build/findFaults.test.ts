import { expect, test } from 'vitest';
import { typeset } from '../../prose/typeset';
import { findFaults } from './findFaults';

test('a formula that did not parse is a fault, and its error is told', () => {
  expect(findFaults('<p><span class="katex-error" title="ParseError: oops">x</span></p>')).toEqual([
    'a formula does not parse: ParseError: oops',
  ]);
});

test('a command that is not trusted is a fault', () => {
  expect(findFaults(typeset('\\href{https://example.org}{x}'))).toHaveLength(1);
});

test('an unfilled template and a doubled id are faults', () => {
  expect(findFaults('<!--body--><i id="a"></i><b id="a"></b>')).toEqual([
    'the template was not filled',
    'the id "a" is used twice',
  ]);
});

test('a sound page has none', () => {
  expect(findFaults('<main id="main"><span class="katex">x</span></main>')).toEqual([]);
});
