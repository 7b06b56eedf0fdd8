import { expect, test } from 'vitest';
import { roundDrawn } from './roundDrawn';

test('places and sizes are rounded to a tenth of a pixel', () => {
  expect(roundDrawn('<rect x="442.4109090909092" y="-0.04" width="12.467661799951035" height="8"></rect>')).toBe(
    '<rect x="442.4" y="0" width="12.5" height="8"></rect>',
  );
  expect(roundDrawn('<g transform="translate(386.7567567567567 0.25) rotate(-12.345)">')).toBe(
    '<g transform="translate(386.8 0.3) rotate(-12.345)">',
  );
  expect(roundDrawn('<path d="M51.57 0h24.78v14.4h-24.78zL1e-7 .06">')).toBe(
    '<path d="M51.6 0h24.8v14.4h-24.8zL1e-7 0.1">',
  );
});

test('numbers that are told, and the words of the page, stay what they are', () => {
  for (const html of [
    '<rect data-value="0.264471382" data-x="1.234">',
    '<p>x 3.14159 translate</p>',
    '<input value="0.12345">',
    '<span style="height:1.0697em">',
    '<svg width="1.125em">',
    '<path d="M1-2L3.5 4">',
  ])
    expect(roundDrawn(html)).toBe(html);
});
