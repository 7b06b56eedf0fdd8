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

test('a formula that the stylesheet has no rules for is a fault', () => {
  expect(findFaults(typeset('\\mathfrak{g}'))).toEqual([
    'a formula needs mathfrak, which unusedMathematics says the book does without',
  ]);
  expect(findFaults(typeset('\\large x'))).toHaveLength(1);
  expect(findFaults(typeset('\\mathbf{x}_{i_j} = \\sqrt{\\frac{1}{2}} \\sum_{k} \\hat{y}'))).toEqual([]);
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
