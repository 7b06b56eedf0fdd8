import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { proseComponents } from '.';
import { PageContext } from './PageContext';
import { startPage } from './startPage';
import { typeset } from './typeset';

const { Cite, Figure, Measured, References, Term } = proseComponents;

const resources = {
  checkpointBytes: () => new Uint8Array(),
  checkpointReport: () => ({ heldOut: { bitsPerCharacter: 2.3456, note: 'dry' } }),
  typeset,
};

function render(prose: ReactNode): string {
  return renderToStaticMarkup(<PageContext value={startPage(resources)}>{prose}</PageContext>);
}

test('a measured number is the report’s, rounded', () => {
  expect(render(<Measured system="char-rnn" of="heldOut.bitsPerCharacter" />)).toContain('>2.35<');
});

test('a number that was never measured stops the build', () => {
  expect(() => render(<Measured system="char-rnn" of="heldOut.note" />)).toThrow('no number at heldOut.note');
  expect(() => render(<Measured system="char-rnn" of="a.b.c" />)).toThrow('no number at a.b.c');
});

test('what is cited is listed, once, in order of mention', () => {
  const html = render(
    <>
      <Cite of="lipton-review" /> <Cite of="elman-1990" /> <Cite of="lipton-review" />
      <References />
    </>,
  );
  expect(html).toContain('Lipton et al. 2015');
  expect([...html.matchAll(/id="ref-([^"]+)"/g)].map(([, id]) => id)).toEqual(['lipton-review', 'elman-1990']);
});

test('an unknown reference or figure stops the build and names those that exist', () => {
  expect(() => render(<Cite of="nobody-2099" />)).toThrow(
    'unknown reference "nobody-2099"; the bibliography has nothing like it',
  );
  expect(() => render(<Figure name="Nope" id="nope" number="0.1" />)).toThrow('unknown figure "Nope"; have ');
});

test('a term that is a formula still has a spoken name', () => {
  expect(render(<Term of="h">{<i>h</i>}</Term>)).toContain('hidden state ');
  expect(render(<Term of="h">memory</Term>)).toContain('data-term="h">memory<');
});
