/** Points that a curve is drawn with. */
const most = 120;

/**
 * A noisy series as a curve of at most 120 points: each is the mean over a stretch of updates, and stands at its end. A short series is itself.
 * @param points update and value, in order
 */
export function smoothCurve(points: readonly (readonly [number, number])[]): [number, number][] {
  const stretch = Math.max(1, Math.ceil(points.length / most));
  const curve: [number, number][] = [];
  for (let from = 0; from < points.length; from += stretch) {
    const part = points.slice(from, from + stretch);
    const mean = part.reduce((sum, [, value]) => sum + value, 0) / part.length;
    curve.push([part.at(-1)?.[0] ?? 0, mean]);
  }
  return curve;
}
