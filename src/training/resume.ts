import { type Checkpoint, CheckpointError, readSafetensors, writeSafetensors } from '../traces/safetensors';
import type { Weights } from '../traces/Weights';
import { optimisers } from './optimisers';
import type { TrainingState } from './TrainingState';

/**
 * A training run as one file, in full float32, from which it goes on to the bit.
 * @param run names recipe and data; a file of another run is not resumed
 */
export function storeTraining({ updates, weights, optimiser, carried }: TrainingState, run: string): Uint8Array {
  const all: Record<string, Weights[string]> = {};
  for (const [name, weight] of Object.entries(weights)) all[name] = weight;
  for (const [group, values] of Object.entries({ ...optimiser.slots, carried })) {
    for (const [name, flat] of Object.entries(values)) all[`${group}/${name}`] = { shape: [flat.length], values: flat };
  }
  const notes = {
    run,
    updates: String(updates),
    optimiser: optimiser.kind,
    optimiserUpdates: String(optimiser.updates),
  };
  return writeSafetensors({ weights: all, notes }, 'F32');
}

/** Reads a stored run back; nothing when it belongs to another recipe or other data. @throws CheckpointError on a damaged file */
export function restoreTraining(bytes: Uint8Array, run: string): TrainingState | undefined {
  const checkpoint = readSafetensors(bytes);
  const { notes } = checkpoint;
  if (notes.run !== run) return undefined;
  const kind = notes.optimiser;
  if (!isOptimiser(kind)) throw new CheckpointError(`the run says that its optimiser is ${String(kind)}`);
  return {
    updates: countIn(notes.updates),
    weights: Object.fromEntries(Object.entries(checkpoint.weights).filter(([name]) => !name.includes('/'))),
    optimiser: {
      kind,
      updates: countIn(notes.optimiserUpdates),
      slots: Object.fromEntries(optimisers[kind].slots.map((slot) => [slot, group(checkpoint, slot)])),
    },
    carried: group(checkpoint, 'carried'),
  };
}

function isOptimiser(name: string | undefined): name is keyof typeof optimisers {
  return name !== undefined && Object.hasOwn(optimisers, name);
}

function countIn(note: string | undefined): number {
  const updates = Number(note);
  if (!Number.isSafeInteger(updates) || updates < 0)
    throw new CheckpointError(`the run says that it has made ${String(note)} updates`);
  return updates;
}

function group({ weights }: Checkpoint, prefix: string): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(weights).flatMap(([name, { values }]) =>
      name.startsWith(`${prefix}/`) ? [[name.slice(prefix.length + 1), values]] : [],
    ),
  );
}
