import { expect, test } from 'vitest';
import { cutColumnAt, cutColumnX, layOutCut, tileSize, wireGap } from './cutGeometry';

const widths = [272, 348, 780, 1040];

test('rows come one below the other, none into the next, and all within the picture', () => {
  for (const hasNever of [false, true]) {
    const { rows, height, stripHeight, letterSize } = layOutCut(1040, 17, hasNever);
    const half = tileSize / 2;
    const edges = [
      [rows.wholeTitle - 10, rows.wholeTitle],
      [rows.wholeTile - half, rows.wholeTile + half + 22],
      [rows.whole, rows.whole + stripHeight],
      [rows.letter - letterSize / 2, rows.letter + letterSize / 2],
      [rows.cut, rows.cut + stripHeight],
      [rows.cutTile - half, rows.cutTile + half + 22],
      [rows.cutTitle - 10, rows.cutTitle],
      ...(hasNever
        ? [
            [rows.neverTile - half, rows.neverTile + half + 22],
            [rows.neverTitle - 10, rows.neverTitle],
          ]
        : []),
    ].flat();
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
    expect(edges.at(-1)).toBeLessThan(height);
  }
});

test('a wire runs between its two strips, wide enough to be pressed, and the last column ends within the picture', () => {
  for (const width of widths) {
    const layout = layOutCut(width, 200, false);
    for (let place = 1; place < layout.count; place++) {
      const { start, end } = wireGap(layout, place);
      expect(start).toBeGreaterThanOrEqual(cutColumnX(layout, place - 1) + layout.stripWidth / 2);
      expect(end).toBeLessThanOrEqual(cutColumnX(layout, place) - layout.stripWidth / 2);
      expect(end - start).toBeGreaterThan(14);
    }
    expect(cutColumnX(layout, layout.count - 1) + layout.stripWidth / 2).toBeLessThanOrEqual(width);
    expect(cutColumnAt(layout, cutColumnX(layout, 2))).toBe(2);
    expect(cutColumnAt(layout, 3)).toBeUndefined();
  }
});
