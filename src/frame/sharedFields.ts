import { type SystemId, systems } from '../systems';
import { interventionsField } from './interventionsField';
import { textField, wholeField } from './link';
import { mostLetters } from './Run';

/** Where the playhead and the hand of a figure begin: a step and a unit, both counted from 1. */
export interface StepStart {
  readonly t: number;
  readonly unit: number;
}

/**
 * The fields of a figure's link that the frame looks after: the playhead `t`, the picked `unit`, and what was done to the network, `do`.
 * @param of the systems that the figure may run
 * @param longest the most steps that it may take
 */
export function stepFields(start: StepStart, of: readonly SystemId[], longest: number) {
  const units = Math.max(1, ...of.map((system) => systems[system].sizes.H ?? 1));
  return {
    t: wholeField(0, longest, start.t),
    unit: wholeField(1, units, start.unit),
    do: interventionsField(of.map((system) => systems[system])),
  };
}

/** The same for a figure over a text, with the text. */
export function textFields(start: StepStart & { readonly text: string }, of: readonly SystemId[]) {
  return { text: textField(mostLetters * 2, start.text), ...stepFields(start, of, mostLetters) };
}
