import { type StoreApi, createStore } from 'zustand/vanilla';
import type { Intervention } from '../equations/Intervention';
import type { LinkSchema, LinkState } from './link';

/** What every figure's state has besides its own settings. `t` counts steps that were taken: 1 is the first, 0 the state before it. */
export interface SharedState {
  readonly t: number;
  /** The unit that the equation is about, counted from 1 as it is printed. */
  readonly unit: number;
  /** What the reader did to the network. */
  readonly do: readonly Intervention[];
  readonly isPlaying: boolean;
  /** Whether the hand is out: the panel with which the network is changed. */
  readonly isHandOpen: boolean;
}

/** The state of one figure: what its link may carry, and whether it plays. */
export type FigureState<Schema extends LinkSchema> = LinkState<Schema> & SharedState;

/** One store a figure. */
export type FigureStore<State extends SharedState = SharedState> = StoreApi<State>;

/** Makes a figure's store at the start of its schema: what server and browser draw first. */
export function createFigureStore<Schema extends LinkSchema>(schema: Schema): FigureStore<FigureState<Schema>> {
  const start = Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, field.start]));
  return createStore(
    () => ({ do: [], ...start, isPlaying: false, isHandOpen: false }) as unknown as FigureState<Schema>,
  );
}
