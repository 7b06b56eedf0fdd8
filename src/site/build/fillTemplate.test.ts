import { expect, test } from 'vitest';
import { fillTemplate } from './fillTemplate';

const template =
  '<html data-root="./"><head><!--head--><link href="./assets/a.css"></head><body><!--body--></body></html>';

test('a page that lies deeper finds its files and its root one step up', () => {
  const html = fillTemplate(template, { path: 'lstm/', title: 'LSTM', description: '', html: '<a href="./x">x</a>' });
  expect(html).toContain('data-root="../"');
  expect(html).toContain('href="../assets/a.css"');
  expect(html).toContain('<a href="./x">');
});

test('the home page stays where it is', () => {
  expect(fillTemplate(template, { path: '', title: '', description: '', html: '' })).toContain('href="./assets/a.css"');
});

test('titles are text, and dollars in the prose stay dollars', () => {
  const html = fillTemplate(template, { path: '', title: '"<b>" & co', description: '', html: '$& $1' });
  expect(html).toContain('<title>&quot;&lt;b>&quot; &amp; co</title>');
  expect(html).toContain('<body>$& $1</body>');
});
