import { parseArgs } from 'node:util';
import { CommandError } from './CommandError';
import { medianSlope } from './medianSlope';
import { ProgressBar } from './ProgressBar';
import { runCommand } from './runCommand';
import { afterWarmUp, soakBook } from './soakBook';

/** What the book promises of a two-hour lecture: MB an hour, the heaps of page and worker together. */
const steepest = 1;

const usage = `usage: npm run soak [-- --minutes 10] [--training 2] [--json]
reads in the built book (npm run build) for so many minutes, then trains in a hidden page; fails if memory grows.`;

async function soak(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      training: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const reading = readMinutes('--minutes', values.minutes);
  const training = readMinutes('--training', values.training ?? String(reading / 5));
  const bar = new ProgressBar('soak', reading + training);
  const began = performance.now();
  const samples = await soakBook({ reading, training }, ({ phase, tensors, page, worker }) =>
    bar.show(
      // The end is told once, by what comes after.
      Math.min(0.999 * (reading + training), (performance.now() - began) / 60_000),
      `${phase} · ${tensors} tensors · page ${page.toFixed(1)} MB · worker ${worker.toFixed(1)} MB`,
    ),
  );
  bar.show(reading + training);

  const phases = (['reading', ...(training > 0 ? (['training'] as const) : [])] as const).map((phase) => {
    const steady = afterWarmUp(samples, phase);
    const counts = steady.map(({ tensors }) => tensors);
    const updates = steady.map((sample) => sample.updates);
    return {
      phase,
      megabytesPerHour: medianSlope(steady).median,
      atLeast: medianSlope(steady).least,
      fewestTensors: Math.min(...counts),
      mostTensors: Math.max(...counts),
      updates: Math.max(...updates),
      hasStalled: phase === 'training' && updates.some((count, i) => count <= (updates[i - 1] ?? -1)),
    };
  });
  if (values.json) console.log(JSON.stringify({ phases, samples }));
  else {
    const rounded = (value: number): string => value.toFixed(2);
    console.table(
      phases.map((row) => ({
        ...row,
        megabytesPerHour: rounded(row.megabytesPerHour),
        atLeast: rounded(row.atLeast),
      })),
    );
  }

  const faults = phases.flatMap(({ phase, atLeast, fewestTensors, mostTensors, hasStalled }) => [
    // A short run cannot tell so slow a growth from noise: it fails where it is sure.
    ...(atLeast <= steepest
      ? []
      : [`${phase}: memory grows by ${atLeast.toFixed(2)} MB an hour or more; at most ${steepest} is promised`]),
    ...(fewestTensors === mostTensors ? [] : [`${phase}: from ${fewestTensors} to ${mostTensors} tensors`]),
    ...(hasStalled ? [`${phase}: it stood still`] : []),
  ]);
  if (faults.length > 0) throw new CommandError(faults.join('\n'), 1);
}

function readMinutes(option: string, text: string): number {
  const minutes = Number(text);
  if (text.trim() !== '' && minutes >= 0 && minutes <= 24 * 60) return minutes;
  throw new CommandError(`${option} takes minutes, 0 to 1440; ${JSON.stringify(text)} came\n\n${usage}`);
}

await runCommand(soak, usage);
