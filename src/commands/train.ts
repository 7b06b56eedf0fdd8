import { parseArgs } from 'node:util';
import { type SystemId, systems } from '../systems';
import { asTrainable } from '../systems/asTrainable';
import type { TrainableSystem } from '../systems/System';
import { CommandError } from './CommandError';
import { openSystem } from './openSystem';
import { runCommand } from './runCommand';
import { trainTask } from './trainTask';
import { trainText } from './trainText';

const usage = `usage: npm run train -- <system> [--data <path of the text, or folder of the files>] [--restart]
systems: ${Object.keys(systems).join(', ')}
Systems that read text need --data, and so do those that learn from files (../shared/data/digits-image for handwritten digits); the others make
their sequences themselves. All but those that read text are trained from every seed that they claim.
A run that is stopped (Ctrl+C) is saved, and the same command goes on; --restart begins anew.`;

async function train(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, restart: { type: 'boolean' } },
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new CommandError(usage);
  const system = findSystem(id);
  const isRestarted = values.restart === true;
  if ('task' in system) {
    if (values.data !== undefined) throw new CommandError(`${id} makes its sequences itself; it takes no --data`);
    await trainTask(system, isRestarted);
  } else if ('data' in system) {
    if (values.data === undefined) throw new CommandError(usage);
    await trainTask(openSystem(system, values.data), isRestarted);
  } else {
    if (values.data === undefined) throw new CommandError(usage);
    await trainText(system, values.data, isRestarted);
  }
}

function findSystem(id: string): TrainableSystem {
  if (!Object.hasOwn(systems, id))
    throw new CommandError(`unknown system "${id}"; have ${Object.keys(systems).join(', ')}`);
  const system = systems[id as SystemId];
  const trainable = asTrainable(system);
  if (trainable === undefined)
    throw new CommandError(`${id} has no recipe: it runs on ${system.checkpoint}, the checkpoint of another system`);
  return trainable;
}

await runCommand(train, usage);
