import type { Local, WasmFunction } from './WasmFunction';
import type { WasmModule } from './WasmModule';

/** Kernels for matrices in memory; all addresses and strides are in bytes, and rows are padded to multiples of four numbers. */
export interface ProductKernels {
  /**
   * C[i, j] += Σ_p A[i, p] B[p, j], with A's strides free, so that it may lie transposed.
   * (C, A, B, I, J, P, stride of C's rows, of A's rows, of A's columns, of B's rows); J in fours.
   */
  readonly product: WasmFunction;
  /** C[i, k] += Σ_r A[i, r] W[k, r]: (C, A, W, I, K, R, strides of the rows of C, A, W); R in fours. */
  readonly transposedProduct: WasmFunction;
  /** Puts the same row into every row: (C, row, rows, columns in fours). */
  readonly repeatRow: WasmFunction;
  /** Puts bias + W[token] into every row: (C, bias, W, tokens as i32, rows, columns in fours). */
  readonly lookUp: WasmFunction;
  /** Adds each row of G to the row of W that its token names: (W, G, tokens, rows, columns in fours). */
  readonly scatter: WasmFunction;
  /** Adds all rows up into one: (sum, G, rows, columns in fours). */
  readonly sumRows: WasmFunction;
}

/** Adds the kernels for matrices to a module. */
export function emitProducts(module: WasmModule): ProductKernels {
  return {
    product: emitProduct(module),
    transposedProduct: emitTransposedProduct(module),
    repeatRow: emitRepeatRow(module),
    lookUp: emitLookUp(module),
    scatter: emitScatter(module),
    sumRows: emitSumRows(module),
  };
}

const i32s = (count: number) => Array.from({ length: count }, () => 'i32' as const);

/** Parameters of a function as its head says them. */
type Parameters4 = readonly [Local, Local, Local, Local];
type Parameters5 = readonly [...Parameters4, Local];
type Parameters6 = readonly [...Parameters5, Local];
type Parameters9 = readonly [...Parameters6, Local, Local, Local];
type Parameters10 = readonly [...Parameters9, Local];

function at<T>(list: readonly T[], place: number): T {
  const item = list[place];
  if (item === undefined) throw new RangeError(`there is no item ${place} of ${list.length}`);
  return item;
}

/** The shapes of blocks, rows and columns in units, that a product is cut into: sums that fit into the registers of a processor. */
type Blocks = readonly { readonly rows: number; readonly widths: readonly number[] }[];

/** The operands of a product as it goes on: rows of C and A, and where in the other operand the block's columns begin. */
interface Blocked {
  readonly blocks: Blocks;
  /** Numbers in a unit of columns. */
  readonly unit: number;
  readonly C: Local;
  readonly A: Local;
  readonly other: Local;
  readonly cStride: Local;
  readonly aStride: Local;
  readonly rows: Local;
  readonly columns: Local;
  /** Moves the cursor in the other operand past a block of so many units. */
  readonly advance: (cursor: Local, width: number) => void;
}

/** Cuts C into blocks, the largest first, and writes what is done for each shape of them: rows, units of columns, and where C's and the other operand's begin. */
function inBlocks(
  body: WasmFunction,
  { blocks, unit, C, A, other, cStride, aStride, rows, columns, advance }: Blocked,
  write: (rows: number, width: number, c: Local, cursor: Local) => void,
): void {
  for (const block of blocks)
    body.whileAtLeast(rows, block.rows, () => {
      const [left, cursor, c] = [body.local('i32'), body.local('i32'), body.local('i32')];
      body.get(columns).set(left).get(other).set(cursor).get(C).set(c);
      for (const width of block.widths)
        body.whileAtLeast(left, unit * width, () => {
          write(block.rows, width, c, cursor);
          advance(cursor, width);
          body.advance(c, 4 * unit * width).advance(left, -unit * width);
        });
      advanceRows(body, C, cStride, block.rows);
      advanceRows(body, A, aStride, block.rows);
      body.advance(rows, -block.rows);
    });
}

function emitProduct(module: WasmModule): WasmFunction {
  return module.add(i32s(10), (body) => {
    const [C, A, B, I, J, P, cStride, aStride, aStep, bStride] = body.parameters as Parameters10;
    const blocked: Blocked = {
      blocks: [
        { rows: 4, widths: [2, 1] },
        { rows: 1, widths: [8, 2, 1] },
      ],
      unit: 4,
      ...{ C, A, other: B, cStride, aStride, rows: I, columns: J },
      advance: (cursor, width) => body.advance(cursor, 16 * width),
    };
    inBlocks(body, blocked, (rows, width, c, b) => {
      const sums = Array.from({ length: rows * width }, () => body.local('v128'));
      const cRows = rowAddresses(body, c, cStride, rows);
      sums.forEach((sum, place) =>
        body
          .get(at(cRows, Math.floor(place / width)))
          .loadV128(16 * (place % width))
          .set(sum),
      );
      const aRows = rowAddresses(body, A, aStride, rows);
      const [bRow, p] = [body.local('i32'), body.local('i32')];
      body.get(b).set(bRow).get(P).set(p);
      const row = Array.from({ length: width }, () => body.local('v128'));
      const one = body.local('v128');
      body.times(p, () => {
        // Few rows and many columns: each vector of B is used at once; else it is kept for all rows.
        if (rows > 1)
          row.forEach((vector, v) =>
            body
              .get(bRow)
              .loadV128(16 * v)
              .set(vector),
          );
        aRows.forEach((address, r) => {
          body.get(address).loadSplat().set(one);
          for (let v = 0; v < width; v++) {
            const sum = at(sums, r * width + v);
            body.get(sum).get(one);
            if (rows > 1) body.get(at(row, v));
            else body.get(bRow).loadV128(16 * v);
            body.do('f32x4.mul').do('f32x4.add').set(sum);
          }
          body.get(address).get(aStep).do('i32.add').set(address);
        });
        body.get(bRow).get(bStride).do('i32.add').set(bRow);
      });
      sums.forEach((sum, place) =>
        body
          .get(at(cRows, Math.floor(place / width)))
          .get(sum)
          .storeV128(16 * (place % width)),
      );
    });
  });
}

function emitTransposedProduct(module: WasmModule): WasmFunction {
  return module.add(i32s(9), (body) => {
    const [C, A, W, I, K, R, cStride, aStride, wStride] = body.parameters as Parameters9;
    const blocked: Blocked = {
      blocks: [
        { rows: 4, widths: [2, 1] },
        { rows: 1, widths: [4, 1] },
      ],
      unit: 1,
      ...{ C, A, other: W, cStride, aStride, rows: I, columns: K },
      advance: (cursor, width) => advanceRows(body, cursor, wStride, width),
    };
    inBlocks(body, blocked, (rows, width, c, w) => {
      const sums = Array.from({ length: rows * width }, () => body.local('v128'));
      for (const sum of sums) body.v128(0).set(sum);
      const aRows = rowAddresses(body, A, aStride, rows);
      const wRows = rowAddresses(body, w, wStride, width);
      const [r, one] = [body.local('i32'), body.local('v128')];
      const others = Array.from({ length: width }, () => body.local('v128'));
      body.get(R).set(r);
      body.whileAtLeast(r, 4, () => {
        wRows.forEach((address, k) => body.get(address).loadV128().set(at(others, k)).advance(address, 16));
        aRows.forEach((address, i) => {
          body.get(address).loadV128().set(one).advance(address, 16);
          others.forEach((other, k) => {
            const sum = at(sums, i * width + k);
            body.get(sum).get(one).get(other).do('f32x4.mul').do('f32x4.add').set(sum);
          });
        });
        body.advance(r, -4);
      });
      const cRows = rowAddresses(body, c, cStride, rows);
      sums.forEach((sum, place) => {
        const address = at(cRows, Math.floor(place / width));
        const offset = 4 * (place % width);
        body.get(address).get(address).loadF32(offset);
        for (const lane of [0, 1, 2, 3] as const) body.get(sum).lane(lane).do('f32.add');
        body.storeF32(offset);
      });
    });
  });
}

function emitRepeatRow(module: WasmModule): WasmFunction {
  return module.add(i32s(4), (body) => {
    const [C, row, rows, J] = body.parameters as Parameters4;
    body.times(rows, () => eachVector(body, [C, row], [true, false], J, ([, from = row]) => body.get(from).loadV128()));
  });
}

function emitLookUp(module: WasmModule): WasmFunction {
  return module.add(i32s(6), (body) => {
    const [C, bias, W, tokens, rows, J] = body.parameters as Parameters6;
    const row = body.local('i32');
    body.times(rows, () => {
      body.get(tokens).loadI32().get(J).do('i32.mul').i32(2).do('i32.shl').get(W).do('i32.add').set(row);
      eachVector(body, [C, bias, row], [true, false, false], J, ([, first = bias, second = row]) =>
        body.get(first).loadV128().get(second).loadV128().do('f32x4.add'),
      );
      body.advance(tokens, 4);
    });
  });
}

function emitScatter(module: WasmModule): WasmFunction {
  return module.add(i32s(5), (body) => {
    const [W, G, tokens, rows, J] = body.parameters as Parameters5;
    const row = body.local('i32');
    body.times(rows, () => {
      body.get(tokens).loadI32().get(J).do('i32.mul').i32(2).do('i32.shl').get(W).do('i32.add').set(row);
      eachVector(body, [row, G], [false, true], J, ([to = row, from = G]) =>
        body.get(to).loadV128().get(from).loadV128().do('f32x4.add'),
      );
      body.advance(tokens, 4);
    });
  });
}

function emitSumRows(module: WasmModule): WasmFunction {
  return module.add(i32s(4), (body) => {
    const [sum, G, rows, J] = body.parameters as Parameters4;
    body.times(rows, () =>
      eachVector(body, [sum, G], [false, true], J, ([to = sum, from = G]) =>
        body.get(to).loadV128().get(from).loadV128().do('f32x4.add'),
      ),
    );
  });
}

/** Writes a row, vector by vector, at the first address; the addresses marked as moving stand behind the row afterwards. */
function eachVector(
  body: WasmFunction,
  addresses: readonly Local[],
  isMoving: readonly boolean[],
  J: Local,
  value: (addresses: readonly Local[]) => void,
): void {
  const cursors = addresses.map(() => body.local('i32'));
  const left = body.local('i32');
  addresses.forEach((address, place) => body.get(address).set(at(cursors, place)));
  body.get(J).set(left);
  body.whileAtLeast(left, 4, () => {
    body.get(at(cursors, 0));
    value(cursors);
    body.storeV128();
    for (const cursor of cursors) body.advance(cursor, 16);
    body.advance(left, -4);
  });
  addresses.forEach((address, place) => isMoving[place] === true && body.get(at(cursors, place)).set(address));
}

/** Addresses of some rows, one a stride from the next, each in a local of its own. */
function rowAddresses(body: WasmFunction, first: Local, stride: Local, rows: number): Local[] {
  const addresses = Array.from({ length: rows }, () => body.local('i32'));
  addresses.forEach((address, r) => {
    if (r === 0) body.get(first).set(address);
    else
      body
        .get(at(addresses, r - 1))
        .get(stride)
        .do('i32.add')
        .set(address);
  });
  return addresses;
}

function advanceRows(body: WasmFunction, address: Local, stride: Local, rows: number): void {
  body.get(address).get(stride).i32(rows).do('i32.mul').do('i32.add').set(address);
}
