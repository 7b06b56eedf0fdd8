import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parameters } from '../equations/evaluate';
import { readSafetensors } from '../traces/safetensors';
import { systems } from '.';
import type { System } from './System';

const folder = join(import.meta.dirname, '..', '..', 'public');

describe.each(Object.entries<System>(systems))('%s', (id, system) => {
  const checkpoint = join(folder, system.checkpoint);
  const report = checkpoint.replace(/safetensors$/, 'json');

  test('ships weights that fit its network', () => {
    const { weights } = readSafetensors(readFileSync(checkpoint));
    const expected = parameters(system.network, system.sizes);
    expect(Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]))).toEqual(expected);
  });

  // A system that runs on another's checkpoint has no report of its own: it claims nothing.
  const { claim } = system;
  if (claim === undefined) return;

  test('reports what was measured from the very file that is shipped', () => {
    expect(existsSync(report), `${report} is missing: npm run check writes it`).toBe(true);
    const found = JSON.parse(readFileSync(report, 'utf8')) as Record<string, unknown>;
    const bytes = readFileSync(checkpoint);
    expect(found).toMatchObject({
      system: id,
      unit: claim.unit,
      seed: system.training?.seed,
      bytes: bytes.length,
      checkpointSha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(found.bound).toBe(claim.bound);
    if (claim.bound !== undefined) expect(found.value).toBeLessThanOrEqual(claim.bound);
  });
});
