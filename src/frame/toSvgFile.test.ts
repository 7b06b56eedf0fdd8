import { expect, test } from 'vitest';
import { toPlainColour } from './toSvgFile';

test('a mixed colour is written so that every program reads it, and any other text is left alone', () => {
  expect(toPlainColour('color(srgb 0.2 0.4 1)')).toBe('rgb(51, 102, 255)');
  expect(toPlainColour('color(srgb 0 0 0 / 0.5)')).toBe('rgba(0, 0, 0, 0.5)');
  expect(toPlainColour('rgb(1, 2, 3)')).toBe('rgb(1, 2, 3)');
});
