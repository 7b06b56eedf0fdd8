import { evaluateSequence } from '../equations/evaluateSequence';
import { type SystemId, systems } from '../systems';
import { nestWeights } from '../traces/nestWeights';
import { readSafetensors } from '../traces/safetensors';
import type { Weights } from '../traces/Weights';
import type { FigureResources } from './FigureEntry';
import { packValues, unpackValues } from './packValues';
import { type Run, readLetters } from './Run';

/** A run as it lies in a page: JSON, small. */
export interface PackedRun {
  readonly system: SystemId;
  readonly text: string;
  readonly quantities: Readonly<Record<string, { readonly size: number; readonly values: string }>>;
}

/** Weights as they lie in a page. */
export type PackedWeights = Readonly<Record<string, { readonly shape: readonly number[]; readonly values: string }>>;

/** A system's stored weights, at build time. */
export function readWeights(system: SystemId, resources: FigureResources): Weights {
  const [, file = ''] = systems[system].checkpoint.split('/');
  return readSafetensors(resources.checkpointBytes(file.replace(/\.safetensors$/, ''))).weights;
}

/** Runs a system over a text in double precision, so that a figure is never empty. Build time only. */
export function bakeRun(
  system: SystemId,
  text: string,
  quantities: readonly string[],
  resources: FigureResources,
): PackedRun {
  const { network, sizes } = systems[system];
  const parameters = nestWeights(readWeights(system, resources));
  const xs = readLetters(text, system).letters.map(({ token }) =>
    Array.from({ length: sizes.X ?? 0 }, (_, index) => (index === token ? 1 : 0)),
  );
  const { steps } = evaluateSequence(network, parameters, xs);
  const packed = quantities.map((name) => {
    const vectors = steps.map((step) => step[name] ?? []);
    return [name, { size: vectors[0]?.length ?? 0, values: packValues(Float32Array.from(vectors.flat())) }] as const;
  });
  return { system, text, quantities: Object.fromEntries(packed) };
}

/** The run that `bakeRun` packed. */
export function unpackRun({ system, text, quantities }: PackedRun): Run {
  const { letters } = readLetters(text, system);
  const unpacked = Object.entries(quantities).map(
    ([name, { size, values }]) => [name, { size, values: unpackValues(values) }] as const,
  );
  const trace = {
    system,
    tokens: letters.map(({ token }) => token),
    steps: letters.length,
    quantities: Object.fromEntries(unpacked),
    backend: 'float64' as const,
    msPerStep: 0,
  };
  return { system, letters, trace };
}

/**
 * Packs the weights that a run's equation shows before the engine has brought all of them; of a matrix that x picks from, only the rows of the
 * run's own letters, the others zero.
 */
export function packWeights(weights: Weights, names: readonly string[], run: Run): PackedWeights {
  return Object.fromEntries(
    names.flatMap((name) => {
      const weight = weights[name];
      if (weight === undefined) return [];
      const [, columns = 1] = weight.shape;
      const isUsed = (row: number) => !name.startsWith('W_x') || run.trace.tokens.includes(row);
      const values = weight.values.map((value, i) => (isUsed(Math.floor(i / columns)) ? value : 0));
      return [[name, { shape: weight.shape, values: packValues(values) }]];
    }),
  );
}

/** The weights that `packWeights` packed. */
export function unpackWeights(packed: PackedWeights): Weights {
  return Object.fromEntries(
    Object.entries(packed).map(([name, { shape, values }]) => [name, { shape, values: unpackValues(values) }]),
  );
}
