import { bindParameters } from '../equations/evaluate';
import type { Parameters } from '../equations/Nested';
import { ShapeError } from '../equations/Shape';
import { differentiateNetwork, type NetworkGradients } from './differentiateNetwork';
import type { Network, Stage } from './Network';
import { asRead, endOf, runStage, type Sequence, type StageRun } from './runStage';

/** What a network's run may be told besides its inputs. */
interface NetworkOptions {
  /** States before the first step, by name; zero unless told. One that starts from another stage's cannot be told. */
  readonly initial?: Readonly<Record<string, readonly number[]>>;
  /** Masks, by the input that they are of, each [T], 1 or 0: as in `evaluateSequence`. */
  readonly masks?: Readonly<Record<string, readonly number[]>>;
  /** ∂L/∂quantity, by name, [T][size]; gradients are computed when it is given. A quantity left out counts as zero. */
  readonly upstream?: Readonly<Record<string, Sequence>>;
}

/** A network's run in double precision: every quantity of every stage, by name, [T][size] in the order of time. */
interface NetworkRun {
  readonly quantities: Readonly<Record<string, Sequence>>;
  readonly gradients?: NetworkGradients;
}

/**
 * Runs a network's stages in double precision, and differentiates through all of them in reverse.
 * @param inputs by name, each [T][size]
 * @throws ShapeError naming what is missing or of the wrong shape
 */
export function evaluateNetwork(
  network: Network,
  parameters: Parameters,
  inputs: Readonly<Record<string, Sequence>>,
  { initial = {}, masks = {}, upstream }: NetworkOptions = {},
): NetworkRun {
  const has = (names: Iterable<string>, name: string, what: string): void => {
    const known = [...names];
    if (!known.includes(name))
      throw new ShapeError(`network "${network.id}" has no ${what} ${name}; has ${known.join(', ')}`);
  };
  for (const name of Object.keys(masks)) has(network.inputs, name, 'input to mask,');
  for (const name of Object.keys(initial))
    has(
      network.stages.flatMap(({ cell, startsFrom }) => cell.state.filter((state) => startsFrom[state] === undefined)),
      name,
      'state to start,',
    );
  const bound = bindParameters(network, parameters);
  const quantities: Record<string, Sequence> = {};
  const runs = network.stages.map((stage): StageRun => {
    const { cell, direction, over } = stage;
    const given = Object.fromEntries(
      cell.inputs.map((name) => {
        const sequence = quantities[name] ?? inputs[name];
        if (sequence === undefined) throw new ShapeError(`network "${network.id}" needs the input ${name}`);
        return [name, asRead(sequence, direction)];
      }),
    );
    const mask = masks[over];
    const run: StageRun = {
      stage,
      given,
      initial: startOf(network, stage, quantities, initial),
      ...(mask === undefined ? {} : { mask: asRead(mask, direction) }),
    };
    const { steps } = runStage(bound, run);
    for (const name of cell.quantities.keys())
      quantities[name] = asRead(
        steps.map((step) => step[name] ?? []),
        direction,
      );
    return run;
  });
  if (upstream === undefined) return { quantities };
  for (const name of Object.keys(upstream)) has(Object.keys(quantities), name, 'quantity');
  return { quantities, gradients: differentiateNetwork(network, bound, runs, quantities, upstream) };
}

function startOf(
  network: Network,
  { cell, startsFrom }: Required<Stage>,
  quantities: Readonly<Record<string, Sequence>>,
  told: Readonly<Record<string, readonly number[]>>,
): Record<string, readonly number[]> {
  return Object.fromEntries(
    cell.state.flatMap((name): [string, readonly number[]][] => {
      const from = startsFrom[name];
      const sequence = from === undefined ? undefined : quantities[from];
      const left = from === undefined ? undefined : sequence?.[endOf(network, from, sequence.length)];
      const start = left ?? told[name];
      return start === undefined ? [] : [[name, start]];
    }),
  );
}
