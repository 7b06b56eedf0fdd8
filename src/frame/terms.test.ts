import { expect, test } from 'vitest';
import { litTerm } from './terms';

test('a listener hears of every change once, and of nothing after it has left', () => {
  const heard: (string | null)[] = [];
  const leave = litTerm.subscribe(() => heard.push(litTerm.get()));
  litTerm.set('W_hh');
  litTerm.set('W_hh');
  litTerm.set(null);
  leave();
  litTerm.set('h');
  expect(heard).toEqual(['W_hh', null]);
  litTerm.set(null);
});
