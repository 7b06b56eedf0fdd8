import { measureSpeed, type SpeedCase } from './measureSpeed';
import { startBackend } from './startBackend';

/** A point of the curve. */
interface CurvePoint extends SpeedCase {
  readonly tokensPerSecond: number;
  /** Time of a token in units of H², ns: level where the products are all that counts. */
  readonly nsPerSquare: number;
}

/** The fused training speed of an LSTM by length, batch and width, one at a time, in Node. */
export async function benchCurve(forMs: number): Promise<CurvePoint[]> {
  await startBackend();
  const base = { cell: 'lstm', mode: 'train' } as const;
  const cases: SpeedCase[] = [
    ...[10, 25, 50, 100, 200, 400].map((T) => ({ ...base, B: 8, H: 128, T })),
    ...[1, 2, 4, 8, 16, 32].map((B) => ({ ...base, B, H: 128, T: 50 })),
    ...[16, 32, 64, 128, 256].map((H) => ({ ...base, B: 8, H, T: 50 })),
  ];
  const points: CurvePoint[] = [];
  for (const measured of cases) {
    const { fused } = await measureSpeed(measured, forMs, ['fused']);
    points.push({
      ...measured,
      tokensPerSecond: Math.round(fused),
      nsPerSquare: Number((1e9 / fused / measured.H ** 2).toFixed(3)),
    });
  }
  return points;
}
