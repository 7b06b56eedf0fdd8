import fc from 'fast-check';
import { expect, test } from 'vitest';
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
