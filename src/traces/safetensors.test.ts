import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFloat16, encodeFloat16 } from '../base/float16';
import { CheckpointError, readSafetensors, writeSafetensors } from './safetensors';
import type { Weights } from './Weights';

const anyWeights = (values: fc.Arbitrary<number>): fc.Arbitrary<Weights> =>
  fc
    .dictionary(
      fc.stringMatching(/^[A-Za-z][A-Za-z_/]{0,12}$/),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }).chain((shape) => {
        const length = shape.reduce((product, dimension) => product * dimension, 1);
        return fc
          .array(values, { minLength: length, maxLength: length })
          .map((drawn) => ({ shape, values: Float32Array.from(drawn) }));
      }),
      { maxKeys: 6 },
    )
    .map((weights) => ({ ...weights }));

const notes = fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 });

test('float32 weights come back to the bit, with their shapes and notes', () => {
  const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(anyWeights(finite), notes, (weights, written) => {
      const read = readSafetensors(writeSafetensors({ weights, notes: written }, 'F32'));
      expect({ ...read.weights }).toEqual(weights);
      expect({ ...read.notes }).toEqual({ ...written });
    }),
  );
});

test('float16 weights come back rounded to the nearest half', () => {
  fc.assert(
    fc.property(anyWeights(fc.float({ min: -65504, max: 65504, noNaN: true })), (weights) => {
      const read = readSafetensors(writeSafetensors({ weights, notes: {} }, 'F16'));
      for (const [name, { values }] of Object.entries(weights))
        expect(read.weights[name]?.values).toEqual(values.map((value) => decodeFloat16(encodeFloat16(value))));
    }),
  );
});

test('a file is read wherever it lies in its buffer', () => {
  const file = writeSafetensors({ weights: { b_h: { shape: [2], values: Float32Array.of(1, 2) } }, notes: {} }, 'F32');
  const larger = new Uint8Array(file.length + 8);
  larger.set(file, 3);
  expect(readSafetensors(larger.subarray(3, 3 + file.length)).weights.b_h?.values).toEqual(Float32Array.of(1, 2));
});

test('what no reader could read is not written', () => {
  const holding = (value: number) => ({ weights: { b: { shape: [1], values: Float32Array.of(value) } }, notes: {} });
  expect(() => writeSafetensors(holding(Number.NaN), 'F32')).toThrow(CheckpointError);
  expect(() => writeSafetensors(holding(70_000), 'F16')).toThrow('b holds 70000, which F16 cannot hold');
  expect(() => writeSafetensors(holding(70_000), 'F32')).not.toThrow();
});

/** A file around a header, which may claim another length than it has. */
function file(header: unknown, data: number | Uint8Array = 0, claimed?: bigint): Uint8Array {
  const json =
    typeof header === 'string' ? new TextEncoder().encode(header) : new TextEncoder().encode(JSON.stringify(header));
  const body = typeof data === 'number' ? new Uint8Array(data) : data;
  const bytes = new Uint8Array(8 + json.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(body, 8 + json.length);
  return bytes;
}

const tensor = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({ dtype, shape, data_offsets: offsets });
const good = { b: tensor([2], [0, 8]) };
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
  ])('%s', (_what, bytes, reason) => {
    expect(() => readSafetensors(bytes)).toThrow(CheckpointError);
    expect(() => readSafetensors(bytes)).toThrow(reason);
  });
});

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
