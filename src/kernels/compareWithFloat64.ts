import { expect } from 'vitest';
import type { Random } from '../base/random';
import type { Cell } from '../equations/defineCell';
import { drawParameters, drawVector } from '../equations/drawParameters';
import { evaluateSequence } from '../equations/evaluateSequence';
import type { Parameters } from '../equations/Nested';
import { resolveShape, type Sizes } from '../equations/Shape';

/** One sequence run to be compared: everything is exact in single precision. */
export interface SequenceCase {
  readonly program: Cell;
  readonly B: number;
  readonly T: number;
  readonly sizes: Sizes;
  readonly parameters: Parameters;
  /** The one input, by name. */
  readonly input: string;
  /** [T][B][X] */
  readonly xs: readonly (readonly (readonly number[])[])[];
  /** By name, [B][H]. */
  readonly initial: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** [B][T], 1 or 0. */
  readonly masks?: readonly (readonly number[])[] | undefined;
  /** ∂L/∂quantity by name, [T][B][size]; and of the states after the last step, [B][H]. */
  readonly upstream: ReadonlyMap<string, readonly (readonly (readonly number[])[])[]>;
  readonly lastUpstream: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** What whoever runs it found. */
export interface FoundRun {
  /** By quantity, row t·B + b. */
  readonly values: ReadonlyMap<string, readonly (readonly number[])[]>;
  /** Flat, by parameter, by input as x, and by state as `initial h`. */
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

/**
 * Runs a program on drawn numbers by `run` and in double precision, and compares: each step from the run's own state before it, within
 * 1e-6, and every gradient within 2e-6 of the largest.
 * @param spread of the weights
 */
export function compareWithFloat64(
  program: Cell,
  { B, T, sizes, masks, spread = 0.8 }: { B: number; T: number; sizes: Sizes; masks?: number[][]; spread?: number },
  random: Random,
  run: (given: SequenceCase) => FoundRun,
): void {
  const p = drawParameters(program, sizes, random, spread);
  const input = program.nodes.find((node) => node.kind === 'input');
  const width = resolveShape((input && program.shapes.get(input)) ?? ['X'], sizes)[0] ?? 0;
  const drawRows = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => drawVector(columns, random));
  const xs = Array.from({ length: T }, () => drawRows(B, width));
  const sizeOf = (name: string): number => resolveShape(program.stateShapes[name] ?? [], sizes)[0] ?? 0;
  const initial = Object.fromEntries(program.state.map((name) => [name, drawRows(B, sizeOf(name))]));
  const upstream = new Map(
    [...program.quantities].map(([name, node]) => [
      name,
      Array.from({ length: T }, () => drawRows(B, resolveShape(program.shapes.get(node) ?? [], sizes)[0] ?? 0)),
    ]),
  );
  const lastUpstream = Object.fromEntries(program.state.map((name) => [name, drawRows(B, sizeOf(name))]));
  const { values, gradients: found } = run({
    ...{ program, B, T, sizes, parameters: p, input: input?.kind === 'input' ? input.name : 'x' },
    ...{ xs, initial, masks, upstream, lastUpstream },
  });

  const rowOf = (name: string, t: number, b: number): readonly number[] =>
    (t < 0 ? initial[name]?.[b] : values.get(name)?.[t * B + b]) ?? [];
  for (let t = 0; t < T; t++)
    for (let b = 0; b < B; b++) {
      const before = Object.fromEntries(program.state.map((name) => [name, rowOf(name, t - 1, b)]));
      const options = { initial: before, ...(masks && { mask: [masks[b]?.[t] ?? 1] }) };
      const step = evaluateSequence(program, p, [[...(xs[t]?.[b] ?? [])]], options).steps[0] ?? {};
      // float32 keeps digits, not places: where nothing holds a value in, it is measured by the largest that is there.
      const most = Math.max(1, ...Object.values(before).flat().map(Math.abs));
      for (const [name, exact] of Object.entries(step)) {
        const unit = Math.max(most, ...exact.map(Math.abs));
        const row = rowOf(name, t, b);
        expect(row, name).toHaveLength(exact.length);
        expect(farthest(row, exact) / unit, `${name} at step ${t} of sequence ${b}`).toBeLessThan(1e-6);
      }
    }

  const exact: Record<string, number[]> = {};
  const addTo = (name: string, gradient: readonly number[]): void => {
    exact[name] = gradient.map((value, i) => value + (exact[name]?.[i] ?? 0));
  };
  const xGradients = Array.from({ length: B }, (_, b) => {
    const { gradients } = evaluateSequence(
      program,
      p,
      xs.map((rows) => [...(rows[b] ?? [])]),
      {
        initial: Object.fromEntries(Object.entries(initial).map(([name, rows]) => [name, rows[b] ?? []])),
        ...(masks && { mask: masks[b] ?? [] }),
        upstream: xs.map((_x, t) =>
          Object.fromEntries(
            [...upstream].map(([name, rows]) => [
              name,
              (rows[t]?.[b] ?? []).map((value, k) => value + (t === T - 1 ? (lastUpstream[name]?.[b]?.[k] ?? 0) : 0)),
            ]),
          ),
        ),
      },
    );
    for (const [name, gradient] of Object.entries(gradients?.parameters ?? {})) addTo(name, gradient.flat());
    return gradients;
  });
  exact.x = xs.flatMap((_, t) => xGradients.flatMap((gradients) => gradients?.xs[t] ?? []));
  for (const name of program.state)
    exact[`initial ${name}`] = xGradients.flatMap((gradients) => gradients?.initial[name] ?? []);
  const largest = Math.max(...Object.values(exact).flat().map(Math.abs));
  for (const [name, gradient] of Object.entries(exact)) {
    expect(found[name], name).toHaveLength(gradient.length);
    expect(farthest(found[name] ?? [], gradient) / largest, `gradient of ${name}`).toBeLessThan(2e-6);
  }
}

/** The largest difference; NaN where there is one. */
function farthest(found: readonly number[], exact: readonly number[]): number {
  return exact.reduce((most, value, i) => Math.max(most, Math.abs((found[i] ?? Number.NaN) - value)), 0);
}
