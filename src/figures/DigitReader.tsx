import { useMemo, useRef, useState } from 'react';
import { unpackRun } from '../frame/bakeRun';
import type { Cost } from '../frame/Cost';
import { Drawing } from '../frame/Drawing';
import { EquationRail } from '../frame/EquationRail';
import { FigureFrame } from '../frame/FigureFrame';
import { lossInBits } from '../frame/lossInBits';
import { Switch } from '../frame/Switch';
import type { TableColumn } from '../frame/TableTwin';
import { stateColumns } from '../frame/stateColumns';
import { UnitStepper } from '../frame/UnitStepper';
import { useFigure } from '../frame/useFigure';
import { useRun } from '../frame/useRun';
import { useWidth } from '../frame/useWidth';
import { formatShare } from '../marks/formatNumber';
import { SignedLegend } from '../marks/SignedLegend';
import { side } from '../tasks/digitImages';
import { valueAt, vectorAt } from '../traces/Trace';
import { centreDigit } from './centreDigit';
import { DigitCaption } from './DigitCaption';
import { DigitComparison } from './DigitComparison';
import { DigitGlance } from './DigitGlance';
import { noInk, readInk } from './digitInk';
import { layOutDigit } from './digitLayout';
import { DigitPad } from './DigitPad';
import styles from './DigitReader.module.css';
import {
  digitQuantities,
  type DigitReaderProps,
  digitSchema,
  inputsOf,
  readersOf,
  unpackReader,
} from './digitReaderProps';
import { DigitRows } from './DigitRows';
import { verdictOf, verdictsOf } from './digitVerdict';
import { heldOutDigits } from './heldOutDigits';
import { GlanceWeights } from './GlanceWeights';

/** A digit that the reader draws, told by a network without time and by one that reads it row by row; and both again with the pixels shuffled. */
export function DigitReader(props: DigitReaderProps) {
  const { start, typeset, scores } = props;
  const [baked] = useState(() => unpackReader(props));
  const figure = useFigure({
    baked,
    schema: () => digitSchema(start),
    job: ({ ink, shuffle }) => ({
      system: readersOf(shuffle).rows,
      quantities: digitQuantities,
      input: inputsOf(pixelsOf(ink), shuffle).rows,
    }),
    step: 'row',
  });
  const { store, state, run, units, unit, t, isAlive } = figure;
  const { ink, shuffle, glance: open } = state;
  const pixels = useMemo(() => pixelsOf(ink), [ink]);
  const inputs = useMemo(() => inputsOf(pixels, shuffle), [pixels, shuffle]);
  const [first] = useState(() => ({ run: unpackRun(baked.glance), weights: {} }));
  const glance = useRun(
    `${props.id}-glance`,
    { system: readersOf(shuffle).glance, quantities: digitQuantities, input: inputs.glance },
    first,
  );
  const { trace } = run;
  const isShuffledRun = run.system === readersOf(true).rows;
  const order = props.order[isShuffledRun ? 'shuffled' : 'plain'];
  const verdicts = useMemo(() => verdictsOf(trace), [trace]);
  const { ghost } = figure;
  const before = useMemo(() => (ghost === undefined ? [] : verdictsOf(ghost.run.trace)), [ghost]);
  const cost = useMemo(() => costOf(ink), [ink]);

  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layOutDigit(width, units), [width, units]);
  const table = useMemo(() => {
    const input = run.input.kind === 'vectors' ? run.input.values : new Float32Array();
    const columns: TableColumn[] = [
      ...Array.from({ length: side }, (_, pixel) => ({
        head: `x${pixel + 1}`,
        term: 'x',
        at: (step: number) => input[step * side + pixel] ?? 0,
      })),
      ...stateColumns(trace, 'h').map(({ beside: _, ...column }) => column),
      ...stateColumns(trace, 'y', (digit) => `y of ${digit}`),
    ];
    return { steps: trace.steps, columns };
  }, [run, trace]);

  const inked = (step: number): number =>
    run.input.kind === 'vectors'
      ? run.input.values.subarray((step - 1) * side, step * side).filter((level) => level > 0).length
      : 0;
  const outlook = (step: number): string => {
    const { digit, chance } = verdictOf(vectorAt(trace, 'y', step - 1));
    return `verdict ${digit}, ${formatShare(chance)}`;
  };
  const close = () => store.setState({ glance: 0 });
  return (
    <FigureFrame
      figure={figure}
      title="A digit, with time and without"
      units={`${units} units`}
      table={table}
      ghostLook="dashed"
      tellInput={(step) => `row with ink in ${inked(step)} of ${side} pixels`}
      outlook={outlook}
      cost={cost}
      warnings={ink === noInk ? ['The square is empty: what both networks say now is what they guess of nothing.'] : []}
      input={
        <span data-field="shuffle">
          <Switch label="shuffle the pixels" isOn={shuffle} onChange={(isOn) => store.setState({ shuffle: isOn })} />
        </span>
      }
      options={
        <>
          <UnitStepper figure={figure} />
          <span className={styles.legends}>
            <SignedLegend hue="h" symbol="h" />
          </span>
        </>
      }
      body={
        <div className={styles.body}>
          <div className={styles.top}>
            <DigitPad ink={ink} isAlive={isAlive} onDraw={(drawn) => store.setState({ ink: drawn })} />
            <DigitGlance
              run={glance.run}
              pixels={pixels}
              isShuffled={shuffle}
              open={open}
              isAlive={isAlive}
              onOpen={(picked) => store.setState({ glance: picked })}
            />
            <DigitComparison glance={glance.run} rows={run} t={t} scores={scores} isShuffled={shuffle} />
          </div>
          {open > 0 && (
            <GlanceWeights
              run={glance.run}
              weights={glance.weights}
              pixels={pixels}
              isShuffled={glance.run.system === readersOf(true).glance}
              unit={open}
              onClose={close}
            />
          )}
          <h3 className={styles.rowsTitle}>Row by row: {side} steps, one network</h3>
          <Drawing
            figure={figure}
            unitOrder={order}
            label={`a digit read in ${trace.steps} rows by ${units} units`}
            box={box}
            height={layout.height}
          >
            <DigitRows
              run={run}
              pixels={pixels}
              isShuffled={shuffle}
              verdicts={verdicts}
              before={before}
              order={order}
              layout={layout}
              width={width}
              t={t}
              unit={unit}
              isAlive={isAlive}
              onPick={(step, picked) =>
                store.setState({ t: step, isPlaying: false, ...(picked === undefined ? {} : { unit: picked }) })
              }
            />
          </Drawing>
        </div>
      }
      rail={<EquationRail figure={figure} equation={typeset.rows} more={[typeset.y]} />}
      caption={
        <DigitCaption
          glance={verdictOf(vectorAt(glance.run.trace, 'y', 0))}
          verdicts={verdicts}
          isEmpty={ink === noInk}
          isShuffled={shuffle}
          scores={scores}
        />
      }
    />
  );
}

/** What the last verdict costs, in bits, where it is known which digit is the right one: for those that others wrote, not for the reader's own. */
function costOf(ink: string): Cost {
  const digit = heldOutDigits.indexOf(ink);
  return {
    name: 'loss after the last row',
    unit: 'bits',
    of: ({ trace }) =>
      digit < 0 || trace.steps === 0 ? undefined : lossInBits(valueAt(trace, 'y', trace.steps - 1, digit)),
  };
}

/** What the networks see of a drawing's text; a field of the link lets only drawings through. */
function pixelsOf(ink: string): Float32Array {
  return centreDigit(readInk(ink) ?? new Uint8Array());
}
