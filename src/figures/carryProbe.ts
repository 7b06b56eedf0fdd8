/** How the carry lies in a network's state: a direction, read from one half of some sums and tried on the other. */
export interface CarryProbe {
  /** Unit vectors in state space, [H]: the direction that tells the carries apart, and the largest that remains (zero where none does). */
  readonly direction: readonly number[];
  readonly across: readonly number[];
  /** Where along the direction reading changes from 0 to 1. */
  readonly threshold: number;
  /** The share, 0–1, of the other half's steps whose carry is read right by the direction alone. */
  readonly reads: number;
  /** Steps that the direction was found from, and tried on. */
  readonly steps: number;
}

/** States with what is carried out of their step. */
interface LabelledStates {
  /** [rows, H] */
  readonly h: ArrayLike<number>;
  readonly H: number;
  /** 0 or 1, [rows] */
  readonly carries: ArrayLike<number>;
}

/** Added to every unit's variance: where units repeat each other, no direction could be found without it. */
const ridge = 1e-3;

/**
 * Finds the direction that tells the carries apart: Fisher's linear discriminant (Fisher 1936), the difference of the two mean states seen through
 * the scatter within each. Its threshold lies half way between the means.
 * @param isFitted which rows it is found from; the others try it
 */
export function probeCarry({ h, H, carries }: LabelledStates, isFitted: (row: number) => boolean): CarryProbe {
  const rows = Array.from({ length: carries.length }, (_, row) => row);
  const value = (row: number, k: number): number => h[row * H + k] ?? 0;
  const fitted = rows.filter(isFitted);
  const classes = [0, 1].map((carry) => fitted.filter((row) => carries[row] === carry));
  const means = classes.map((members) => meanOf(members, H, value));
  const [zero = [], one = []] = means;
  const scatter = Array.from({ length: H }, (_, i) =>
    Array.from({ length: H }, (_, j) => {
      let sum = 0;
      classes.forEach((members, carry) => {
        const mean = means[carry] ?? [];
        for (const row of members) sum += (value(row, i) - (mean[i] ?? 0)) * (value(row, j) - (mean[j] ?? 0));
      });
      return sum / Math.max(1, fitted.length) + (i === j ? ridge : 0);
    }),
  );
  const direction = unit(
    solve(
      scatter,
      one.map((mean, k) => mean - (zero[k] ?? 0)),
    ),
  );
  const threshold = (dot(zero, direction) + dot(one, direction)) / 2;
  const across = principalWithout(fitted, H, value, direction);
  const others = rows.filter((row) => !isFitted(row));
  const right = others.filter((row) => {
    let along = 0;
    for (let k = 0; k < H; k++) along += value(row, k) * (direction[k] ?? 0);
    return along > threshold === (carries[row] === 1);
  });
  return { direction, across, threshold, reads: right.length / others.length, steps: fitted.length };
}

/** Where a state lies in the plane of the two directions; the first coordinate is counted from the threshold. */
export function placeState({ direction, across, threshold }: CarryProbe, h: ArrayLike<number>): [number, number] {
  const state = Array.from(h);
  return [dot(state, direction) - threshold, dot(state, across)];
}

type Value = (row: number, k: number) => number;

function meanOf(rows: readonly number[], H: number, value: Value): number[] {
  return Array.from(
    { length: H },
    (_, k) => rows.reduce((sum, row) => sum + value(row, k), 0) / Math.max(1, rows.length),
  );
}

/** The first principal component of what is left once the direction is taken out, by the power method. */
function principalWithout(rows: readonly number[], H: number, value: Value, direction: readonly number[]): number[] {
  const mean = meanOf(rows, H, value);
  const covariance = Array.from({ length: H }, (_, i) =>
    Array.from({ length: H }, (_, j) =>
      rows.reduce((sum, row) => sum + (value(row, i) - (mean[i] ?? 0)) * (value(row, j) - (mean[j] ?? 0)), 0),
    ),
  );
  const without = (v: readonly number[]): number[] => {
    const share = dot(v, direction);
    return v.map((entry, k) => entry - share * (direction[k] ?? 0));
  };
  let found = without(Array.from({ length: H }, (_, k) => 1 + ((k * 7) % 5) / 10));
  for (let turn = 0; turn < 200; turn++) {
    const next = without(covariance.map((line) => dot(line, found)));
    if (Math.hypot(...next) < 1e-9) return new Array<number>(H).fill(0);
    found = unit(next);
  }
  // Of the two signs, the one that leaves the largest entry positive: pictures of one network stay the same way up.
  const largest = found.reduce((most, entry) => (Math.abs(entry) > Math.abs(most) ? entry : most), 0);
  return largest < 0 ? found.map((entry) => -entry) : found;
}

/** Solves a symmetric, positive system by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, i) => [...line, right[i] ?? 0]);
  const size = lines.length;
  lines.forEach((pivot, i) => {
    for (const [j, line] of lines.entries()) {
      if (j === i) continue;
      const factor = (line[i] ?? 0) / (pivot[i] ?? 1);
      for (let k = i; k <= size; k++) line[k] = (line[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  });
  return lines.map((line, i) => (line[size] ?? 0) / (line[i] ?? 1));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

function unit(v: readonly number[]): number[] {
  const length = Math.hypot(...v);
  return length < 1e-12 ? v.map((_, k) => (k === 0 ? 1 : 0)) : v.map((entry) => entry / length);
}
