import { expect, test } from 'vitest';
import { columnX, layOutUnrolled, placeAt, recurrentWire } from './unrolledGeometry';

const layout = layOutUnrolled(1088, 11, 20, false);
const places = Array.from({ length: 11 }, (_, place) => place);
const ends = (path: string) => {
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  return { tail: numbers[0] ?? 0, tip: numbers.at(-2) ?? 0 };
};

test('folded, every column is the one cell, and every arrow its loop', () => {
  expect(new Set(places.map((place) => columnX(layout, place, 0))).size).toBe(1);
  expect(new Set(places.map((place) => recurrentWire(layout, place, 0).path)).size).toBe(1);
  const { tail, tip } = ends(recurrentWire(layout, 0, 0).path);
  for (const x of [tail, tip]) expect(Math.abs(x - layout.foldedX - layout.stripWidth / 2)).toBeLessThan(10);
});

test('unrolled, each arrow leads from the side of one strip to the side of the next', () => {
  for (const place of places.slice(1)) {
    const wire = recurrentWire(layout, place, 1);
    expect(Math.abs(ends(wire.path).tail - columnX(layout, place - 1, 1) - layout.stripWidth / 2)).toBeLessThan(3);
    expect(Math.abs(wire.head.x - columnX(layout, place, 1) + layout.stripWidth / 2)).toBeLessThan(3);
    expect(wire.head.angle).toBe(0);
  }
});

test('on the way columns keep their order, and none jumps', () => {
  let before = places.map((place) => columnX(layout, place, 0));
  for (let progress = 0.01; progress <= 1; progress += 0.01) {
    const now = places.map((place) => columnX(layout, place, progress));
    now.forEach((x, place) => {
      expect(x).toBeGreaterThan(now[place - 1] ?? Number.NEGATIVE_INFINITY);
      expect(Math.abs(x - (before[place] ?? 0))).toBeLessThan(layout.pitch);
    });
    before = now;
  }
});

test('columns are never cramped: five on a phone, sixteen at full width', () => {
  expect(layOutUnrolled(348, 100, 20, false).count).toBe(5);
  expect(layOutUnrolled(1088, 100, 20, false).count).toBe(16);
  expect(layOutUnrolled(6000, 5000, 20, false).count).toBe(64);
  for (const width of [320, 390, 820, 1088])
    expect(layOutUnrolled(width, 5000, 20, true).pitch).toBeGreaterThanOrEqual(58);
});

test('a point belongs to the column that is drawn there', () => {
  for (const place of places) expect(placeAt(layout, columnX(layout, place, 1))).toBe(place);
  expect(placeAt(layout, 3)).toBeUndefined();
});
