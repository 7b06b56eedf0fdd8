/** Steps that are looked at, at most; more are thinned evenly. */
const mostSteps = 512;

/**
 * Orders units so that neighbours do alike over the run: a path through all of them that is short in 1 − correlation. Built from the closest pair
 * outwards, nearest first, then improved by reversing stretches until none helps. Deterministic. Units that never change count as unlike all.
 * @param values [T, n], row-major
 * @param size n
 * @returns the units (0-based) from top to bottom
 */
export function sortBySimilarity(values: Float32Array, size: number): number[] {
  const steps = size === 0 ? 0 : values.length / size;
  const units = Array.from({ length: size }, (_, unit) => unit);
  if (steps < 2 || size < 3) return units;
  const distance = measureDistances(values, size, steps);
  const between = (a: number, b: number): number => distance[a * size + b] ?? 0;
  const path = shorten(growPath(units, between), between);
  // A path and its reverse are as good; the one that starts nearer to unit 1 keeps the picture steady.
  return path.indexOf(0) <= (size - 1) / 2 ? path : path.reverse();
}

type Between = (a: number, b: number) => number;

function measureDistances(values: Float32Array, size: number, steps: number): Float64Array {
  const stride = Math.ceil(steps / mostSteps);
  const rows = Math.ceil(steps / stride);
  const series = Array.from({ length: size }, (_, unit) => {
    const of = Float64Array.from({ length: rows }, (_, row) => values[row * stride * size + unit] ?? 0);
    const mean = of.reduce((sum, value) => sum + value, 0) / rows;
    const centred = of.map((value) => (Number.isFinite(value - mean) ? value - mean : 0));
    const norm = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
    return norm > 1e-12 && Number.isFinite(norm) ? centred.map((value) => value / norm) : new Float64Array(rows);
  });
  const distance = new Float64Array(size * size);
  series.forEach((left, a) =>
    series.forEach((right, b) => {
      if (b >= a) return;
      let correlation = 0;
      for (let row = 0; row < rows; row++) correlation += (left[row] ?? 0) * (right[row] ?? 0);
      distance[a * size + b] = distance[b * size + a] = 1 - correlation;
    }),
  );
  return distance;
}

function growPath(units: readonly number[], between: Between): number[] {
  let closest: [number, number] = [0, 1];
  for (const a of units) for (const b of units) if (a < b && between(a, b) < between(...closest)) closest = [a, b];
  const path = [...closest];
  const left = new Set(units.filter((unit) => !closest.includes(unit)));
  while (left.size > 0) {
    const [head = 0] = path;
    const tail = path.at(-1) ?? 0;
    let best = { unit: -1, at: Number.POSITIVE_INFINITY, isHead: false };
    for (const unit of left) {
      if (between(head, unit) < best.at) best = { unit, at: between(head, unit), isHead: true };
      if (between(tail, unit) < best.at) best = { unit, at: between(tail, unit), isHead: false };
    }
    if (best.isHead) path.unshift(best.unit);
    else path.push(best.unit);
    left.delete(best.unit);
  }
  return path;
}

/** Reverses stretches while that shortens the path (2-opt); the bound on rounds is never reached in practice. */
function shorten(path: number[], between: Between): number[] {
  const link = (i: number, j: number): number => (i < 0 || j >= path.length ? 0 : between(path[i] ?? 0, path[j] ?? 0));
  for (let round = 0, isBetter = true; isBetter && round < 50; round++) {
    isBetter = false;
    for (let i = 0; i < path.length - 1; i++) {
      for (let j = i + 1; j < path.length; j++) {
        const before = link(i - 1, i) + link(j, j + 1);
        const after = (i === 0 ? 0 : link(i - 1, j)) + (j === path.length - 1 ? 0 : link(i, j + 1));
        if (after >= before - 1e-9) continue;
        path.splice(i, j - i + 1, ...path.slice(i, j + 1).reverse());
        isBetter = true;
      }
    }
  }
  return path;
}
