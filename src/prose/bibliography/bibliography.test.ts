import { expect, test } from 'vitest';
import { systems } from '../../systems';
import { referenceOf } from '../referenceOf';
import { referenceKinds } from '../Reference';
import { shortName } from '../shortName';
import { bibliography } from '.';
import added from './added.json';
import listed from './listed.json';

const everyone = [...bibliography.values()];

test('the shelf holds every work of the lists, and no id twice', () => {
  expect(listed).toHaveLength(179);
  expect(bibliography.size).toBe(listed.length + added.length);
});

test('every work has a title, a kind, a plausible year and links that a browser can follow', () => {
  for (const { id, title, kind, year, links, authors, topics } of everyone) {
    expect(id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect(title.trim(), id).not.toBe('');
    expect(referenceKinds, id).toContain(kind);
    if (year !== null) expect(year > 1900 && year < 2030, id).toBe(true);
    for (const { url } of links) expect(new URL(url).protocol, id).toMatch(/^https?:$/);
    expect(
      [...authors, ...topics].every((text) => text.trim() !== ''),
      id,
    ).toBe(true);
  }
});

test('every paper that a system names is on the shelf', () => {
  const named = Object.values(systems).flatMap(({ papers }) => papers);
  expect(named.length).toBeGreaterThan(0);
  for (const id of named) expect(() => referenceOf(id)).not.toThrow();
});

test('an unknown work is answered with those whose ids are like it', () => {
  expect(() => referenceOf('elman-1991')).toThrow('unknown reference "elman-1991"; the bibliography has elman-1990');
});

test('works are named by surnames, with their particles, or by who made them', () => {
  const name = (id: string) => shortName(referenceOf(id));
  expect(name('elman-1990')).toBe('Elman 1990');
  expect(name('kneser-ney-1995')).toBe('Kneser & Ney 1995');
  expect(name('pixel-rnn')).toBe('van den Oord et al. 2016');
  expect(name('theano')).toBe('LISA/MILA 2010');
  expect(name('rnnslu-tutorial')).toBe('Mesnil (undated)');
  expect(name('rnn-captcha')).toMatch(/2016$/);
  for (const reference of everyone) expect(shortName(reference)).toMatch(/^\S.* (\d{4}|\(undated\))$/);
});
