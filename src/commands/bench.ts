import { parseArgs } from 'node:util';
import { benchCurve } from './benchCurve';
import { benchReader } from './benchReader';
import { benchSpeed, type SpeedRow } from './benchSpeed';
import { CommandError } from './CommandError';
import { runCommand } from './runCommand';

const usage = `usage: npm run bench [-- --json] [-- --quick]   tokens per second: the book's fused and plain paths, tf.layers, and peers at hand
       npm run bench -- curve [--json]            tokens per second by length, batch and width
       npm run bench -- reader [--json]           what a reader waits for, on the built book (npm run build)`;

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, quick: { type: 'boolean' } },
  });
  const [what, ...more] = positionals;
  if ((what !== undefined && what !== 'reader' && what !== 'curve') || more.length > 0) throw new CommandError(usage);
  if (what === 'reader') {
    const rows = await benchReader();
    const ms = (value: number): string => `${value.toFixed(1)} ms`;
    if (values.json) console.log(JSON.stringify(rows));
    else
      console.table(rows.map(({ promised: _, ...row }) => ({ ...row, median: ms(row.median), worst: ms(row.worst) })));
    const late = rows.find(({ worst, promised = Number.POSITIVE_INFINITY }) => !(worst <= promised));
    if (late !== undefined)
      throw new CommandError(`${late.what} took ${ms(late.worst)}; ${ms(late.promised ?? 0)} is promised`, 1);
    return;
  }
  if (what === 'curve') {
    const rows = await benchCurve(values.quick ? 200 : 1000);
    if (values.json) console.log(JSON.stringify(rows));
    else console.table(rows);
    return;
  }
  const rows = await benchSpeed(values.quick ? 200 : 1500);
  if (values.json) console.log(JSON.stringify(rows));
  else console.table(compare(rows));
}

/** A line a case: everyone's tokens per second, and what the fused path makes of the others' speed, in the same place. */
function compare(rows: readonly SpeedRow[]): Record<string, string>[] {
  return rows
    .filter(({ engine }) => engine === 'fused')
    .map((fused) => {
      const { where, backend, isSoftware, cell, B, H, mode } = fused;
      const twin = (engine: SpeedRow['engine']): number | undefined =>
        rows.find((row) => row.engine === engine && placeOf(row) === placeOf(fused))?.tokensPerSecond;
      const beside = (engine: SpeedRow['engine']): string => {
        const speed = twin(engine);
        return speed === undefined
          ? ''
          : `${speed.toLocaleString('en')} (${(fused.tokensPerSecond / speed).toFixed(2)}×)`;
      };
      return {
        where: `${where}, ${backend}${isSoftware ? ' in software' : ''}`,
        case: `${cell} B ${B} H ${H} ${mode}`,
        'fused, tokens/s': fused.tokensPerSecond.toLocaleString('en'),
        plain: beside('plain'),
        'tf.layers': beside('tf.layers'),
        'brain.js': beside('brain.js'),
        'hand-written': beside('hand-written WASM'),
      };
    });
}

function placeOf({ where, backend, isSoftware, cell, B, H, T, mode }: SpeedRow): string {
  return [where, backend, isSoftware, cell, B, H, T, mode].join();
}

await runCommand(bench, usage);
