import { describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { placeState, probeCarry } from './carryProbe';

/** States in which the carry lies along (3, 4)/5, with noise along (−4, 3)/5 that is larger, and a unit that says nothing. */
function drawStates(rows: number) {
  const random = createRandom(5);
  const carries = Array.from({ length: rows }, () => random.integer(2));
  const h = carries.flatMap((carry) => {
    const along = (carry === 1 ? 1 : -1) + 0.1 * random.normal();
    const noise = 3 * random.normal();
    return [0.6 * along - 0.8 * noise, 0.8 * along + 0.6 * noise, 0.5];
  });
  return { h, H: 3, carries };
}

test('the direction that tells the carries apart is found under a larger one that does not', () => {
  const states = drawStates(400);
  const probe = probeCarry(states, (row) => row % 2 === 0);
  expect(probe.direction[0]).toBeCloseTo(0.6, 1);
  expect(probe.direction[1]).toBeCloseTo(0.8, 1);
  expect(probe.direction[2]).toBeCloseTo(0, 6);
  expect(Math.abs(probe.threshold)).toBeLessThan(0.2);
  expect(probe.reads).toBe(1);
  expect(probe.steps).toBe(200);
  // The direction remaining is at right angles to it, and of length one.
  const { direction, across } = probe;
  expect(direction.reduce((sum, value, k) => sum + value * (across[k] ?? 0), 0)).toBeCloseTo(0, 9);
  expect(Math.hypot(...across)).toBeCloseTo(1, 9);
  const [along] = placeState(probe, [0.6, 0.8, 0.5]);
  expect(along).toBeGreaterThan(0.8);
});

test('it is tried on rows that it was not found from: where states say nothing, it reads like a coin', () => {
  const random = createRandom(9);
  const carries = Array.from({ length: 600 }, () => random.integer(2));
  const h = carries.flatMap(() => [random.normal(), random.normal(), random.normal()]);
  const { reads } = probeCarry({ h, H: 3, carries }, (row) => row < 300);
  expect(reads).toBeGreaterThan(0.4);
  expect(reads).toBeLessThan(0.6);
});

describe('where there is little to find', () => {
  test('one unit has a direction and nothing beside it', () => {
    const carries = [0, 1, 0, 1, 0, 1];
    const probe = probeCarry({ h: [-1, 1, -0.9, 0.8, -1, 1], H: 1, carries }, (row) => row < 4);
    expect(probe).toMatchObject({ direction: [1], across: [0], reads: 1 });
  });

  test('states that never move make numbers all the same', () => {
    const probe = probeCarry(
      { h: new Array<number>(20).fill(0.5), H: 2, carries: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1] },
      (row) => row < 5,
    );
    expect([...probe.direction, ...probe.across, probe.threshold, probe.reads].every(Number.isFinite)).toBe(true);
  });
});
