import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CellEquation } from './CellEquation';
import { PageContext } from './PageContext';
import { startPage } from './startPage';
import { typeset } from './typeset';

const resources = { checkpointBytes: () => new Uint8Array(), checkpointReport: () => ({}), typeset };

function render(equation: React.ReactNode): string {
  return renderToStaticMarkup(<PageContext value={startPage(resources)}>{equation}</PageContext>);
}

test('every symbol of the equation stands below it once, as a button with a name', () => {
  const html = render(<CellEquation cell="tanh" quantity="h" />);
  expect([...html.matchAll(/<button[^>]*data-term="([^"]+)"/g)].map(([, symbol]) => symbol)).toEqual([
    'h',
    'W_xh',
    'x',
    'W_hh',
    'b_h',
  ]);
  expect(html).toContain('weights from hidden state to hidden state');
});

test('several equations are typeset below one another', () => {
  const html = render(<CellEquation system="misprinted-letters" quantity={['h', 'y']} isBare />);
  expect(html).toContain('data-term="W_hy"');
  expect(html).not.toContain('<button');
});

test('a quantity that the cell has not stops the build', () => {
  expect(() => render(<CellEquation cell="tanh" quantity="c" />)).toThrow('has no quantity "c"');
});
