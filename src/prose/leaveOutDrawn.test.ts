import { expect, test } from 'vitest';
import { leaveOutDrawn } from './leaveOutDrawn';

const html = '<p>x</p><span data-equation=""><b>h</b></span><span class="a" data-equation=""><b>y</b></span><b>z</b>';

test('an equation that the page shows is named by its place, and the others are kept', () => {
  const props = { h: { html: '<b>h</b>' }, y: { html: '<b>y</b>' }, z: { html: '<b>z</b>' }, c: { html: '<b>c</b>' } };
  expect(JSON.parse(leaveOutDrawn(props, html))).toEqual({
    h: { html: { drawn: 0 } },
    y: { html: { drawn: 1 } },
    // Not the whole of an element that bears an equation.
    z: { html: '<b>z</b>' },
    c: { html: '<b>c</b>' },
  });
  expect(JSON.parse(leaveOutDrawn({ text: '<b>h</b>' }, html))).toEqual({ text: '<b>h</b>' });
});
