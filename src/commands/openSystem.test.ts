import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { digitRows } from '../systems/digitRows';
import { digitStill } from '../systems/digitStill';
import { idxFiles } from '../tasks/idxFiles';
import { initialise } from '../training/initialise';
import { measureClaims } from './measureClaims';
import { openSystem } from './openSystem';
import { recipeHash } from './recipeHash';
import { startBackend } from './startBackend';

const folder = mkdtempSync(join(tmpdir(), 'unrolled-digits-'));
const [imageFile = '', labelFile = ''] = digitRows.data.files;
const labels = Array.from({ length: 20 }, (_, which) => which % 10);
const files = idxFiles(labels, (which, row, column) => (which * 13 + row * column) % 256);
const put = (name: string, bytes: Uint8Array): void => writeFileSync(join(folder, name), bytes);

beforeEach(() => {
  put(imageFile, gzipSync(files.images));
  put(labelFile, gzipSync(files.labels));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a system is opened on a folder, and its claim is about all that is held out there', async () => {
  const opened = openSystem(digitStill, folder);
  expect(opened.claim.of[0]?.sequences).toHaveLength(3);
  expect(opened.claim.of[0]?.task.id).toBe('digits-whole');
  await startBackend();
  const [share = -1] = await measureClaims(opened, initialise(opened.network, opened.sizes, 1));
  // Of three, some are right.
  expect([0, 1, 2, 3].map((right) => right / 3)).toContainEqual(expect.closeTo(share, 9));
});

test('a run on other data is another run', () => {
  const before = recipeHash(openSystem(digitRows, folder));
  expect(recipeHash(openSystem(digitRows, folder))).toBe(before);
  put(labelFile, gzipSync(Uint8Array.from([...files.labels.slice(0, -1), 3])));
  expect(recipeHash(openSystem(digitRows, folder))).not.toBe(before);
});

test('a folder or a file that is missing, damaged or another is named', () => {
  const opening = (path = folder) => expect(() => openSystem(digitRows, path));
  opening(join(folder, 'none')).toThrow(/there is no folder .*none; --data takes the one that holds t10k-images/);
  opening(join(folder, imageFile)).toThrow('there is no folder');
  put(imageFile, gzipSync(files.images).subarray(0, -20));
  opening().toThrow(/t10k-images-idx3-ubyte\.gz cannot be unpacked: unexpected end of file/);
  put(imageFile, gzipSync(files.images.subarray(0, -20)));
  opening().toThrow('does not hold what digit-rows learns from: the images should have 15680 bytes');
  rmSync(join(folder, labelFile));
  opening().toThrow(/there is no .*t10k-labels-idx1-ubyte\.gz, which digit-rows learns from/);
});
