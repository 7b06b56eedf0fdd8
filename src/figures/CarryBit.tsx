import { useCallback, useMemo, useRef, useState } from 'react';
import { besideUnit } from '../frame/besideGhost';
import { Choice } from '../frame/Choice';
import { Drawing } from '../frame/Drawing';
import { EquationRail } from '../frame/EquationRail';
import { FigureFrame } from '../frame/FigureFrame';
import type { Ghost } from '../frame/Ghost';
import { MoreColumns } from '../frame/MoreColumns';
import type { Run } from '../frame/Run';
import { stateColumns } from '../frame/stateColumns';
import type { TableModel } from '../frame/TableTwin';
import { UnitStepper } from '../frame/UnitStepper';
import { useColumnWindow } from '../frame/useColumnWindow';
import { useFigure } from '../frame/useFigure';
import { useWidth } from '../frame/useWidth';
import { formatNumber } from '../marks/formatNumber';
import { SignedLegend } from '../marks/SignedLegend';
import { systems } from '../systems';
import { addBits } from '../tasks/addBits';
import { type Trace, valueAt, vectorAt } from '../traces/Trace';
import styles from './CarryBit.module.css';
import { CarryCaption } from './CarryCaption';
import { CarryFreeze } from './CarryFreeze';
import { CarryInput } from './CarryInput';
import { CarryPicture } from './CarryPicture';
import { CarryTraining } from './CarryTraining';
import { type CarryBitProps, carryBitSchema, carrySystem, mostUnits, quantities, sumInput } from './carryBitProps';
import { layOutSum } from './carryGeometry';
import { placeState } from './carryProbe';
import { useSums } from './useSums';
import { useTraining } from './useTraining';

const ownWidth = systems[carrySystem].sizes.H ?? mostUnits;

/** A network that adds two numbers bit by bit: where in its state the carry is, what it loses with each unit, and how it learns all that. */
export function CarryBit(props: CarryBitProps) {
  const { id, start, typeset } = props;
  const [wish, setWish] = useState<{ H: number; seed: number; rate: number }>();
  const training = useTraining(wish);
  const { weights } = training;
  const figure = useFigure({
    baked: props,
    schema: () => carryBitSchema(start),
    job: ({ a, b }) => ({ system: carrySystem, quantities, input: sumInput(a, b), weights: wish && weights }),
    step: 'bit',
  });
  const { store, state, run, t, unit, units, isAlive } = figure;
  const { H, seed, rate } = state;
  const isOwn = state.own || H !== ownWidth;
  // What is trained follows the figure's state, as soon as there is an engine to train with.
  const asked = isOwn && isAlive ? { H, seed, rate } : undefined;
  if (JSON.stringify(asked) !== JSON.stringify(wish)) setWish(asked);

  const { trace } = run;
  const truth = useMemo(() => truthOf(run), [run]);
  const sums = useSums(id, props.measured, {
    weights: wish && weights,
    interventions: figure.changes,
    isAlive,
    isTraining: training.state === 'running',
  });
  // The plane is that of a network of as many units as the run has; until its own has come, another's would be nonsense.
  const measured = useMemo(() => fitTo(sums.measured, units), [sums.measured, units]);

  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layOutSum(width, trace.steps, units), [width, trace.steps, units]);
  const first = useColumnWindow(layout.count, t, trace.steps);
  const placeAt = useCallback(
    (of: Trace, step: number) => placeState(measured.probe, vectorAt(of, 'h', step)),
    [measured],
  );
  const table = useMemo(
    (): TableModel => ({
      steps: trace.steps,
      columns: [
        { head: 'place', at: (step: number) => `2^${step}` },
        { head: 'a', term: 'x', at: (step: number) => truth.a[step] ?? 0 },
        { head: 'b', term: 'x', at: (step: number) => truth.b[step] ?? 0 },
        {
          head: 'y',
          term: 'y',
          at: (step: number) => valueAt(trace, 'y', step, 0),
          beside: besideUnit('y', 0),
        },
        { head: 'sum', at: (step: number) => truth.sum[step] ?? 0 },
        { head: 'carry', at: (step: number) => truth.carry[step] ?? 0 },
        { head: 'read off h', term: 'h', at: (step) => (placeAt(trace, step)[0] > 0 ? 1 : 0) },
        ...(['along the carry', 'across'] as const).map((head, axis) => ({
          head,
          at: (step: number) => placeAt(trace, step)[axis] ?? Number.NaN,
          beside: ({ run: before, at }: Ghost, step: number) => {
            const beside = at(step);
            return beside === undefined ? undefined : placeAt(before.trace, beside)[axis];
          },
        })),
        ...stateColumns(trace, 'h'),
      ],
      also: {
        title: 'States of other sums, as the plane shows them',
        row: 'point',
        rows: measured.points.length,
        columns: [
          { head: 'carry', at: (row) => measured.points[row]?.carry ?? 0 },
          { head: 'along the carry', at: (row) => measured.points[row]?.along ?? 0 },
          { head: 'across', at: (row) => measured.points[row]?.across ?? 0 },
        ],
      },
    }),
    [trace, truth, measured, placeAt],
  );
  const change = (next: Partial<typeof state>) => store.setState(next);
  const resize = (next: number) => change({ H: next, unit: Math.min(unit, next), do: [] });

  return (
    <FigureFrame
      figure={figure}
      title="The carry bit"
      units={`${units} ${units === 1 ? 'unit' : 'units'}${isOwn ? ', your own' : ''}`}
      table={table}
      cost={cost}
      tellInput={(step) => {
        const carried = step > 1 ? (truth.carry[step - 2] ?? 0) : 0;
        return `bits ${truth.a[step - 1]} and ${truth.b[step - 1]}, carry in ${carried}`;
      }}
      outlook={(step) => {
        const y = valueAt(trace, 'y', step - 1, 0);
        return `answer ${y > 0.5 ? 1 : 0} (${formatNumber(y)}), true bit ${truth.sum[step - 1]}, carry out ${truth.carry[step - 1]}`;
      }}
      input={
        <CarryInput
          a={state.a}
          b={state.b}
          notation={state.notation}
          onNumber={(next) => change({ ...next, isPlaying: false })}
          onNotation={(notation) => change({ notation })}
        />
      }
      options={
        <>
          <span data-field="own">
            <Choice
              name="network"
              isNameShown
              value={isOwn ? 'own' : 'stored'}
              options={[
                { value: 'stored', label: 'trained' },
                { value: 'own', label: 'from scratch' },
              ]}
              onChange={(next) => change({ own: next === 'own', ...(next === 'stored' && { H: ownWidth }), do: [] })}
            />
          </span>
          <label className={styles.setting} data-field="H">
            hidden units
            <input
              className={styles.slider}
              type="range"
              min={1}
              max={mostUnits}
              step={1}
              value={H}
              onChange={({ currentTarget: { valueAsNumber } }) => resize(valueAsNumber)}
            />
            <output>{H}</output>
          </label>
          <UnitStepper figure={figure} />
          <span className={styles.legend}>
            <SignedLegend hue="h" symbol="h" />
          </span>
        </>
      }
      body={
        <>
          <Drawing
            figure={figure}
            label={`the sum of ${state.a} and ${state.b}, bit by bit, read by ${units} hidden units, and the plane of their carry`}
            box={box}
            height={layout.height}
            overlay={<MoreColumns figure={figure} first={first} count={layout.count} />}
          >
            <CarryPicture
              run={run}
              ghost={figure.ghost}
              truth={truth}
              measured={measured}
              layout={layout}
              width={width}
              first={first}
              t={t}
              unit={unit}
              onPick={(step, picked) =>
                change({ t: step, isPlaying: false, ...(picked !== undefined && { unit: picked }) })
              }
            />
          </Drawing>
          {isOwn && <CarryTraining training={training} seed={seed} rate={rate} H={H} onChange={change} />}
          <CarryFreeze sums={sums} changes={state.do} onChange={figure.change} />
        </>
      }
      rail={<EquationRail figure={figure} equation={typeset} />}
      caption={<CarryCaption run={run} truth={truth} sums={sums} isOwn={isOwn} widths={props.widths} />}
      warnings={
        state.a + state.b >= 2 ** 32
          ? ['The sum has more than 32 bits; what is carried out of the last place is dropped.']
          : []
      }
    />
  );
}

const cost = { name: 'bits right', unit: '% of this sum', of: percentRight };

function percentRight(run: Run): number {
  const { sum } = truthOf(run);
  const right = sum.filter((bit, t) => valueAt(run.trace, 'y', t, 0) > 0.5 === (bit === 1)).length;
  return (100 * right) / sum.length;
}

/** The sum as it should be, from what went in. */
function truthOf({ input, trace }: Run) {
  const values = input.kind === 'vectors' ? input.values : new Float32Array();
  const bits = (which: number): number[] => Array.from({ length: trace.steps }, (_, t) => values[2 * t + which] ?? 0);
  return addBits(bits(0), bits(1));
}

/** What was measured, if it is of a network of so many units; else a plane without anything in it. */
function fitTo(measured: CarryBitProps['measured'], units: number): CarryBitProps['measured'] {
  if (measured.probe.direction.length === units) return measured;
  const none = new Array<number>(units).fill(0);
  return { ...measured, points: [], probe: { ...measured.probe, direction: none, across: none, threshold: 0 } };
}
