import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutSum } from './carryGeometry';

test('columns and plane stay inside the picture, apart from each other, at every width, length and size', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 240, max: 1400 }),
      fc.integer({ min: 8, max: 32 }),
      fc.integer({ min: 1, max: 16 }),
      (width, T, H) => {
        const { left, pitch, count, plane, height, read, place, strip, stripHeight, answer, b } = layOutSum(
          width,
          T,
          H,
        );
        const end = left + count * pitch;
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(T);
        expect(end).toBeLessThanOrEqual(width);
        expect(plane.x + plane.width).toBeLessThanOrEqual(width);
        expect(plane.y + plane.height).toBeLessThanOrEqual(height);
        if (plane.x > left) expect(plane.x).toBeGreaterThan(end);
        else expect(plane.y).toBeGreaterThan(read);
        const rows = [place, b, strip, strip + stripHeight, answer, read];
        expect(rows).toEqual([...rows].sort((one, other) => one - other));
      },
    ),
    { seed: 3 },
  );
});
