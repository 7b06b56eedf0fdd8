import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DataSystem, TaskSystem } from '../systems/System';
import { openDigits } from '../tasks/openDigits';
import { CommandError } from './CommandError';

/**
 * Reads the files that a system learns from, and gives the system as one whose sequences are at hand.
 * @param folder where its files lie
 * @throws CommandError when the folder or a file is missing, cannot be unpacked, or does not hold what it should
 */
export function openSystem({ data, claim, ...system }: DataSystem, folder: string): TaskSystem {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CommandError(`there is no folder ${folder}; --data takes the one that holds ${data.files.join(' and ')}`);
  const hash = createHash('sha256');
  const files = Object.fromEntries(
    data.files.map((name) => {
      const bytes = readPacked(join(folder, name), system.id);
      hash.update(bytes);
      return [name, bytes];
    }),
  );
  try {
    const { task, heldOut } = openDigits(data, files);
    return {
      ...system,
      // A run or a checkpoint of other data is another: what one has learnt from, the other might have held out.
      task: { ...task, id: `${task.id} of ${hash.digest('hex').slice(0, 16)}` },
      claim: { ...claim, of: claim.of.map((part) => ({ ...part, task, sequences: heldOut, part: 'any' })) },
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandError(`${folder} does not hold what ${system.id} learns from: ${error.message}`);
  }
}

function readPacked(path: string, id: string): Uint8Array {
  if (!existsSync(path)) throw new CommandError(`there is no ${path}, which ${id} learns from`);
  const bytes = readFileSync(path);
  if (!path.endsWith('.gz')) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new CommandError(`${path} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  }
}
