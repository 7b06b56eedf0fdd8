import type { WeightBlock } from './Layout';
import type { Rows } from './FusedProgram';

/** Parameters by name, flat and row-major, without padding. */
type Named = Readonly<Record<string, Float32Array | undefined>>;

/** Copies named parameters into the flat vector. @throws Error naming one that is missing or of another size */
export function packFlat(blocks: readonly WeightBlock[], named: Named, flat: Float32Array): void {
  eachPart(blocks, (name, start, rows, stride, columns) => {
    const values = named[name];
    if (values?.length !== rows * columns)
      throw new Error(`${name} should be [${rows}, ${columns}], has ${values?.length ?? 'no'} numbers`);
    for (let row = 0; row < rows; row++)
      flat.set(values.subarray(row * columns, (row + 1) * columns), start + row * stride);
  });
}

/** Copies the flat vector out into named arrays that are there. */
export function unpackFlat(blocks: readonly WeightBlock[], flat: Float32Array, named: Named): void {
  eachPart(blocks, (name, start, rows, stride, columns) => {
    const values = named[name];
    if (values === undefined) return;
    for (let row = 0; row < rows; row++)
      values.set(flat.subarray(start + row * stride, start + row * stride + columns), row * columns);
  });
}

/** Copies dense rows in, `columns` numbers each. */
export function putRows({ values, stride, column }: Rows, dense: ArrayLike<number>, columns: number): void {
  const rows = values.length / stride;
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < columns; k++) values[row * stride + column + k] = dense[row * columns + k] ?? 0;
}

/** Adds dense rows to what is there. */
export function addRows({ values, stride, column }: Rows, dense: ArrayLike<number>, columns: number): void {
  const rows = values.length / stride;
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < columns; k++) {
      const at = row * stride + column + k;
      values[at] = (values[at] ?? 0) + (dense[row * columns + k] ?? 0);
    }
}

/** Copies dense rows out. */
export function takeRows({ values, stride, column }: Rows, columns: number): Float32Array {
  const rows = values.length / stride;
  const dense = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    dense.set(values.subarray(row * stride + column, row * stride + column + columns), row * columns);
  return dense;
}

function eachPart(
  blocks: readonly WeightBlock[],
  visit: (name: string, start: number, rows: number, stride: number, columns: number) => void,
): void {
  for (const { start, rows, width, parts } of blocks)
    for (const { name, column, columns } of parts) visit(name, start + column, rows, width, columns);
}
