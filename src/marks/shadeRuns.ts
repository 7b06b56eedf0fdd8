/**
 * A picture of cells in few shades as one path a shade, to be stroked with the width of a row: neighbours of one shade in a row are one stroke. Units are
 * cells; the middle of row r is at y = r. Zero is paper, and has no path.
 * @param rows shades, [rows][columns]
 */
export function shadeRuns(rows: readonly ArrayLike<number>[]): Map<number, string> {
  const paths = new Map<number, { path: string; x: number; y: number }>();
  rows.forEach((row, y) => {
    for (let from = 0; from < row.length; ) {
      const shade = row[from] ?? 0;
      let to = from + 1;
      while (to < row.length && row[to] === shade) to++;
      const pen = paths.get(shade);
      // Steps from where the pen was are shorter to write than places.
      const move = pen === undefined ? `M${from} ${y}` : `m${from - pen.x} ${y - pen.y}`;
      if (shade !== 0) paths.set(shade, { path: `${pen?.path ?? ''}${move}h${to - from}`, x: to, y });
      from = to;
    }
  });
  return new Map([...paths].sort(([a], [b]) => a - b).map(([shade, { path }]) => [shade, path]));
}
