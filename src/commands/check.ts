import { parseArgs } from 'node:util';
import { systems } from '../systems';
import { asTrainable } from '../systems/asTrainable';
import type { System, TrainableSystem } from '../systems/System';
import { checkTask } from './checkTask';
import { checkText } from './checkText';
import { CommandError } from './CommandError';
import { formatRows } from './formatRows';
import { type ReadText, readText } from './readText';
import type { Row } from './Row';
import { runCommand } from './runCommand';
import { startBackend } from './startBackend';

const usage = `usage: npm run check -- [system …] [--data <path of the text>] [--json]
systems: ${Object.keys(systems).join(', ')}
Measures every claim again from the stored weights, and writes what it found to public/checkpoints/.
Claims on a text need --data; claims on generated sequences are measured on sequences drawn now.
Exit code 0: every claim measured and kept; 1: one was missed; 3: none was missed, but one could not be measured.`;

async function check(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, json: { type: 'boolean' } },
  });
  for (const id of positionals)
    if (!Object.hasOwn(systems, id))
      throw new CommandError(`unknown system "${id}"; have ${Object.keys(systems).join(', ')}`);
  const claimed = Object.values<System>(systems).flatMap((system) => {
    const isAsked = positionals.length === 0 || positionals.includes(system.id);
    return isAsked ? (asTrainable(system) ?? []) : [];
  });
  if (claimed.length === 0) throw new CommandError(`${positionals.join(', ')}: no claim of its own to measure`);
  // Every text is read before anything is measured, so that a wrong path costs no waiting.
  const texts = claimed.map((system) => textOf(system, values.data));
  await startBackend();
  const rows: Row[] = [];
  for (const [place, system] of claimed.entries())
    rows.push(...('task' in system ? await checkTask(system) : [await checkText(system, texts[place])]));
  console.log(values.json ? JSON.stringify(rows, undefined, 2) : formatRows(rows));
  if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
  else if (rows.some(({ ok }) => ok === null)) process.exitCode = 3;
}

function textOf(system: TrainableSystem, path: string | undefined): ReadText | undefined {
  return 'task' in system || path === undefined ? undefined : readText(path, system);
}

await runCommand(check, usage);
