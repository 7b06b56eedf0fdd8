import type { Intervention } from '../equations/Intervention';
import { type SystemId, systems } from '.';
import type { System } from './System';

/**
 * What cuts a system off from its past, from a step on (0-based): from there no step reaches the next.
 * @throws Error when the system does not say how
 */
export function cutOff(id: SystemId, from = 0): readonly Intervention[] {
  const system: System = systems[id];
  const wires = 'withoutPast' in system ? system.withoutPast : undefined;
  if (wires === undefined) throw new Error(`"${id}" does not say what would cut it off from its past`);
  return from === 0 ? wires : wires.map((intervention) => ({ ...intervention, from }));
}
