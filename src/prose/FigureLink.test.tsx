import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { choiceField, flagField, textField, wholeField } from '../frame/link';
import { checkFigureLinks } from './checkFigureLinks';
import { FigureLink } from './FigureLink';
import { PageContext } from './PageContext';
import { startPage } from './startPage';

const schema = {
  text: textField(20, 'hello'),
  t: wholeField(0, 9, 1),
  full: flagField(false),
  view: choiceField(['folded', 'unrolled'], 'folded'),
};

function write(settings: { figure: string; [setting: string]: unknown }) {
  const resources = { checkpointBytes: () => new Uint8Array(), checkpointReport: () => ({}), typeset: () => '' };
  const page = startPage(resources);
  const html = renderToStaticMarkup(
    <PageContext value={page}>
      <FigureLink {...settings}>the phrase</FigureLink>
    </PageContext>,
  );
  page.schemas.set('one', schema);
  return { html, check: () => checkFigureLinks(page) };
}

test('a phrase is a plain link that says what it names and nothing else', () => {
  const { html, check } = write({ figure: 'one', text: 'a b&c', t: 3, full: true });
  expect(html).toBe(
    '<a href="#one?v=1&amp;text=a+b%26c&amp;t=3&amp;full=1" data-figure-link="text t full">the phrase</a>',
  );
  expect(check).not.toThrow();
});

test('a figure, a setting or a value that does not exist stops the build', () => {
  expect(write({ figure: 'two', t: 3 }).check).toThrow('a phrase sets figure "two", but the page has one');
  expect(write({ figure: 'one', time: 3 }).check).toThrow('this figure has no “time”');
  expect(write({ figure: 'one', t: 10 }).check).toThrow('t: 10 is outside 0 to 9');
  expect(write({ figure: 'one', view: 'rolled' }).check).toThrow('none of folded, unrolled');
  expect(write({ figure: 'one', text: 'x'.repeat(21) }).check).toThrow('more than 20 letters');
  expect(() => write({ figure: 'one', t: [1] })).toThrow('a link carries text, numbers and flags');
});
