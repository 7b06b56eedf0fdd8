import type { Cell } from './defineCell';
import { beforeName, pythonName } from './pythonStep';
import type { Shape } from './Shape';

/** Runs of cells over sequences, one after the other, as `networks/` declares them; a cell alone is one run. */
export type Staged = Pick<Cell, 'id' | 'inputs' | 'parameters' | 'initialisation'> & {
  readonly stages: readonly {
    readonly cell: Cell;
    readonly direction: 'forward' | 'backward';
    /** Where states start that do not start at zero: a state of an earlier stage, as it was left. */
    readonly startsFrom: Readonly<Record<string, string>>;
  }[];
};

/** How a library writes what a run needs. */
interface RunDialect {
  /** The zeros that a state starts at, beside the batch of the given sequence. */
  readonly zeros: (sequence: string, shape: Shape) => string;
  readonly stack: string;
  /** The call of a stage's step, and what it is given before its inputs. */
  readonly step: (name: string) => string;
  readonly stepArguments: readonly string[];
}

/** A cell as a network of one stage. */
export function asStaged(program: Cell | Staged): Staged {
  return 'stages' in program
    ? program
    : { ...program, stages: [{ cell: program, direction: 'forward', startsFrom: {} }] };
}

/** The name of a stage's step: `step` where there is one, else `step_1` and so on. */
export function stepName({ stages }: Staged, stage: number): string {
  return stages.length === 1 ? 'step' : `step_${stage + 1}`;
}

/** Lists the lines of a function that runs all stages over sequences [T, ..., size] and returns every quantity at every step by name. */
export function pythonRun(staged: Staged, { zeros, stack, step, stepArguments }: RunDialect): string[] {
  const lines = staged.stages.flatMap(({ cell, direction, startsFrom }, stage) => {
    const earlier = new Set(staged.stages.slice(0, stage).flatMap((other) => [...other.cell.quantities.keys()]));
    const source = (name: string): string => (earlier.has(name) ? `out["${name}"]` : pythonName(name));
    const inputs = cell.inputs.map(source);
    const first = inputs[0] ?? 'x';
    const starts = Object.entries(cell.stateShapes).map(([name, shape]) => {
      const from = startsFrom[name];
      return `    "${name}": ${from === undefined ? zeros(first, shape) : `last["${from}"]`},`;
    });
    const before = cell.state.map((name) => `${beforeName(name)}=state["${name}"]`);
    const given = [...stepArguments, ...inputs.map((name) => `${name}[t]`), ...before];
    const steps = `range(len(${first}))`;
    return [
      'state = {',
      ...starts,
      '}',
      'state.update({name: initial[name] for name in state if name in initial})',
      'steps = []',
      `for t in ${direction === 'backward' ? `reversed(${steps})` : steps}:`,
      `    values = ${step(stepName(staged, stage))}(${given.join(', ')})`,
      '    state = {name: values[name] for name in state}',
      '    steps.append(values)',
      ...(direction === 'backward' ? ['steps.reverse()'] : []),
      'last.update(state)',
      `out.update({name: ${stack}([values[name] for values in steps]) for name in steps[0]})`,
    ];
  });
  return ['initial = initial or {}', 'out, last = {}, {}', ...lines, 'return out'];
}
