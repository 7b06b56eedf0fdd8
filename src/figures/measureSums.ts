import { addBits } from '../tasks/addBits';
import type { SequenceBatch } from '../tasks/SequenceBatch';
import { type CarryProbe, placeState, type probeCarry } from './carryProbe';

/** A state of some sum in the plane of a probe. */
export interface CarryPoint {
  readonly along: number;
  readonly across: number;
  /** What is truly carried out of its step. */
  readonly carry: number;
}

/** What several hundred sums say of a network. */
export interface SumsMeasured {
  readonly probe: CarryProbe;
  readonly points: readonly CarryPoint[];
  /** The share of bits of these sums that the network answers right, 0–1. */
  readonly bitsRight: number;
  /** Each unit's mean over all steps, [H]: where it is frozen. */
  readonly means: readonly number[];
  readonly sums: number;
}

/** A run over many sums, [T·B, H] and [T·B]. */
interface SumsRun {
  readonly h: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** So many sums have their states drawn: enough to see the clouds, few enough to tell points apart. */
const drawnSums = 30;

/** The share of a batch's bits that were answered right. @param y the answers, each the chance that the bit is 1, [T·B] */
export function shareOfBits({ targets }: Pick<SequenceBatch, 'targets'>, y: ArrayLike<number>): number {
  return (
    targets.reduce((right, target, row) => right + ((y[row] ?? 0) > 0.5 === target > 0.5 ? 1 : 0), 0) / targets.length
  );
}

/** What is truly carried out of each step of a batch of sums, 0 or 1, [T·B]. */
export function carriesOf({ steps, batch, inputs }: SequenceBatch): Uint8Array {
  const carries = new Uint8Array(steps * batch);
  for (let b = 0; b < batch; b++) {
    const bits = (which: number): number[] =>
      Array.from({ length: steps }, (_, t) => inputs[(t * batch + b) * 2 + which] ?? 0);
    addBits(bits(0), bits(1)).carry.forEach((carry, t) => {
      carries[t * batch + b] = carry;
    });
  }
  return carries;
}

/** Measures a run over many sums: the carry’s direction from the first half of the sums, tried on the other half, and how well all are added. */
export function measureSums(sums: SequenceBatch, { h, y }: SumsRun, probeWith: typeof probeCarry): SumsMeasured {
  const { steps, batch } = sums;
  const rows = steps * batch;
  const H = h.length / rows;
  const carries = carriesOf(sums);
  const probe = probeWith({ h, H, carries }, (row) => row % batch < batch / 2);
  const stateAt = (row: number): number[] => Array.from({ length: H }, (_, k) => h[row * H + k] ?? 0);
  const points: CarryPoint[] = [];
  // From the half that the direction was not found from.
  for (let b = batch - drawnSums; b < batch; b++)
    for (let t = 0; t < steps; t++) {
      const row = t * batch + b;
      const [along, across] = placeState(probe, stateAt(row));
      points.push({ along, across, carry: carries[row] ?? 0 });
    }
  const means = new Array<number>(H).fill(0);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < H; k++) means[k] = (means[k] ?? 0) + (h[row * H + k] ?? 0) / rows;
  return { probe, points, bitsRight: shareOfBits(sums, y), means, sums: batch };
}
