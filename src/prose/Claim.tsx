import { type SystemId, systems } from '../systems';
import type { DataClaim, DataSystem, System, TaskClaim, TaskSystem } from '../systems/System';
import { usePage } from './usePage';

/**
 * What a system claims, as `npm run check` measured it last from the stored weights: the number, its unit, the data, and what it is held
 * against. `of` names the task where a system claims several things, `baseline` the rival of a character model.
 * Throws where the report is not about the claim that the system makes today.
 */
export function Claim({
  system: id,
  of,
  baseline = 'kneserNey6',
}: {
  system: SystemId;
  of?: string;
  baseline?: keyof typeof rivals;
}) {
  const system: System = systems[id];
  const { checkpointReport } = usePage().resources;
  if (system.claim === undefined) throw new Error(`"${id}" claims nothing: it runs on another system’s weights`);
  const report = checkpointReport(id);
  const { value, measure, against } =
    'task' in system || 'data' in system
      ? readTaskClaim(system.claim, report, id, of)
      : readTextClaim(system, report, baseline);
  return (
    <span className="claim">
      <strong className="measured">{value}</strong> {measure} <span className="against">({against})</span>
    </span>
  );
}

const rivals = {
  uniform: 'even odds',
  bigram: 'the bigram',
  trigram: 'the trigram',
  kneserNey6: 'a Kneser–Ney 6-gram',
} as const;

/** The pieces of a claim in words. */
type Measured = { readonly value: string; readonly measure: string; readonly against: string };

function readTextClaim(
  { id, claim, credit }: Exclude<System, TaskSystem | DataSystem>,
  report: unknown,
  baseline: keyof typeof rivals,
): Measured {
  if (claim === undefined || textAt(report, 'unit') !== claim.unit || textAt(report, 'data') !== credit)
    throw stale(id);
  return {
    value: numberAt(report, id, 'value').toFixed(2),
    measure: claim.measure,
    against: `${rivals[baseline]}: ${numberAt(report, id, 'baselines', baseline).toFixed(2)}`,
  };
}

function readTaskClaim(claim: TaskClaim | DataClaim, report: unknown, id: string, of: string | undefined): Measured {
  const parts = claim.of.map(({ measure, unit, ...part }) => ({
    ...{ measure, unit },
    task: 'task' in part ? part.task.id : undefined,
  }));
  const part = of === undefined ? parts[0] : parts.find(({ task }) => task === of);
  if (part === undefined)
    throw new Error(`"${id}" claims nothing of "${of}"; of ${parts.map(({ task }) => task).join(', ')}`);
  const found = itemsAt(report, 'claims').find((each) => part.task === undefined || textAt(each, 'task') === part.task);
  if (found === undefined || textAt(found, 'claim') !== part.measure || textAt(found, 'unit') !== part.unit)
    throw stale(id);
  const write = (value: number) => (part.unit === 'loss' ? value.toPrecision(2) : writeShare(value));
  // The hardest level to better is the one that the report has as its baseline.
  const level = itemsAt(found, 'levels').find((each) => at(each, 'value') === at(found, 'baseline'));
  const seeds = claim.seeds > 1 ? [`the worst of ${claim.seeds} seeds`] : [];
  const rival =
    level === undefined ? [] : [`knowing ${textAt(level, 'knowing')}: ${write(numberAt(found, id, 'baseline'))}`];
  return {
    value: write(numberAt(found, id, 'value')),
    measure: part.measure,
    against: [...seeds, ...rival].join('; '),
  };
}

/** As a percentage with a decimal, or with as many as it takes not to call it whole when it is not. */
function writeShare(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  let digits = 1;
  while (digits < 6 && /^(0|100)\.0*$/.test((share * 100).toFixed(digits))) digits++;
  return `${(share * 100).toFixed(digits)} %`;
}

const stale = (id: string) => new Error(`the report of "${id}" is about another claim; npm run check writes it anew`);

function at(place: unknown, key: string): unknown {
  return typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[key] : undefined;
}

function textAt(report: unknown, key: string): string | undefined {
  const found = at(report, key);
  return typeof found === 'string' ? found : undefined;
}

function itemsAt(report: unknown, key: string): readonly unknown[] {
  const found = at(report, key);
  return Array.isArray(found) ? found : [];
}

function numberAt(report: unknown, id: string, ...path: string[]): number {
  const found = path.reduce(at, report);
  if (typeof found === 'number' && Number.isFinite(found)) return found;
  throw new Error(`the report of "${id}" has no number for ${path.join('.')}; npm run check writes it`);
}
