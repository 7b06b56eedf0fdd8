import { type Backend, backends, type EngineStatus } from '../engine/Engine';
import { getEngine } from '../engine/getEngine';
import styles from './frame.module.css';

const names: Readonly<Record<Backend, string>> = { webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' };

/** Where the book's networks are computed: on what measures best, or on what the reader chooses, for all figures and for later visits. */
export function BackendChoice({ status }: { status: EngineStatus | undefined }) {
  return (
    <label className={styles.backend}>
      Compute on
      <select
        disabled={status === undefined}
        value={status === undefined ? '' : (getEngine().getChoice() ?? '')}
        onChange={({ currentTarget: { value } }) => getEngine().choose(backends.find((backend) => backend === value))}
      >
        <option value="">what measures best</option>
        {backends.map((backend) => (
          <option key={backend} value={backend}>
            {names[backend]}
          </option>
        ))}
      </select>
    </label>
  );
}
