import { evaluateIntervened } from '../equations/evaluateIntervened';
import type { Intervention } from '../equations/Intervention';
import { type SystemId, systems } from '../systems';
import { nestWeights } from '../traces/nestWeights';
import { readSafetensors } from '../traces/safetensors';
import type { Weights } from '../traces/Weights';
import type { FigureResources } from './FigureEntry';
import { packValues, unpackValues } from './packValues';
import { lettersOf, type Run } from './Run';
import { type RunInput, textInput } from './RunInput';

/** A run as it lies in a page: JSON, small. */
export interface PackedRun {
  readonly system: SystemId;
  readonly input: { readonly text: string } | { readonly steps: number; readonly values: string };
  readonly quantities: Readonly<Record<string, { readonly size: number; readonly values: string }>>;
}

/** Weights as they lie in a page. */
export type PackedWeights = Readonly<Record<string, { readonly shape: readonly number[]; readonly values: string }>>;

/** A system's stored weights, at build time. */
export function readWeights(system: SystemId, resources: FigureResources): Weights {
  const [, file = ''] = systems[system].checkpoint.split('/');
  return readSafetensors(resources.checkpointBytes(file.replace(/\.safetensors$/, ''))).weights;
}

/**
 * Runs a system over a text, or over vectors, in double precision, so that a figure is never empty. Build time only.
 * @param how weights in place of the stored ones, and what is done to the network
 */
export function bakeRun(
  system: SystemId,
  given: string | RunInput,
  quantities: readonly string[],
  resources: FigureResources,
  how: { readonly weights?: Weights; readonly interventions?: readonly Intervention[] } = {},
): PackedRun {
  const input = typeof given === 'string' ? textInput(given) : given;
  const { network } = systems[system];
  const parameters = nestWeights(how.weights ?? readWeights(system, resources));
  const steps = evaluateIntervened(network, parameters, vectorsOf(input, system), how.interventions);
  const packed = quantities.map((name) => {
    const vectors = steps.map((step) => step[name] ?? []);
    return [name, { size: vectors[0]?.length ?? 0, values: packValues(Float32Array.from(vectors.flat())) }] as const;
  });
  return {
    system,
    input: input.kind === 'text' ? { text: input.text } : { steps: input.steps, values: packValues(input.values) },
    quantities: Object.fromEntries(packed),
  };
}

/** What goes in at each step, [T][X]. */
function vectorsOf(input: RunInput, system: SystemId): number[][] {
  if (input.kind === 'vectors') {
    const size = input.values.length / Math.max(1, input.steps);
    return Array.from({ length: input.steps }, (_, t) => [...input.values.subarray(t * size, (t + 1) * size)]);
  }
  const size = systems[system].sizes.X ?? 0;
  return lettersOf(input, system).letters.map(({ token }) =>
    Array.from({ length: size }, (_, index) => (index === token ? 1 : 0)),
  );
}

/** The run that `bakeRun` packed. */
export function unpackRun({ system, input: packed, quantities }: PackedRun): Run {
  const input: RunInput =
    'text' in packed
      ? textInput(packed.text)
      : { kind: 'vectors', steps: packed.steps, values: unpackValues(packed.values) };
  const { letters } = lettersOf(input, system);
  const unpacked = Object.entries(quantities).map(
    ([name, { size, values }]) => [name, { size, values: unpackValues(values) }] as const,
  );
  const trace = {
    system,
    tokens: letters.map(({ token }) => token),
    steps: input.kind === 'text' ? letters.length : input.steps,
    quantities: Object.fromEntries(unpacked),
    backend: 'float64' as const,
    msPerStep: 0,
  };
  return { system, input, letters, trace };
}

/**
 * Packs the weights that a run's equation shows before the engine has brought all of them; of a matrix that x picks from, only the rows of the
 * run's own letters, the others zero.
 */
export function packWeights(weights: Weights, names: readonly string[], run: Run): PackedWeights {
  const isText = run.input.kind === 'text';
  return Object.fromEntries(
    names.flatMap((name) => {
      const weight = weights[name];
      if (weight === undefined) return [];
      const [, columns = 1] = weight.shape;
      const isUsed = (row: number) => !isText || !name.startsWith('W_x') || run.trace.tokens.includes(row);
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
