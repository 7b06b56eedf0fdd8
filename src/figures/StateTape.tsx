import { useMemo, useRef } from 'react';
import { Choice } from '../frame/Choice';
import { Drawing } from '../frame/Drawing';
import { EquationRail } from '../frame/EquationRail';
import { FigureFrame } from '../frame/FigureFrame';
import { MoreColumns } from '../frame/MoreColumns';
import { textInput } from '../frame/RunInput';
import { stateColumns } from '../frame/stateColumns';
import { UnitStepper } from '../frame/UnitStepper';
import { useColumnWindow } from '../frame/useColumnWindow';
import { useFigure } from '../frame/useFigure';
import { useWidth } from '../frame/useWidth';
import { SignedLegend } from '../marks/SignedLegend';
import { quantityIn } from '../traces/Trace';
import { LetterNetworkChoice } from './LetterNetworkChoice';
import { letterNetworks } from './letterNetworks';
import styles from './figures.module.css';
import { sortBySimilarity } from './sortBySimilarity';
import { type StateTapeProps, quantitiesOf, tapeSchema } from './stateTapeProps';
import { TapeCaption } from './TapeCaption';
import { TapePicture } from './TapePicture';
import { layOutTape } from './tapeLayout';

/** Every unit over every letter: a row a unit, a column a letter, and the text in the colours of the unit that the reader picks. */
export function StateTape(props: StateTapeProps) {
  const { start, typeset } = props;
  const figure = useFigure({
    baked: props,
    schema: () => tapeSchema(start),
    job: ({ network, text }) => ({
      system: letterNetworks[network],
      quantities: quantitiesOf[network],
      input: textInput(text),
    }),
    // Until the other network's run has come, the picture stays with the one whose run there is.
    quantity: (asked, { system }) => (system === letterNetworks.lstm ? asked.quantity : 'h'),
  });
  const { store, state, run, units, unit, t } = figure;
  const { order, network } = state;
  const { trace } = run;
  const isLstm = run.system === letterNetworks.lstm;
  const quantity = isLstm ? state.quantity : 'h';
  const { values } = quantityIn(trace, quantity);
  const extent = useMemo(() => (quantity === 'h' ? 1 : rangeOf(values)), [quantity, values]);
  const units0 = useMemo(
    () => (order === 'similarity' ? sortBySimilarity(values, units) : Array.from({ length: units }, (_, u) => u)),
    [order, values, units],
  );
  const unitOrder = useMemo(() => units0.map((u) => u + 1), [units0]);

  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layOutTape(width, trace.steps, units), [width, trace.steps, units]);
  const shownFirst = useColumnWindow(layout.count, t, trace.steps);
  const equation = isLstm ? typeset.lstm[quantity] : typeset.tanh.h;
  const table = useMemo(
    () => ({
      steps: trace.steps,
      columns: [
        { head: 'letter', term: 'x', at: (step: number) => run.letters[step]?.shown ?? '' },
        ...stateColumns(trace, quantity),
      ],
    }),
    [run, trace, quantity],
  );

  return (
    <FigureFrame
      figure={figure}
      title="State tape"
      units={`${units} units`}
      table={table}
      switches={
        <Choice
          name="order of rows"
          value={order}
          options={[
            { value: 'index', label: 'by index' },
            { value: 'similarity', label: 'by similarity' },
          ]}
          onChange={(next) => store.setState({ order: next })}
        />
      }
      options={
        <>
          <LetterNetworkChoice value={network} onChange={(next) => store.setState({ network: next })} />
          {isLstm && (
            <Choice
              name="show"
              isNameShown
              value={quantity}
              options={[
                { value: 'h', label: 'hidden state h' },
                { value: 'c', label: 'cell memory c' },
              ]}
              onChange={(next) => store.setState({ quantity: next })}
            />
          )}
          <UnitStepper figure={figure} />
          <span className={styles.legendRow}>
            <SignedLegend hue={quantity} symbol={quantity} extent={extent} />
          </span>
        </>
      }
      body={
        <Drawing
          figure={figure}
          unitOrder={unitOrder}
          label={`${units} units over ${trace.steps} letters`}
          box={box}
          height={layout.height}
          overlay={<MoreColumns figure={figure} first={shownFirst} count={layout.count} />}
        >
          <TapePicture
            run={run}
            ghost={figure.ghost}
            quantity={quantity}
            layout={layout}
            width={width}
            first={shownFirst}
            order={units0}
            t={t}
            unit={unit}
            extent={extent}
            isAlive={figure.isAlive}
            onPick={(step, picked) =>
              store.setState({ t: step, isPlaying: false, ...(picked === undefined ? {} : { unit: picked }) })
            }
          />
        </Drawing>
      }
      rail={<EquationRail figure={figure} equation={equation} />}
      caption={
        <TapeCaption run={run} quantity={quantity} unit={unit} isSorted={order === 'similarity'} extent={extent} />
      }
    />
  );
}

/** A range for colours, a whole number: nine tenths of the values lie within, so that a few giants do not pale all others. */
function rangeOf(values: Float32Array): number {
  const sizes = values.map((value) => Math.abs(value)).sort();
  return Math.max(1, Math.ceil(sizes[Math.floor(sizes.length * 0.9)] ?? 1));
}
