import { expect, test } from 'vitest';
import { readSettings } from './readSettings';

const defaults = { text: 'hello', t: 0, full: false };

test('what a chapter does not say stays as it is, and numbers may come as text', () => {
  expect(readSettings('F', { id: 'f', number: '1', t: '5' }, defaults)).toEqual({ text: 'hello', t: 5, full: false });
});

test('a setting that does not exist, or is of another type, is named', () => {
  expect(() => readSettings('F', { id: 'f', number: '1', txt: 'a' }, defaults)).toThrow(
    'no setting "txt"; has text, t, full',
  );
  expect(() => readSettings('F', { id: 'f', number: '1', t: 'five' }, defaults)).toThrow('t should be a number');
});
