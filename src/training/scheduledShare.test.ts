import { expect, test } from 'vitest';
import type { Schedule } from '../systems/Settings';
import { scheduledShare } from './scheduledShare';

const cosine = { kind: 'cosine' } as const;

test.each<[string, Schedule, number[]]>([
  ['stays', { kind: 'constant' }, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  // (1 + cos πu/10) / 2
  ['falls along half a cosine', cosine, [1, 0.9755, 0.9045, 0.7939, 0.6545, 0.5, 0.3455, 0.2061, 0.0955, 0.0245]],
  ['falls in steps', { kind: 'step', every: 4, factor: 0.1 }, [1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01]],
  [
    'rises, then goes as another says of what is left',
    { kind: 'warmUp', updates: 4, then: cosine },
    [0.25, 0.5, 0.75, 1, 1, 0.933, 0.75, 0.5, 0.25, 0.067],
  ],
])('the learning rate %s', (_what, schedule, expected) => {
  expected.forEach((share, update) => {
    expect(scheduledShare(schedule, update, 10), `update ${update}`).toBeCloseTo(share, 4);
  });
});
