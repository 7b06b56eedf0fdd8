import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CheckpointError, readSafetensors, writeSafetensors } from './safetensors';

/** A file around a header, which may claim another length than it has. */
function file(header: unknown, data: number | Uint8Array = 0, claimed?: bigint): Uint8Array {
  const json =
    header instanceof Uint8Array
      ? header
      : new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const body = typeof data === 'number' ? new Uint8Array(data) : data;
  const bytes = new Uint8Array(8 + json.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(body, 8 + json.length);
  return bytes;
}

const tensor = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({ dtype, shape, data_offsets: offsets });
const good = { b: tensor([2], [0, 8]) };
const whole = writeSafetensors({ weights: { b: { shape: [2], values: Float32Array.of(1, 2) } }, notes: {} }, 'F32');
const headerEnd = whole.length - 8;
/** Every place where one part of a file ends and the next begins, and a byte to either side. */
const boundaries = [0, 8, headerEnd, headerEnd + 4, whole.length].flatMap((end) =>
  [end - 1, end, end + 1].filter((place) => place >= 0 && place < whole.length),
);
const manyTensors = (count: number): unknown =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, 0]));
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const halves = (...codes: number[]): Uint8Array => new Uint8Array(Uint16Array.from(codes).buffer);
const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

describe('a hostile file is refused with its reason:', () => {
  test.each<[what: string, bytes: Uint8Array, reason: string | RegExp]>([
    ['nothing at all', new Uint8Array(), 'the file has 0 bytes, too few for a header'],
    ['a length and nothing else', new Uint8Array(8), 'the file has 8 bytes, too few for a header'],
    ['a header cut off', file(good, 0, 4096n), /the header claims 4096 bytes, the file has \d+/],
    [
      'a header of 2^64 − 1 bytes',
      file(good, 8, 2n ** 64n - 1n),
      /the header claims 18446744073709552000 bytes; at most 65536/,
    ],
    [
      'a header larger than is read',
      file('{}'.padEnd(70_000), 0),
      'the header claims 70000 bytes; at most 65536 are read',
    ],
    ['a file larger than is read', new Uint8Array(64 * 1024 * 1024 + 1), /the file has 67108865 bytes; at most/],
    ['a header of zero bytes', file('', 8), 'the header is not JSON'],
    ['a header that is not JSON', file('{"b": '), 'the header is not JSON'],
    ['a header that is not UTF-8', file('{"\u{0}').fill(0xff, 9), 'the header is not JSON'],
    ['a pickle', new Uint8Array([0x80, 2, 0x63, 0x6f, 0x73, 0, 0, 0, 0x28, 0x2e]), /the header claims \d+ bytes/],
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>'), /the header claims \d+ bytes/],
    ['a header that is a list', file('[1, 2, 3]'), 'the header is not a JSON object'],
    ['a header that is null', file('null     '), 'the header is not a JSON object'],
    ['JSON too deep to walk', file(deep(30_000)), /the header is not (JSON|a JSON object)/],
    ['a tensor too deep to walk', file(`{"b":${deep(30_000)}}`), 'b is not described'],
    ['a tensor that is null', file({ b: null }), 'b is not described'],
    ['a tensor that is a number', file({ b: 7 }), 'b is not described'],
    [
      '600 tensors',
      file(Object.fromEntries([...Array(600).keys()].map((i) => [`t${i}`, 0]))),
      'the header names 600 tensors',
    ],
    ['a tensor of integers', file({ b: tensor([2], [0, 8], 'I32') }, 8), 'b is of type I32; F16 and F32 are read'],
    ['a tensor of bfloat16', file({ b: tensor([4], [0, 8], 'BF16') }, 8), 'b is of type BF16; F16 and F32 are read'],
    ['a tensor of no type', file({ b: { shape: [2], data_offsets: [0, 8] } }, 8), 'b is of type none'],
    [
      'a type too deep to print',
      file(`{"b":{"dtype":${deep(20_000)},"shape":[2],"data_offsets":[0,8]}}`, 8),
      'b is of type none',
    ],
    ['a type that will not be printed', file({ b: tensor([2], [0, 8], { toString: 1 }) }, 8), 'b is of type none'],
    ['a shape that is a number', file({ b: tensor(2, [0, 8]) }, 8), 'b has no valid shape'],
    ['a negative dimension', file({ b: tensor([-2, -1], [0, 8]) }, 8), 'b has no valid shape'],
    ['half a dimension', file({ b: tensor([1.5], [0, 6]) }, 6), 'b has no valid shape'],
    ['a dimension that is text', file({ b: tensor(['2'], [0, 8]) }, 8), 'b has no valid shape'],
    [
      'a dimension beyond all numbers',
      file('{"b":{"dtype":"F32","shape":[1e999],"data_offsets":[0,8]}}', 8),
      'b has no valid shape',
    ],
    ['an empty tensor', file({ b: tensor([0, 9e15], [0, 0]) }), 'b has no valid shape'],
    ['five dimensions', file({ b: tensor([1, 1, 1, 1, 2], [0, 8]) }, 8), 'b has no valid shape'],
    [
      'dimensions whose product overflows',
      file({ b: tensor([9e15, 9e15], [0, 8]) }, 8),
      /b \[9e\+15.*\] takes|b \[9000000000000000, 9000000000000000\] takes/,
    ],
    [
      'a size that lies',
      file({ b: tensor([1_000_000], [0, 8]) }, 8),
      'b [1000000] takes 4000000 bytes, its offsets say 8',
    ],
    [
      'offsets that lie beyond the end',
      file({ b: tensor([1_000_000], [0, 4_000_000]) }, 8),
      'the tensors fill 4000000 bytes, the file has 8 for them',
    ],
    ['offsets that are missing', file({ b: { dtype: 'F32', shape: [2] } }, 8), 'b has no valid offsets'],
    ['three offsets', file({ b: tensor([2], [0, 8, 16]) }, 16), 'b has no valid offsets'],
    ['negative offsets', file({ b: tensor([2], [-8, 0]) }, 8), 'b has no valid offsets'],
    ['offsets turned round', file({ b: tensor([2], [8, 0]) }, 8), 'b [2] takes 8 bytes, its offsets say -8'],
    [
      'tensors that overlap',
      file({ a: tensor([2], [0, 8]), b: tensor([2], [4, 12]) }, 12),
      'b starts at byte 4, expected 8: tensors overlap or leave a gap',
    ],
    [
      'one place for two tensors',
      file({ a: tensor([2], [0, 8]), b: tensor([2], [0, 8]) }, 8),
      'b starts at byte 0, expected 8',
    ],
    [
      'a gap between tensors',
      file({ a: tensor([2], [0, 8]), b: tensor([2], [16, 24]) }, 24),
      'b starts at byte 16, expected 8',
    ],
    ['bytes that belong to no tensor', file(good, 64), 'the tensors fill 8 bytes, the file has 64 for them'],
    ['data cut off', file(good, 7), 'the tensors fill 8 bytes, the file has 7 for them'],
    ['a weight that is not a number', file(good, floats(1, Number.NaN)), 'b holds NaN at place 1'],
    ['a weight without end', file(good, floats(-Infinity, 1)), 'b holds -Infinity at place 0'],
    [
      'half a weight that is not a number',
      file({ b: tensor([2], [0, 4], 'F16') }, halves(0x3c00, 0x7e00)),
      'b holds NaN at place 1',
    ],
    [
      'a name that reaches for the prototype',
      file('{"__proto__":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 8),
      '"__proto__" is no name for a tensor',
    ],
    ['an empty name', file({ '': tensor([2], [0, 8]) }, 8), '"" is no name for a tensor'],
    ['a name of a thousand letters', file({ ['W'.repeat(1000)]: tensor([2], [0, 8]) }, 8), 'is no name for a tensor'],
    ['metadata that is text', file({ ...good, __metadata__: 'mine' }, 8), 'the metadata is not an object'],
    ['a note that is not text', file({ ...good, __metadata__: { seed: 1 } }, 8), 'the note "seed" is not text'],
    [
      'a note too deep to print',
      file(`{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"n":${deep(20_000)}}}`, 8),
      'the note "n" is not text',
    ],
    ['a header of one byte too many', file('{}'.padEnd(65_537)), 'the header claims 65537 bytes; at most 65536'],
    ['a header of 2^63 bytes', file(good, 8, 2n ** 63n), /the header claims 9223372036854775808 bytes|at most 65536/],
    [
      'a header that starts with a byte-order mark',
      file(`\u{feff}${JSON.stringify(good)}`, 8),
      'the header is not JSON',
    ],
    ['a header in UTF-16', file(new Uint8Array(Uint16Array.from('{}', (c) => c.charCodeAt(0)).buffer)), 'not JSON'],
    [
      'a lone surrogate in a name',
      file('{"\\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 8),
      'is no name',
    ],
    ['a header followed by a second one', file(`${JSON.stringify(good)}{}`, 8), 'the header is not JSON'],
    ['a header with a comment', file(`{/* mine */"b":0}`), 'the header is not JSON'],
    ['a header that holds NaN', file('{"b":{"dtype":"F32","shape":[NaN],"data_offsets":[0,8]}}', 8), 'not JSON'],
    [
      'one name twice',
      file(
        '{"b":{"dtype":"F32","shape":[1000000],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
        8,
      ),
      'the header says "b" twice',
    ],
    [
      'one name twice, written in two ways',
      file(
        '{"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"\\u0062":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
        8,
      ),
      'the header says "b" twice',
    ],
    [
      'two shapes for one tensor',
      file('{"b":{"dtype":"F32","shape":[9],"shape":[2],"data_offsets":[0,8]}}', 8),
      'the header says "shape" twice',
    ],
    ['100,000 tensors', file(manyTensors(100_000)), /the header claims \d+ bytes; at most 65536/],
    ['513 tensors in a small header', file(manyTensors(513)), 'the header names 513 tensors; at most 512'],
    ['a dimension past all exact numbers', file({ b: tensor([2 ** 53], [0, 8]) }, 8), 'b has no valid shape'],
    ['an offset past all exact numbers', file({ b: tensor([2], [0, 2 ** 53]) }, 8), 'b has no valid offsets'],
    [
      'dimensions whose product wraps around to the size at hand',
      file({ b: tensor([2 ** 31, 2 ** 31, 2], [0, 8]) }, 8),
      'b [2147483648, 2147483648, 2] takes',
    ],
    ['half an offset', file({ b: tensor([2], [0.5, 8.5]) }, 9), 'b has no valid offsets'],
    ['offsets that are text', file({ b: tensor([2], ['0', '8']) }, 8), 'b has no valid offsets'],
    ['offsets that do not start at zero', file({ b: tensor([2], [8, 16]) }, 16), 'b starts at byte 8, expected 0'],
    ['negative zero, and a hole', file('{"b":{"dtype":"F32","shape":[2],"data_offsets":[-0,8]}}', 16), 'fill 8 bytes'],
    ['a type in small letters', file({ b: tensor([2], [0, 8], 'f32') }, 8), 'b is of type f32'],
    ['doubles', file({ b: tensor([1], [0, 8], 'F64') }, 8), 'b is of type F64; F16 and F32 are read'],
    [
      'half an infinity',
      file({ b: tensor([2], [0, 4], 'F16') }, halves(0x3c00, 0xfc00)),
      'b holds -Infinity at place 1',
    ],
    ['a name that climbs', file({ '../../b': tensor([2], [0, 8]) }, 8), '"../../b" is no name for a tensor'],
    ['a name that builds', file('{"constructor":7}'), 'constructor is not described'],
    ['metadata that is a list', file({ ...good, __metadata__: ['a'] }, 8), 'the metadata is not an object'],
    ...boundaries.map((end): [string, Uint8Array, RegExp] => [
      `a good file cut after ${end} of its ${whole.length} bytes`,
      whole.slice(0, end),
      /too few for a header|the header claims|the tensors fill/,
    ]),
  ])('%s', (_what, bytes, reason) => {
    const { taken } = countingFloats(() => {
      expect(() => readSafetensors(bytes)).toThrow(CheckpointError);
      expect(() => readSafetensors(bytes)).toThrow(reason);
    });
    // A lie about a size costs no memory: only what the file really holds may be taken, and only once all its lengths agree.
    expect(taken).toBeLessThanOrEqual(String(reason).includes('holds') ? bytes.length : 0);
  });
});

/** Runs something, counting the numbers for which `Float32Array`s are made. */
function countingFloats(act: () => void): { taken: number } {
  const Plain = Float32Array;
  let taken = 0;
  globalThis.Float32Array = new Proxy(Plain, {
    construct(target, [length, ...others]: unknown[]) {
      taken += Number(length);
      return new target(length as number, ...(others as []));
    },
  });
  try {
    act();
  } finally {
    globalThis.Float32Array = Plain;
  }
  return { taken };
}

test('a damaged file is either refused or read as numbers, whatever byte is changed', () => {
  const whole = writeSafetensors(
    { weights: { W_xh: { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) } }, notes: { seed: '1' } },
    'F16',
  );
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.nat(whole.length),
      (at, byte, length) => {
        for (const end of [whole.length, length]) {
          const damaged = whole.slice(0, end);
          damaged[at] = byte;
          try {
            for (const { values } of Object.values(readSafetensors(damaged).weights))
              expect(values.every((value) => Number.isFinite(value))).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(CheckpointError);
          }
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(Object.hasOwn(Object.prototype, 'dtype')).toBe(false);
});
