import { type Checkpoint, CheckpointError, readSafetensors, writeSafetensors } from '../traces/safetensors';
import type { Weights } from '../traces/Weights';
import type { TrainingState } from './trainCharacters';

/**
 * A training run as one file, in full float32, from which it goes on to the bit.
 * @param run names recipe and data; a file of another run is not resumed
 */
export function storeTraining({ weights, adam, carried }: TrainingState, run: string): Uint8Array {
  const all: Record<string, Weights[string]> = {};
  for (const [name, weight] of Object.entries(weights)) all[name] = weight;
  for (const [group, values] of Object.entries({ mean: adam.mean, square: adam.square, carried })) {
    for (const [name, flat] of Object.entries(values)) all[`${group}/${name}`] = { shape: [flat.length], values: flat };
  }
  return writeSafetensors({ weights: all, notes: { run, updates: String(adam.updates) } }, 'F32');
}

/** Reads a stored run back; nothing when it belongs to another recipe or other data. @throws CheckpointError on a damaged file */
export function restoreTraining(bytes: Uint8Array, run: string): TrainingState | undefined {
  const checkpoint = readSafetensors(bytes);
  if (checkpoint.notes.run !== run) return undefined;
  const updates = Number(checkpoint.notes.updates);
  if (!Number.isSafeInteger(updates) || updates < 0)
    throw new CheckpointError(`the run says that it has made ${checkpoint.notes.updates} updates`);
  return {
    weights: Object.fromEntries(Object.entries(checkpoint.weights).filter(([name]) => !name.includes('/'))),
    adam: {
      updates,
      mean: group(checkpoint, 'mean'),
      square: group(checkpoint, 'square'),
    },
    carried: group(checkpoint, 'carried'),
  };
}

function group({ weights }: Checkpoint, prefix: string): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(weights).flatMap(([name, { values }]) =>
      name.startsWith(`${prefix}/`) ? [[name.slice(prefix.length + 1), values]] : [],
    ),
  );
}
