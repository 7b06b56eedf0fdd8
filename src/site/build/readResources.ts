import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FigureResources } from '../../frame/FigureEntry';
import { typeset } from '../../prose/typeset';

/** What figures may read while they are baked, from the files under `publicDir`. */
export function readResources(publicDir: string): FigureResources {
  const read = (file: string) => {
    try {
      return readFileSync(join(publicDir, 'checkpoints', file));
    } catch (error) {
      throw new Error(`no checkpoint ${file} under ${publicDir}; npm run train writes it`, { cause: error });
    }
  };
  return {
    // A copy, because Node's buffers share a pool and would hand out an offset that typed arrays cannot start from.
    checkpointBytes: (system) => new Uint8Array(read(`${system}.safetensors`)),
    checkpointReport: (system) => JSON.parse(read(`${system}.json`).toString('utf8')) as unknown,
    typeset,
  };
}
