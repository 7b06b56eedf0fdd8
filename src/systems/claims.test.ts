import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parameters } from '../equations/evaluate';
import { readSafetensors } from '../traces/safetensors';
import { systems } from '.';
import type { System } from './System';

const folder = join(import.meta.dirname, '..', '..', 'public');
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.each(Object.entries<System>(systems))('%s', (id, system) => {
  const checkpoint = join(folder, system.checkpoint);
  const report = checkpoint.replace(/safetensors$/, 'json');
  const readReport = (): Record<string, unknown> => {
    expect(existsSync(report), `${report} is missing: npm run check writes it`).toBe(true);
    return JSON.parse(readFileSync(report, 'utf8')) as Record<string, unknown>;
  };
  const expected = parameters(system.network, system.sizes);
  const shapesIn = (file: string): Record<string, readonly number[]> => {
    const { weights } = readSafetensors(readFileSync(file));
    return Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]));
  };

  test('ships weights that fit its network', () => {
    expect(shapesIn(checkpoint)).toEqual(expected);
  });

  if ('task' in system || 'data' in system) {
    const { claim, training, everySeed } = system;
    const widths = 'task' in system ? system.widths : undefined;
    const seeds = Array.from({ length: claim.seeds }, (_, place) => training.seed + place);

    test('ships the weights of every seed that it claims, the page’s among them', () => {
      const file = join(folder, everySeed);
      const named = seeds.flatMap((seed) =>
        Object.entries(expected).map(([name, shape]) => [`seed${seed}/${name}`, shape]),
      );
      expect(shapesIn(file)).toEqual(Object.fromEntries(named));
      const [own, all] = [checkpoint, file].map((path) => readSafetensors(readFileSync(path)).weights);
      for (const name of Object.keys(expected)) expect(all?.[`seed${training.seed}/${name}`]).toEqual(own?.[name]);
    });

    test('reports what was measured from the very files that are shipped, and keeps its bounds', () => {
      const bytes = readFileSync(checkpoint);
      const found = readReport();
      expect(found).toMatchObject({
        ...{ system: id, seed: training.seed, seeds, bytes: bytes.length },
        checkpointSha256: hashOf(bytes),
        everySeedSha256: hashOf(readFileSync(join(folder, everySeed))),
        claims: claim.of.map(({ measure, unit, bound, ...part }) => ({
          ...{ claim: measure, unit, ...('task' in part ? { task: part.task.id } : {}) },
          ...(bound === undefined ? {} : { bound }),
        })),
      });
      for (const { solved, bound } of found.claims as { solved: number; bound?: number }[])
        if (bound !== undefined) expect(solved).toBeGreaterThanOrEqual(claim.solved ?? seeds.length);
    });

    if (widths !== undefined)
      test('ships the weights of every seed at its other widths, and reports how many of them keep the first bound', () => {
        const file = join(folder, widths.file);
        const named = widths.of.flatMap((H) =>
          seeds.flatMap((seed) =>
            Object.entries(parameters(system.network, { ...system.sizes, H })).map(([name, shape]) => [
              `H${H}/seed${seed}/${name}`,
              shape,
            ]),
          ),
        );
        expect(shapesIn(file)).toEqual(Object.fromEntries(named));
        const found = readReport() as {
          widthsSha256: string;
          widths: Record<string, { solved: number; seeds: number; values: number[] }>;
        };
        expect(found.widthsSha256).toBe(hashOf(readFileSync(file)));
        expect(Object.keys(found.widths).map(Number)).toEqual([...widths.of, system.sizes.H]);
        for (const { solved, values } of Object.values(found.widths)) {
          expect(values).toHaveLength(seeds.length);
          expect(solved).toBe(values.filter((value) => value >= (claim.of[0]?.bound ?? 0)).length);
        }
      });
    return;
  }

  // A system that runs on another's checkpoint has no report of its own: it claims nothing.
  const { claim } = system;
  if (claim === undefined) return;

  test('reports what was measured from the very file that is shipped', () => {
    const found = readReport();
    const bytes = readFileSync(checkpoint);
    expect(found).toMatchObject({
      ...{ system: id, unit: claim.unit, seed: system.training?.seed, bytes: bytes.length },
      checkpointSha256: hashOf(bytes),
    });
    expect(found.bound).toBe(claim.bound);
    if (claim.bound !== undefined) expect(found.value).toBeLessThanOrEqual(claim.bound);
    expect(typeof found.withoutPast).toBe(system.withoutPast === undefined ? 'undefined' : 'number');
  });
});
