import type { Intervention } from '../equations/Intervention';
import type { SequenceInput } from './SequenceInput';
import type { Weights } from './Weights';

/** One named quantity over a run: [T, size], row-major. */
export interface TraceQuantity {
  readonly size: number;
  readonly values: Float32Array;
}

/** What a run leaves behind, and what figures draw. */
export interface Trace {
  /** The system that ran, a key of `systems`. */
  readonly system: string;
  /** Token ids that were fed in, [T]; none where vectors were. */
  readonly tokens: readonly number[];
  /** The vectors that were fed in, [T, X] row-major, where no tokens were. */
  readonly vectors?: Float32Array;
  /** What was done to the network. */
  readonly interventions?: readonly Intervention[];
  /** The weights it ran on, where those were not the stored ones. */
  readonly weights?: Weights;
  /** T */
  readonly steps: number;
  readonly quantities: Readonly<Record<string, TraceQuantity>>;
  /** Where it was computed: `float64` for what was baked into the page, else tfjs's backend. */
  readonly backend: 'float64' | 'webgl' | 'wasm' | 'cpu';
  /** Measured time a step, ms; zero for what was baked. */
  readonly msPerStep: number;
  /** By which kernels: fused ones, generated from the equations, or one an operator; and how many calls of kernels it took. */
  readonly kernels?: { readonly path: 'fused' | 'plain'; readonly calls: number };
  /** The step (0-based) at which the numbers left float32's range: the run is cut off before it. */
  readonly leftRangeAt?: number;
}

/** What was fed in, as a job would ask for it again. */
export function inputOf({ tokens, vectors, steps }: Trace): SequenceInput {
  return vectors === undefined ? { kind: 'tokens', tokens } : { kind: 'vectors', steps, values: vectors };
}

/** A quantity's vector at step t (0-based), [size]; before the first step, t = −1, it is zero. */
export function vectorAt(trace: Trace, quantity: string, t: number): Float32Array {
  const { size, values } = quantityIn(trace, quantity);
  return t < 0 ? new Float32Array(size) : values.subarray(t * size, (t + 1) * size);
}

/** One number of a Trace: unit `unit` of a quantity at step t (0-based). */
export function valueAt(trace: Trace, quantity: string, t: number, unit: number): number {
  return vectorAt(trace, quantity, t)[unit] ?? Number.NaN;
}

/** A quantity of a Trace. @throws Error naming the quantities there are */
export function quantityIn(trace: Trace, quantity: string): TraceQuantity {
  const found = trace.quantities[quantity];
  if (found === undefined)
    throw new Error(`the run of ${trace.system} holds no ${quantity}; has ${Object.keys(trace.quantities).join(', ')}`);
  return found;
}
