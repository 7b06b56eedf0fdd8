import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systems } from '../systems';
import { asTrainable } from '../systems/asTrainable';
import type { System, TrainableSystem } from '../systems/System';
import { checkTask, unmeasuredTask } from './checkTask';
import { checkText } from './checkText';
import { CommandError } from './CommandError';
import { formatRows } from './formatRows';
import { openSystem } from './openSystem';
import { readText } from './readText';
import type { Row } from './Row';
import { runCommand } from './runCommand';
import { startBackend } from './startBackend';

const usage = `usage: npm run check -- [system …] [--data <path of the text, or folder of the files>] [--json]
systems: ${Object.keys(systems).join(', ')}
Measures every claim again from the stored weights, and writes what it found to public/checkpoints/.
Claims on a text or on files need --data, which may be given more than once; claims on generated sequences are measured on
sequences drawn now.
Exit code 0: every claim measured and kept; 1: one was missed; 3: none was missed, but one could not be measured.`;

async function check(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  });
  for (const id of positionals)
    if (!Object.hasOwn(systems, id))
      throw new CommandError(`unknown system "${id}"; have ${Object.keys(systems).join(', ')}`);
  const claimed = Object.values<System>(systems).flatMap((system) => {
    const isAsked = positionals.length === 0 || positionals.includes(system.id);
    return isAsked ? (asTrainable(system) ?? []) : [];
  });
  if (claimed.length === 0) throw new CommandError(`${positionals.join(', ')}: no claim of its own to measure`);
  const paths = values.data ?? [];
  for (const path of paths)
    if (!existsSync(path))
      throw new CommandError(`there is no ${path}; --data takes the path of a text, or of a folder of files`);
  // Everything is read before anything is measured, so that wrong data cost no waiting.
  const measurements = claimed.map((system) => measurementOf(system, paths));
  await startBackend();
  const rows: Row[] = [];
  for (const measure of measurements) rows.push(...(await measure()));
  console.log(values.json ? JSON.stringify(rows, undefined, 2) : formatRows(rows));
  if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
  else if (rows.some(({ ok }) => ok === null)) process.exitCode = 3;
}

/** Reads what a system's claim is measured on, if `--data` named it, and tells how to go on. A text is a file, other data lie in a folder. */
function measurementOf(system: TrainableSystem, paths: readonly string[]): () => Promise<Row[]> {
  const isFolder = (path: string): boolean => statSync(path).isDirectory();
  if ('task' in system) return () => checkTask(system);
  if ('data' in system) {
    const { files } = system.data;
    const folder = paths.filter(isFolder).find((path) => files.some((name) => existsSync(join(path, name))));
    if (folder !== undefined) {
      const opened = openSystem(system, folder);
      return () => checkTask(opened);
    }
    const reason = `${files.join(' and ')} are not at hand; --data takes their folder`;
    return () => Promise.resolve(unmeasuredTask(system, reason));
  }
  const path = paths.find((each) => !isFolder(each));
  const text = path === undefined ? undefined : readText(path, system);
  return async () => [await checkText(system, text)];
}

await runCommand(check, usage);
