import { expect, test } from 'vitest';
import { boxAt, boxColumnAt, layOutBoxes, memoryWire, wireBetween } from './boxesGeometry';

const kinds = ['x', 'h', 'y'] as const;
const widths = [272, 348, 780, 1040];
const numbers = (path: string) => (path.match(/-?[\d.]+/g) ?? []).map(Number);

test('without time every step has the same three boxes in one line; in time each has a column of its own', () => {
  for (const width of widths) {
    const layout = layOutBoxes(width, 6, 20);
    for (const kind of kinds) expect(boxAt(layout, kind, 0, 0)).toEqual(boxAt(layout, kind, 4, 0));
    const [x, h, y] = kinds.map((kind) => boxAt(layout, kind, 0, 0));
    expect(new Set([x?.y, h?.y, y?.y]).size).toBe(1);
    for (const place of [0, 1, 2]) {
      const column = kinds.map((kind) => boxAt(layout, kind, place, 1).x);
      expect(new Set(column).size).toBe(1);
      expect(boxColumnAt(layout, column[0] ?? 0)).toBe(place);
    }
  }
});

test('no box leaves the picture, and no two touch, whatever the width', () => {
  for (const width of widths)
    for (const progress of [0, 1]) {
      const layout = layOutBoxes(width, 60, 20);
      const places = progress === 0 ? [0] : Array.from({ length: layout.count }, (_, place) => place);
      const boxes = places.flatMap((place) =>
        kinds.map((kind) => {
          const { x, y, scale } = boxAt(layout, kind, place, progress);
          const [w, h] = [(layout.boxWidth / 2) * scale, (layout.heights[kind] / 2) * scale];
          return { left: x - w, right: x + w, top: y - h, bottom: y + h };
        }),
      );
      boxes.forEach((a, i) => {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.right).toBeLessThanOrEqual(width);
        expect(a.top).toBeGreaterThanOrEqual(0);
        expect(a.bottom).toBeLessThanOrEqual(layout.height);
        for (const b of boxes.slice(i + 1))
          expect(a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top).toBe(true);
      });
    }
});

test('an arrow leads from the edge of one box to the edge of the next, level without time and upright in it', () => {
  const layout = layOutBoxes(1040, 6, 20);
  const half = layout.boxWidth / 2;
  const level = wireBetween(layout, 'x', 'h', 0, 0);
  expect(level.head.angle).toBe(0);
  expect(Math.abs(level.head.x - (layout.still.x.h - half * layout.still.scale))).toBeLessThan(4);
  const upright = wireBetween(layout, 'h', 'y', 2, 1);
  expect(upright.head.angle).toBe(-90);
  expect(Math.abs(upright.head.y - (layout.rows.y + layout.heights.y / 2))).toBeLessThan(4);
});

test('the wire to the next step grows from one state until it meets the other', () => {
  const layout = layOutBoxes(348, 6, 20);
  const tips = [0, 0.25, 0.5, 0.75, 1].map((grown) => memoryWire(layout, 1, grown).head.x);
  expect(tips).toEqual([...tips].sort((a, b) => a - b));
  expect(Math.abs((tips[4] ?? 0) - (boxAt(layout, 'h', 1, 1).x - layout.boxWidth / 2))).toBeLessThan(3);
  expect(numbers(memoryWire(layout, 1, 1).path)[0]).toBeGreaterThan(boxAt(layout, 'h', 0, 1).x);
});
