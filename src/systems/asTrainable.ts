import type { System, TrainableSystem } from './System';

/** The system with its recipe and claim; nothing when it runs on another's checkpoint. */
export function asTrainable(system: System): TrainableSystem | undefined {
  if ('task' in system || 'data' in system) return system;
  const { training, claim } = system;
  return training === undefined || claim === undefined ? undefined : { ...system, training, claim };
}
