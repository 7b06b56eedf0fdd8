import { parameters } from '../equations/evaluate';
import { type SystemId, systems } from '../systems';
import { usePage } from './usePage';

const oneLetter = 'one letter';

/** One line of the table: who predicts, from what, and at what loss. */
type Row = { readonly who: string; readonly sees: string; readonly keeps: string; readonly bits: number };

/**
 * What character models and their honest rivals lose on text that none of them has seen, worst first. Every loss is from the systems'
 * reports; the baselines are the first system's, and the build stops if another system was measured beside others.
 */
export function ClaimTable({
  of,
  cut = [],
}: {
  of: readonly SystemId[];
  /** Those of which the loss is told as well once they are cut off from their past. */
  cut?: readonly SystemId[];
}) {
  const { checkpointReport } = usePage().resources;
  const reports = of.map((id) => parseReport(id, checkpointReport(id)));
  const [first] = reports;
  if (first === undefined) throw new Error('a table of claims needs at least one system');
  if (reports.some(({ baselines }) => JSON.stringify(baselines) !== JSON.stringify(first.baselines)))
    throw new Error(`${of.join(' and ')} were measured beside different baselines; run npm run check for each`);
  const rows = [
    ...of.map((id, index) => rowOf(id, reports[index]?.value ?? 0)),
    ...cut.map((id) => cutRowOf(id, checkpointReport(id))),
    ...rivals(first.baselines),
  ];
  return (
    <table className="counted">
      <caption>Loss in bits a character, on text that none of them has seen</caption>
      <thead>
        <tr>
          <th scope="col">who predicts</th>
          <th scope="col">sees of the past</th>
          <th scope="col">keeps</th>
          <th scope="col" align="right">
            bits
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          .sort((a, b) => b.bits - a.bits)
          .map(({ who, sees, keeps, bits }) => (
            <tr key={who}>
              <th scope="row">{who}</th>
              <td>{sees}</td>
              <td>{keeps}</td>
              <td align="right">{bits.toFixed(2)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function rowOf(id: SystemId, bits: number): Row {
  const { title, network, sizes } = systems[id];
  const weights = Object.values(parameters(network, sizes)).map((shape) => shape.reduce((a, b) => a * b, 1));
  const numbers = (sizes.H ?? 0) * network.state.length;
  return {
    who: title,
    sees: numbers === 0 ? oneLetter : `all, in ${numbers} numbers`,
    keeps: `${weights.reduce((a, b) => a + b, 0).toLocaleString('en')} weights`,
    bits,
  };
}

/** The same network with its past removed. @throws Error when that was not measured */
function cutRowOf(id: SystemId, report: unknown): Row {
  const { withoutPast } = report as { withoutPast?: unknown };
  if (typeof withoutPast !== 'number') throw new Error(`the report of "${id}" has no number for withoutPast`);
  const row = rowOf(id, withoutPast);
  return { ...row, who: `${row.who}, cut off`, sees: oneLetter };
}

function rivals(baselines: Report['baselines']): Row[] {
  const counts = (order: number) => `runs of ${order}, counted`;
  return [
    { who: 'Even odds', sees: 'nothing', keeps: 'nothing', bits: baselines.uniform },
    { who: 'Bigram', sees: oneLetter, keeps: counts(2), bits: baselines.bigram },
    { who: 'Trigram', sees: 'two letters', keeps: counts(3), bits: baselines.trigram },
    { who: 'Kneser–Ney 6-gram', sees: 'five letters', keeps: counts(6), bits: baselines.kneserNey6 },
  ];
}

type Report = {
  readonly value: number;
  readonly baselines: Record<'uniform' | 'bigram' | 'trigram' | 'kneserNey6', number>;
};

/** @throws Error naming what the report lacks */
function parseReport(id: string, report: unknown): Report {
  const { value, baselines } = report as { value: unknown; baselines: Record<string, unknown> };
  const number = (name: string, found: unknown): number => {
    if (typeof found === 'number' && Number.isFinite(found)) return found;
    throw new Error(`the report of "${id}" has no number for ${name}; npm run check writes it`);
  };
  return {
    value: number('value', value),
    baselines: {
      uniform: number('baselines.uniform', baselines.uniform),
      bigram: number('baselines.bigram', baselines.bigram),
      trigram: number('baselines.trigram', baselines.trigram),
      kneserNey6: number('baselines.kneserNey6', baselines.kneserNey6),
    },
  };
}
