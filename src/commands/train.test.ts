import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../base/random';
import { binaryAddition } from '../systems/binaryAddition';
import { tanhRnnLetters } from '../systems/tanhRnnLetters';

const folder = mkdtempSync(join(tmpdir(), 'unrolled-'));
const shipped = join(folder, 'public', tanhRnnLetters.checkpoint);

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a command in an empty folder; with `stopAt`, sends the signal as soon as it has said that. */
function run(command: 'train' | 'check', args: readonly string[], stopAt?: string): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(import.meta.dirname, `${command}.ts`), ...args],
    { cwd: folder },
  );
  let [said, isStopped] = ['', false];
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    if (isStopped || stopAt === undefined || !said.includes(stopAt)) return;
    isStopped = true;
    child.kill('SIGINT');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

beforeAll(() => {
  const random = createRandom(1);
  const { vocabulary } = tanhRnnLetters;
  const text = Array.from({ length: 12_000 }, (_, at) => vocabulary[(at * 7 + random.integer(3)) % vocabulary.length]);
  writeFileSync(join(folder, 'text.txt'), text.join(''));
  writeFileSync(join(folder, 'short.txt'), 'To be');
  writeFileSync(join(folder, 'foreign.txt'), 'naïve '.repeat(3000));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a command that is called wrongly says what is wrong in a sentence, and ends with 2:', () => {
  test.each<['train' | 'check', string, string]>([
    ['train', '', 'usage: npm run train'],
    ['train', 'char-rnn', 'usage: npm run train'],
    ['train', 'char-rmm --data text.txt', 'unknown system "char-rmm"; have tanh-rnn-letters'],
    ['train', 'misprinted-letters --data text.txt', 'misprinted-letters has no recipe'],
    ['train', 'char-rnn --data none.txt', 'there is no file none.txt'],
    ['train', 'char-rnn --data .', 'there is no file .'],
    ['train', 'char-rnn --data foreign.txt', 'foreign.txt is no text for char-rnn: the text holds "ï"'],
    ['train', 'char-rnn --data short.txt', 'short.txt is too short for char-rnn'],
    ['train', 'char-rnn --data text.txt --fast', "Unknown option '--fast'"],
    ['train', 'binary-addition --data text.txt', 'binary-addition makes its sequences itself; it takes no --data'],
    ['check', 'char-rmm', 'unknown system "char-rmm"'],
    ['check', '--fast', "Unknown option '--fast'"],
  ])('%s %s', async (command, args, sentence) => {
    const { code, said } = await run(command, args === '' ? [] : args.split(' '));
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
});

test('training that is stopped by a signal is saved, goes on, and ends in the file of a run without a stop', async () => {
  const args = ['tanh-rnn-letters', '--data', 'text.txt'];
  const stopped = await run('train', args, '% ·');
  expect(stopped.said).toMatch(/stopped and saved after update \d+ of 180; the same command goes on/);
  expect(stopped.code).toBe(130);
  const resumed = await run('train', args);
  expect(resumed.said).toMatch(/going on with tanh-rnn-letters at update \d+ of 180/);
  expect(resumed.code).toBe(0);
  const file = readFileSync(shipped);
  expect((await run('train', args)).said).toContain('this run was complete already');
  expect((await run('train', [...args, '--restart'])).said).toContain('training tanh-rnn-letters from seed 1');
  expect(readFileSync(shipped)).toEqual(file);

  const measured = await run('check', ['tanh-rnn-letters', '--data', 'text.txt', '--json']);
  expect(measured.code).toBe(0);
  const report = JSON.parse(readFileSync(shipped.replace(/safetensors$/, 'json'), 'utf8')) as Record<string, unknown>;
  expect(report).toMatchObject({ system: 'tanh-rnn-letters', letters: 1200, parameters: 3085, bytes: file.length });
  // Half precision keeps eleven bits: something is lost, and not much.
  expect(report.rounding).not.toBe(0);
  expect(Math.abs(Number(report.rounding))).toBeLessThan(0.01);
});

test('a claim that cannot be measured is said to be unmeasured, and ends with 3', async () => {
  const { code, said } = await run('check', []);
  expect(said).toMatch(/char-rnn: unmeasured, there is no public/);
  expect(code).toBe(3);
});

test('weights that were made from another text are not measured on what they may have seen', async () => {
  writeFileSync(join(folder, 'other.txt'), readFileSync(join(folder, 'text.txt'), 'utf8').slice(100));
  const { code, said } = await run('check', ['tanh-rnn-letters', '--data', 'other.txt']);
  expect(said).toContain('was trained by another recipe or on another text');
  expect(code).toBe(3);
});

test('a damaged run is not gone on with', async () => {
  const saved = join(folder, '.cache', 'train', 'tanh-rnn-letters.safetensors');
  writeFileSync(saved, readFileSync(saved).subarray(0, 1000));
  const { code, said } = await run('train', ['tanh-rnn-letters', '--data', 'text.txt']);
  expect(said).toMatch(/is damaged: the header claims .* Begin anew with --restart/);
  expect(code).toBe(1);
});

test('a damaged checkpoint is refused by its reason', async () => {
  writeFileSync(shipped, readFileSync(shipped).subarray(0, 5000));
  const { code, said } = await run('check', ['tanh-rnn-letters', '--data', 'text.txt']);
  expect(said).toMatch(/public.*safetensors is damaged: the tensors fill \d+ bytes, the file has \d+ for them/);
  expect(code).toBe(1);
});

describe('a system that makes its sequences itself', () => {
  const files = [binaryAddition.checkpoint, binaryAddition.everySeed, binaryAddition.widths?.file ?? ''];
  const placeOf = (file: string): string => join(folder, 'public', file);

  test('is trained without a text, and stopped like any other', async () => {
    const { code, said } = await run('train', ['binary-addition'], '% ·');
    expect(said).toMatch(/training binary-addition from seed 1.*stopped and saved after update \d+ of 1500/s);
    expect(code).toBe(130);
  });

  test('is measured from the stored weights of every seed, on sequences drawn now', async () => {
    for (const file of files) {
      mkdirSync(dirname(placeOf(file)), { recursive: true });
      copyFileSync(join(import.meta.dirname, '..', '..', 'public', file), placeOf(file));
    }
    const { code, said } = await run('check', ['binary-addition', '--json']);
    const bounds = { value: 1, bound: 1, seeds: [1, 2, 3, 4, 5], solved: 5, ok: true };
    expect(JSON.parse(said)).toMatchObject([
      { system: 'binary-addition', ...bounds, baseline: 0.62451171875 },
      { system: 'binary-addition', ...bounds, baseline: expect.closeTo(0.53125, 9) as number },
    ]);
    expect(code).toBe(0);
  });

  test('is told to have missed its claim when one seed’s weights are no good', async () => {
    // The last bytes of the file are the last seed's readout.
    const bytes = readFileSync(placeOf(binaryAddition.everySeed));
    bytes.subarray(-34).fill(0);
    writeFileSync(placeOf(binaryAddition.everySeed), bytes);
    const { code, said } = await run('check', ['binary-addition']);
    expect(said).toMatch(/4 of 5 .* NO/);
    expect(code).toBe(1);
  });

  test('is told to be damaged, or missing, by the file', async () => {
    writeFileSync(placeOf(binaryAddition.everySeed), readFileSync(placeOf(binaryAddition.everySeed)).subarray(0, -1));
    const damaged = await run('check', ['binary-addition']);
    expect(damaged.said).toMatch(/binary-addition: unmeasured, public.*seeds\.safetensors is damaged/);
    expect(damaged.code).toBe(1);
    rmSync(placeOf(binaryAddition.everySeed));
    const missing = await run('check', ['binary-addition']);
    expect(missing.said).toMatch(/there is no public.*; npm run train -- binary-addition makes it/);
    expect(missing.code).toBe(3);
  });
});
