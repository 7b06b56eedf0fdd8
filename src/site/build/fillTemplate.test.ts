import { expect, test } from 'vitest';
import { fillTemplate } from './fillTemplate';

const template =
  '<html data-root="./"><head><!--head--><link href="./assets/a.css"></head><body><!--body--></body></html>';

const plain = { description: '', isListed: true, isEmbed: false };

test('a page that lies deeper finds its files and its root one step up', () => {
  const html = fillTemplate(template, { path: 'lstm/', title: 'LSTM', ...plain, html: '<a href="./x">x</a>' });
  expect(html).toContain('data-root="../"');
  expect(html).toContain('href="../assets/a.css"');
  expect(html).toContain('<a href="./x">');
});

test('the home page stays where it is', () => {
  expect(fillTemplate(template, { path: '', title: '', ...plain, html: '' })).toContain('href="./assets/a.css"');
});

test('titles are text, and dollars in the prose stay dollars', () => {
  const html = fillTemplate(template, { path: '', title: '"<b>" & co', ...plain, html: '$& $1' });
  expect(html).toContain('<title>&quot;&lt;b>&quot; &amp; co</title>');
  expect(html).toContain('<body>$& $1</body>');
});

test('a figure alone says so to its scripts, and to search engines that it is not for them', () => {
  const page = { ...plain, path: 'embed/lstm/gates/', title: '', html: '', isListed: false, isEmbed: true };
  const html = fillTemplate(template, page);
  expect(html).toContain('data-root="../../../" data-embed');
  expect(html).toContain('content="noindex"');
  expect(fillTemplate(template, { ...plain, path: '', title: '', html: '' })).not.toMatch(/noindex|data-embed/);
});
