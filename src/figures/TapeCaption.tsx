import { useMemo } from 'react';
import type { Run } from '../frame/Run';
import { formatNumber } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { quantityIn, valueAt } from '../traces/Trace';

/** What to look for in the tape that is shown; every number comes from its Trace. */
export function TapeCaption({
  run,
  quantity,
  unit,
  isSorted,
  extent,
}: {
  run: Run;
  quantity: string;
  unit: number;
  isSorted: boolean;
  /** Where the colours stop. */
  extent: number;
}) {
  const ends = useMemo(() => findEnds(run, quantity, unit), [run, quantity, unit]);
  const largest = useMemo(
    () => quantityIn(run.trace, quantity).values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    [run, quantity],
  );
  const name = (
    <i>
      {quantity}
      <sub>{unit}</sub>
    </i>
  );
  if (ends === undefined) return 'Before the first letter every unit is at zero.';
  return (
    <>
      <>
        The text wears the colours of {name}:{' '}
        {ends.high.value === ends.low.value ? (
          <>
            <b>{formatNumber(ends.high.value)}</b> at every letter.{' '}
          </>
        ) : (
          <>
            highest, <b>{formatNumber(ends.high.value)}</b>, at {describe(run, ends.high.t)}; lowest,{' '}
            <b>{formatNumber(ends.low.value)}</b>, at {describe(run, ends.low.t)}.{' '}
          </>
        )}
      </>
      {largest > extent && (
        <>
          The colours stop at ±{extent}; the largest size over this text is <b>{formatNumber(largest)}</b>.{' '}
        </>
      )}
      {isSorted && run.trace.steps > 1 && 'Rows that rise and fall together over this text stand side by side.'}
    </>
  );
}

function describe(run: Run, t: number) {
  return (
    <>
      <bdi>{nameLetter(run.letters[t]?.shown ?? '')}</bdi> (t = {t + 1})
    </>
  );
}

function findEnds(run: Run, quantity: string, unit: number) {
  const { trace } = run;
  if (trace.steps === 0) return undefined;
  const start = { t: 0, value: valueAt(trace, quantity, 0, unit - 1) };
  let [low, high] = [start, start];
  for (let t = 1; t < trace.steps; t++) {
    const value = valueAt(trace, quantity, t, unit - 1);
    if (value > high.value) high = { t, value };
    if (value < low.value) low = { t, value };
  }
  return { low, high };
}
