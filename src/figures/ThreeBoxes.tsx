import { useMemo, useRef, useState } from 'react';
import { unpackRun } from '../frame/bakeRun';
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
import { useProgress } from '../frame/useProgress';
import { useRun } from '../frame/useRun';
import { useWidth } from '../frame/useWidth';
import { formatShare } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { SignedLegend } from '../marks/SignedLegend';
import { systems } from '../systems';
import { cutOff } from '../systems/cutOff';
import { vectorAt } from '../traces/Trace';
import { BoxesCaption } from './BoxesCaption';
import { BoxesPicture } from './BoxesPicture';
import { layOutBoxes } from './boxesGeometry';
import { findTwins } from './findTwins';
import { guessLetters } from './guessLetters';
import styles from './ThreeBoxes.module.css';
import { boxesSystem, quantities, type ThreeBoxesProps, threeBoxesSchema } from './threeBoxesProps';
import { rememberColumns } from './unrolledColumns';

const { vocabulary } = systems[boxesSystem];
const interventions = cutOff(boxesSystem);

/** Input, hidden state, prediction: three boxes without time, then a row of them in time, then the wire that makes them remember. */
export function ThreeBoxes(props: ThreeBoxesProps) {
  const { id, start, typeset, cutRun } = props;
  const whole = useFigure({
    baked: props,
    schema: () => threeBoxesSchema(start),
    // What is done to the network here is the figure's own: its stage.
    job: ({ text }) => ({ system: boxesSystem, quantities, input: textInput(text), interventions: [] }),
  });
  const { store, state, t, unit, units } = whole;
  const { stage } = state;
  const [baked] = useState(() => ({ run: unpackRun(cutRun), weights: whole.weights }));
  const cut = useRun(
    `${id}-cut`,
    { system: boxesSystem, quantities, input: textInput(state.text), interventions },
    baked,
  );
  const figure = { ...whole, ...(stage === 'memory' ? {} : cut), ghost: undefined };
  const { run } = figure;
  const { trace } = run;

  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layOutBoxes(width, trace.steps, units), [width, trace.steps, units]);
  const first = useColumnWindow(layout.count, t, trace.steps);
  const inTime = useProgress(stage === 'still' ? 0 : 1, 1100);
  const grown = useProgress(stage === 'memory' ? 1 : 0, 700);
  const columnAt = useMemo(() => rememberColumns(run), [run]);
  const columns = run.letters.slice(first, first + layout.count).map((_, at) => columnAt(first + at));
  const twins = findTwins(trace, t - 1, first, Math.min(trace.steps, first + layout.count));

  const table = useMemo(() => {
    const guessAt = (step: number, place: number) => guessLetters(vectorAt(trace, 'y', step), vocabulary, 3)[place];
    return {
      steps: trace.steps,
      columns: [
        { head: 'letter', term: 'x', at: (step: number) => run.letters[step]?.shown ?? '' },
        ...stateColumns(trace, 'h'),
        ...[0, 1, 2].flatMap((place) => [
          { head: `guess ${place + 1}`, term: 'y', at: (step: number) => guessAt(step, place)?.letter ?? '' },
          { head: `y of guess ${place + 1}`, term: 'y', at: (step: number) => guessAt(step, place)?.value ?? 0 },
        ]),
      ],
    };
  }, [run, trace]);
  const outlook = (step: number) => {
    const [best] = guessLetters(vectorAt(trace, 'y', step - 1), vocabulary, 1);
    return best === undefined ? '' : `most likely next: ${nameLetter(best.letter)}, ${formatShare(best.value)}`;
  };

  return (
    <FigureFrame
      figure={figure}
      title="Three boxes"
      hasHand={false}
      units={`${units} units`}
      table={table}
      outlook={outlook}
      options={
        <>
          <span data-field="stage">
            <Choice
              name="time"
              value={stage}
              options={[
                { value: 'still', label: 'without time' },
                { value: 'time', label: 'in time' },
                { value: 'memory', label: 'with memory' },
              ]}
              onChange={(next) => store.setState({ stage: next })}
            />
          </span>
          <UnitStepper figure={figure} />
          <span className={styles.legendRow}>
            <SignedLegend hue="h" symbol="h" />
          </span>
        </>
      }
      body={
        <Drawing
          figure={figure}
          label={describe[stage](trace.steps)}
          box={box}
          height={layout.height}
          overlay={stage !== 'still' && <MoreColumns figure={figure} first={first} count={layout.count} />}
        >
          <BoxesPicture
            columns={columns}
            layout={layout}
            width={width}
            t={t}
            unit={unit}
            inTime={inTime}
            grown={grown}
            twins={twins}
            onPick={(step, picked) =>
              store.setState({ t: step, isPlaying: false, ...(picked === undefined ? {} : { unit: picked }) })
            }
          />
        </Drawing>
      }
      rail={<EquationRail figure={figure} equation={typeset[stage]} />}
      caption={<BoxesCaption run={run} t={t} stage={stage} twins={twins} />}
    />
  );
}

const describe = {
  still: () => 'one network: input, hidden state, prediction',
  time: (steps: number) => `the same network at each of ${steps} letters, with no wire between`,
  memory: (steps: number) => `the same network at each of ${steps} letters, each hidden state wired to the next`,
};
