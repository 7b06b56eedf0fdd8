import { expect, test } from 'vitest';
import { toCsv } from './toCsv';

test('letters that mean something to a spreadsheet stay letters, and numbers stay whole', () => {
  const letters = [',', '"', '=', '\n'];
  const csv = toCsv({
    steps: 4,
    columns: [
      { head: 'letter', at: (t) => letters[t] ?? '' },
      { head: 'h1', at: () => -0.5 },
    ],
  });
  expect(csv.split('\r\n')).toEqual(['t,letter,h1', '1,",",-0.5', '2,"""",-0.5', "3,'=,-0.5", '4,"\n",-0.5']);
});
