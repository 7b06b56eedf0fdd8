import type { Run } from '../frame/Run';
import type { BitSum } from '../tasks/addBits';
import { quantityIn, valueAt } from '../traces/Trace';
import { type CarryBitProps, mostUnits } from './carryBitProps';
import type { LiveSums } from './useSums';

/** What to look for; every number in it was measured on the network that is shown, or by `check`. */
export function CarryCaption({
  run,
  truth,
  sums,
  isOwn,
  widths,
}: {
  run: Run;
  truth: BitSum;
  sums: LiveSums;
  isOwn: boolean;
  widths: CarryBitProps['widths'];
}) {
  const { trace } = run;
  const { probe, bitsRight } = sums.measured;
  const answers = truth.sum.map((_, t) => (valueAt(trace, 'y', t, 0) > 0.5 ? 1 : 0));
  const wrong = truth.sum.filter((bit, t) => answers[t] !== bit).length;
  const H = quantityIn(trace, 'h').size;
  const isChanged = (trace.interventions?.length ?? 0) > 0;
  const known = isOwn ? widths.find((width) => width.H === H) : undefined;
  return (
    <>
      {name(truth.a)} + {name(truth.b)} makes <b>{name(answers)}</b> here,{' '}
      {wrong === 0 ? 'every bit right' : told(wrong, trace.steps)}. Each digit in the plane is the state after some step
      of {sums.measured.sums} sums that training never saw (a tenth of them drawn), written as the carry that it has to
      remember. One direction, found from half of those sums by Fisher’s discriminant, reads the carry off the states of
      the other half in <b>{(probe.reads * 100).toFixed(1)} %</b> of steps; upwards is the largest direction that is
      left. {isChanged ? 'Untouched, the network' : 'The network'} answers <b>{(bitsRight * 100).toFixed(1)} %</b> of
      their bits right
      {isChanged && (
        <>
          , changed <b>{(sums.bitsRight * 100).toFixed(1)} %</b>
        </>
      )}
      .{' '}
      {known !== undefined && (
        <>
          With {H} {H === 1 ? 'unit' : 'units'}, {known.solved} of {known.seeds} seeds learnt to add without a mistake,
          trained to the end at the recipe’s rate
          {known.solved === 0 && <> (the best got {(known.best * 100).toFixed(1)} % of bits right)</>}.
        </>
      )}
      {isOwn && known === undefined && H < mostUnits && (
        <>How many seeds learn it was measured for {listed(widths)} units.</>
      )}
    </>
  );
}

/** Bits, the lowest first, as the number that they are. */
function name(bits: readonly number[]): string {
  return bits.reduce((sum, bit, t) => sum + bit * 2 ** t, 0).toLocaleString('en');
}

function told(wrong: number, of: number): string {
  return `${wrong} of ${of} bits wrong (crossed)`;
}

function listed(widths: CarryBitProps['widths']): string {
  const names = widths.map(({ H }) => String(H));
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
