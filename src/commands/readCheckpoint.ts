import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, CheckpointError, readSafetensors } from '../traces/safetensors';

/** A file of weights under `public/`, read whole. */
export interface StoredCheckpoint extends Checkpoint {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Why a file cannot be measured: in words, and whether that is a fault rather than a lack. */
export interface Unreadable {
  readonly reason: string;
  readonly isDamaged: boolean;
}

/** Reads a file of weights under `public/`, or says why not. @param id the system that training would make it for */
export function readCheckpoint(file: string, id: string): StoredCheckpoint | Unreadable {
  const path = join('public', file);
  if (!existsSync(path)) return { reason: `there is no ${path}; npm run train -- ${id} makes it`, isDamaged: false };
  const bytes = readFileSync(path);
  try {
    return { ...readSafetensors(bytes), bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    return { reason: `${path} is damaged: ${error.message}`, isDamaged: true };
  }
}
