import { describe, expect, test } from 'vitest';
import { heldRuns } from './heldRuns';

describe('heldRuns', () => {
  test('finds where each unit is held within the shown columns, and nothing where nothing holds', () => {
    const changes = [
      { kind: 'silence', quantity: 'h', unit: 2 },
      { kind: 'clamp', quantity: 'h', units: [0], value: 1, from: 4, until: 6 },
      { kind: 'clamp', quantity: 'c', units: [1], value: 1 },
    ] as const;
    expect(heldRuns(changes, 'h', 3, 3, 5)).toEqual([
      { unit: 0, from: 1, to: 3 },
      { unit: 2, from: 0, to: 5 },
    ]);
    expect(heldRuns([], 'h', 3, 0, 5)).toEqual([]);
  });
});
