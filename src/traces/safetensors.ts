import { decodeFloat16, encodeFloat16 } from '../base/float16';
import { findRepeatedKey } from './findRepeatedKey';
import type { Weights } from './Weights';

/** A weight file that cannot be trusted, with the reason in words. */
export class CheckpointError extends Error {
  override name = 'CheckpointError';
}

/** What a weight file holds: tensors, and notes about where they come from. */
export interface Checkpoint {
  readonly weights: Weights;
  readonly notes: Readonly<Record<string, string>>;
}

const largestHeader = 64 * 1024;
const largestFile = 64 * 1024 * 1024;
const bytesOf = { F16: 2, F32: 4 } as const;

/**
 * Writes weights as safetensors: eight bytes of header length, a JSON header, then the tensors end to end.
 * @param format `F16` for what is shipped, `F32` for what is trained on
 * @throws CheckpointError when a weight is not a number, or too large for the format
 */
export function writeSafetensors(
  { weights, notes }: Checkpoint,
  format: keyof typeof bytesOf,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: notes };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(weights)) {
    const start = end;
    end += values.length * bytesOf[format];
    header[name] = { dtype: format, shape, data_offsets: [start, end] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded + end).fill(0x20, 8 + json.length, 8 + padded);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.set(json, 8);
  let at = 8 + padded;
  for (const [name, { values }] of Object.entries(weights)) {
    for (const value of values) {
      const half = encodeFloat16(value);
      if (!Number.isFinite(format === 'F16' ? decodeFloat16(half) : value))
        throw new CheckpointError(`${name} holds ${value}, which ${format} cannot hold`);
      if (format === 'F16') view.setUint16(at, half, true);
      else view.setFloat32(at, value, true);
      at += bytesOf[format];
    }
  }
  return bytes;
}

/**
 * Reads a safetensors file, trusting nothing in it: nothing is allocated before every length and offset has been checked.
 * @throws CheckpointError when it is truncated, too large, overlapping, of another type, or holds something that is not a number
 */
export function readSafetensors(bytes: Uint8Array): Checkpoint {
  if (bytes.length > largestFile)
    throw new CheckpointError(`the file has ${bytes.length} bytes; at most ${largestFile} are read`);
  if (bytes.length < 10) throw new CheckpointError(`the file has ${bytes.length} bytes, too few for a header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > largestHeader)
    throw new CheckpointError(`the header claims ${headerLength} bytes; at most ${largestHeader} are read`);
  if (8 + headerLength > bytes.length)
    throw new CheckpointError(`the header claims ${headerLength} bytes, the file has ${bytes.length}`);
  const header = parseHeader(bytes.subarray(8, 8 + headerLength));
  const data = 8 + headerLength;

  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => ({ name, ...parseEntry(name, entry) }));
  let expected = 0;
  for (const { name, start, end } of [...entries].sort((a, b) => a.start - b.start)) {
    if (start !== expected)
      throw new CheckpointError(
        `${name} starts at byte ${start}, expected ${expected}: tensors overlap or leave a gap`,
      );
    expected = end;
  }
  if (data + expected !== bytes.length)
    throw new CheckpointError(`the tensors fill ${expected} bytes, the file has ${bytes.length - data} for them`);

  const notes = parseNotes(header.__metadata__);

  const weights: Record<string, Weights[string]> = {};
  for (const { name, format, shape, start, end } of entries) {
    const values = new Float32Array((end - start) / bytesOf[format]);
    for (let i = 0; i < values.length; i++) {
      const at = data + start + i * bytesOf[format];
      const value = format === 'F16' ? decodeFloat16(view.getUint16(at, true)) : view.getFloat32(at, true);
      if (!Number.isFinite(value)) throw new CheckpointError(`${name} holds ${value} at place ${i}`);
      values[i] = value;
    }
    weights[name] = { shape, values };
  }
  return { weights, notes };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    header = JSON.parse(text);
  } catch {
    throw new CheckpointError('the header is not JSON');
  }
  const twice = findRepeatedKey(text);
  if (twice !== undefined) throw new CheckpointError(`the header says ${JSON.stringify(twice.slice(0, 40))} twice`);
  if (!isRecord(header)) throw new CheckpointError('the header is not a JSON object');
  if (Object.keys(header).length > 512)
    throw new CheckpointError(`the header names ${Object.keys(header).length} tensors; at most 512 are read`);
  return header;
}

function parseEntry(
  name: string,
  entry: unknown,
): { format: keyof typeof bytesOf; shape: number[]; start: number; end: number } {
  if (!/^[A-Za-z][\w./-]{0,127}$/.test(name))
    throw new CheckpointError(`${JSON.stringify(name.slice(0, 40))} is no name for a tensor`);
  if (!isRecord(entry)) throw new CheckpointError(`${name} is not described`);
  const { dtype: format, shape, data_offsets: offsets } = entry;
  if (format !== 'F16' && format !== 'F32')
    throw new CheckpointError(
      `${name} is of type ${typeof format === 'string' ? format.slice(0, 40) : 'none'}; F16 and F32 are read`,
    );
  if (!isSizes(shape) || shape.length > 4 || shape.includes(0)) throw new CheckpointError(`${name} has no valid shape`);
  if (!isSizes(offsets) || offsets.length !== 2) throw new CheckpointError(`${name} has no valid offsets`);
  const [start = 0, end = 0] = offsets;
  const size = shape.reduce((product, dimension) => product * dimension, bytesOf[format]);
  if (end - start !== size)
    throw new CheckpointError(`${name} [${shape.join(', ')}] takes ${size} bytes, its offsets say ${end - start}`);
  return { format, shape, start, end };
}

function parseNotes(notes: unknown): Record<string, string> {
  if (notes === undefined) return {};
  if (!isRecord(notes)) throw new CheckpointError('the metadata is not an object');
  return Object.fromEntries(
    Object.entries(notes).map(([key, value]) => {
      if (typeof value !== 'string') throw new CheckpointError(`the note ${JSON.stringify(key)} is not text`);
      return [key, value];
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((entry) => Number.isSafeInteger(entry) && entry >= 0);
}
