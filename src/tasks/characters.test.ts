import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readText, splitGraphemes, splitText } from './characters';

const vocabulary = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const seen = (text: string): string =>
  readText(text, vocabulary)
    .map((letter) => letter.seen)
    .join('|');

test('letters of the vocabulary are seen as they are', () => {
  expect(
    readText('To be', vocabulary).map(({ shown, token, isSubstituted }) => [shown, vocabulary[token], isSubstituted]),
  ).toEqual([...'To be'].map((letter) => [letter, letter, false]));
});

test('what the vocabulary lacks is replaced by its nearest kin, never dropped', () => {
  expect(seen('né')).toBe('n|e');
  expect(seen('ÅØ')).toBe('A| ');
  expect(seen('“so—so”…')).toBe("'|s|o|-|s|o|'|.");
  expect(seen('7%')).toBe(' | ');
  expect(seen('שלום')).toBe(' | | | ');
});

test('one emoji is one letter, however many code points it takes', () => {
  const letters = readText('a👩‍👩‍👧🇩🇪e\u0301', vocabulary);
  expect(letters.map(({ shown }) => shown)).toEqual(['a', '👩‍👩‍👧', '🇩🇪', 'e\u0301']);
  expect(letters.map((letter) => letter.seen)).toEqual(['a', ' ', ' ', 'e']);
});

test('line ends of every kind are one newline', () => {
  expect(seen('a\r\nb\rc\nd')).toBe('a|\n|b|\n|c|\n|d');
});

test('an empty text has no letters', () => {
  expect(readText('', vocabulary)).toEqual([]);
});

test('graphemes are those of the whole text, wherever it is cut to be segmented', () => {
  const whole = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const letters = fc.array(fc.constantFrom('a', ' ', 'é', 'e\u0301', '👩‍👩‍👧', '🇩🇪', 'ש', '\u0301', '\n'), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(letters, (parts) => {
      const text = parts.join('');
      expect(splitGraphemes(text)).toEqual([...whole.segment(text)].map(({ segment }) => segment));
    }),
  );
});

test('a grapheme longer than the segmenter is given at once still goes through', () => {
  expect(splitGraphemes(`a${'\u0301'.repeat(2000)}`).join('')).toHaveLength(2001);
});

test('the last tenth of a text is held out', () => {
  const split = splitText('abcdefghij'.repeat(10), vocabulary);
  expect([split.training.length, split.heldOut.length]).toEqual([90, 10]);
  expect([...split.heldOut].map((token) => vocabulary[token]).join('')).toBe('abcdefghij');
});

test('a text with a foreign character is refused by that character', () => {
  expect(() => splitText('abcß', vocabulary)).toThrow(
    'the text holds "ß", which is not among the 65 characters of the vocabulary',
  );
});
