import { parseArgs } from 'node:util';
import { benchReader } from './benchReader';
import { benchSpeed, type SpeedRow } from './benchSpeed';
import { CommandError } from './CommandError';
import { runCommand } from './runCommand';

const usage = `usage: npm run bench [-- --json] [-- --quick]   tokens per second, the book's plain path beside tf.layers
       npm run bench -- reader [--json]           what a reader waits for, on the built book (npm run build)`;

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, quick: { type: 'boolean' } },
  });
  const [what, ...more] = positionals;
  if ((what !== undefined && what !== 'reader') || more.length > 0) throw new CommandError(usage);
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
  const rows = await benchSpeed(values.quick ? 200 : 1500);
  if (values.json) console.log(JSON.stringify(rows));
  else console.table(compare(rows));
}

/** A line a case, with the plain path's speed as a multiple of that of `tf.layers` in the same place. */
function compare(rows: readonly SpeedRow[]): Record<string, string>[] {
  return rows
    .filter(({ engine }) => engine === 'plain')
    .map(({ engine, tokensPerSecond, ...place }) => {
      const twin = rows.find((row) => {
        const { engine: other, tokensPerSecond: _, ...rest } = row;
        return other !== engine && JSON.stringify(rest) === JSON.stringify(place);
      });
      const { where, backend, isSoftware, cell, B, H, mode } = place;
      return {
        where: `${where}, ${backend}${isSoftware ? ' in software' : ''}`,
        case: `${cell} B ${B} H ${H} ${mode}`,
        'plain, tokens/s': tokensPerSecond.toLocaleString('en'),
        'tf.layers, tokens/s': (twin?.tokensPerSecond ?? Number.NaN).toLocaleString('en'),
        ratio: (tokensPerSecond / (twin?.tokensPerSecond ?? Number.NaN)).toFixed(2),
      };
    });
}

await runCommand(bench, usage);
