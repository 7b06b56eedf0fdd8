import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createRandom } from '../base/random';
import { type SpeedCase, T, vocabulary } from './measureSpeed';

/** Peers that are timed only where they have been put: nothing of the book needs them. */
export type Peer = 'brain.js' | 'hand-written WASM';

type PeerSpeed = SpeedCase & { readonly engine: Peer; readonly tokensPerSecond: number };

/** Where peers are installed, by hand, for the bench alone. */
export const peersDir = '.cache/peers';
export const peersInstall = `npm install --prefix ${peersDir} --ignore-scripts brain.js@1.6.1 assemblyscript@0.28.9`;

/**
 * Times what there is of peers, in Node: brain.js, one sequence at a time, and the hand-written LSTM of `../shared/limit`, whose module is
 * compiled first. Says on the console what is left out, and how it could be had.
 */
export async function measurePeers(forMs: number): Promise<PeerSpeed[]> {
  const speeds: PeerSpeed[] = [];
  if (existsSync(join(peersDir, 'node_modules', 'brain.js')))
    for (const H of [32, 128]) speeds.push(measureBrain(H, forMs));
  else console.error(`brain.js is left out; to have it: ${peersInstall}`);
  const yardstick = resolve('../shared/limit');
  const compiler = join(peersDir, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  if (existsSync(yardstick) && existsSync(compiler)) speeds.push(...measureYardstick(yardstick, compiler));
  else console.error(`the hand-written LSTM is left out: it needs ../shared/limit, and ${peersInstall}`);
  return Promise.resolve(speeds);
}

/** The part of brain.js that is used. */
interface Brain {
  readonly recurrent: Readonly<
    Record<'LSTM', new (settings: { hiddenLayers: number[] }) => { train(texts: string[], how: object): unknown }>
  >;
}

/** Trains brain.js's LSTM on one sequence of T letters of as many kinds as the others read; a sequence is an update. */
function measureBrain(H: number, forMs: number): PeerSpeed {
  const { recurrent } = createRequire(resolve(peersDir, 'here.js'))('brain.js') as Brain;
  const net = new recurrent.LSTM({ hiddenLayers: [H] });
  const random = createRandom(1);
  const text = Array.from({ length: T }, () => String.fromCharCode(48 + random.integer(vocabulary))).join('');
  const update = (): unknown => net.train([text], { iterations: 1, errorThresh: 0 });
  update();
  const times: number[] = [];
  const began = performance.now();
  do {
    const start = performance.now();
    update();
    times.push(performance.now() - start);
  } while (times.length < 3 || performance.now() - began < forMs);
  const tokensPerSecond = (1000 * T) / (times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN);
  return { engine: 'brain.js', cell: 'lstm', B: 1, H, mode: 'train', tokensPerSecond };
}

function measureYardstick(source: string, compiler: string): PeerSpeed[] {
  const dir = resolve('.cache', 'limit');
  mkdirSync(dir, { recursive: true });
  cpSync(source, dir, { recursive: true });
  // Its runner is of the older kind of module.
  writeFileSync(join(dir, 'package.json'), '{}');
  const flags = ['limit.ts', '-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '-o', 'limit.wasm'];
  execFileSync(process.execPath, [resolve(compiler), ...flags], { cwd: dir, stdio: 'ignore' });
  const printed = execFileSync(process.execPath, ['run.js'], { cwd: dir, encoding: 'utf8' });
  return printed.split('\n').flatMap((line): PeerSpeed[] => {
    if (!line.startsWith('{')) return [];
    const { name, wall_med } = JSON.parse(line) as { name: string; wall_med: number };
    const [, B = '', what] = /B(\d+) (fwd|fwd\+bwd\+adam)$/.exec(name) ?? [];
    if (what === undefined) return [];
    const mode = what === 'fwd' ? 'forward' : 'train';
    return [{ engine: 'hand-written WASM', cell: 'lstm', B: Number(B), H: 128, mode, tokensPerSecond: wall_med }];
  });
}
