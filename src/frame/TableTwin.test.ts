import { expect, test } from 'vitest';
import { toCsv } from './TableTwin';

test('letters that mean something to a spreadsheet stay letters, and numbers stay whole', () => {
  const letters = [',', '"', '=', '\n'];
  const csv = toCsv({
    steps: 4,
    columns: [
      { head: 'letter', at: (t) => letters[t] ?? '' },
      { head: 'h1', at: () => -0.12345678806304932 },
    ],
  });
  expect(csv.split('\r\n')).toEqual([
    't,letter,h1',
    '1,",",-0.12345678806304932',
    '2,"""",-0.12345678806304932',
    "3,'=,-0.12345678806304932",
    '4,"\n",-0.12345678806304932',
  ]);
});
