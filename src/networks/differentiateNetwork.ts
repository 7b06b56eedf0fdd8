import type { BoundParameters } from '../equations/evaluate';
import { ShapeError } from '../equations/Shape';
import type { Network } from './Network';
import { asRead, endOf, runStage, type Sequence, type StageRun } from './runStage';

/** Gradients of the loss, by name, in the shapes of what they belong to. */
export interface NetworkGradients {
  readonly parameters: Readonly<Record<string, number[] | number[][]>>;
  readonly inputs: Readonly<Record<string, Sequence>>;
  /** Of first states, but those that are another stage's last. */
  readonly initial: Readonly<Record<string, readonly number[]>>;
}

/** Differentiates through a network's stages, the last one first: what a stage hands to an earlier one adds to what is known of that. */
export function differentiateNetwork(
  network: Network,
  bound: BoundParameters,
  runs: readonly StageRun[],
  quantities: Readonly<Record<string, Sequence>>,
  upstream: Readonly<Record<string, Sequence>>,
): NetworkGradients {
  const zerosLike = (sequence: Sequence): number[][] => sequence.map((row) => row.map(() => 0));
  const toQuantities = Object.fromEntries(
    Object.entries(quantities).map(([name, sequence]) => [name, zerosLike(sequence)]),
  );
  for (const [name, sequence] of Object.entries(upstream)) addRows(name, toQuantities[name] ?? [], sequence);
  const parameters: Record<string, number[] | number[][]> = {};
  const inputs: Record<string, number[][]> = {};
  const initial: Record<string, number[]> = {};

  for (const run of [...runs].reverse()) {
    const { cell, direction, startsFrom } = run.stage;
    const length = Object.values(run.given)[0]?.length ?? 0;
    const steps = Array.from({ length }, (_, t) =>
      Object.fromEntries([...cell.quantities.keys()].map((name) => [name, toQuantities[name]?.[t] ?? []])),
    );
    const { gradients } = runStage(bound, run, asRead(steps, direction));
    if (gradients === undefined) throw new Error(`stage ${cell.id} handed back no gradients`);
    Object.assign(parameters, gradients.parameters);
    for (const [name, rows] of Object.entries(gradients.inputs)) {
      const target = toQuantities[name] ?? (inputs[name] ??= zerosLike(rows));
      addRows(name, target, asRead(rows, direction));
    }
    for (const [name, gradient] of Object.entries(gradients.initial)) {
      const from = startsFrom[name];
      const sequence = from === undefined ? undefined : toQuantities[from];
      const end = from === undefined ? undefined : sequence?.[endOf(network, from, sequence.length)];
      if (end !== undefined) addRows(name, [end], [gradient]);
      else initial[name] = gradient;
    }
  }
  return { parameters, inputs, initial };
}

function addRows(name: string, target: number[][], rows: Sequence): void {
  if (rows.length !== target.length)
    throw new ShapeError(`upstream ${name} should have [T] = [${target.length}] steps, has [${rows.length}]`);
  target.forEach((row, t) => {
    const gradient = rows[t] ?? [];
    if (gradient.length !== row.length)
      throw new ShapeError(`upstream ${name} should be [${row.length}], is [${gradient.length}]`);
    gradient.forEach((value, i) => {
      row[i] = (row[i] ?? 0) + value;
    });
  });
}
