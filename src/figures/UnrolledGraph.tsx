import { lazy, Suspense, useMemo, useRef } from 'react';
import { besideUnit } from '../frame/besideGhost';
import { Choice } from '../frame/Choice';
import { isCut, withCut } from '../frame/changes';
import { Drawing } from '../frame/Drawing';
import { EquationRail } from '../frame/EquationRail';
import { FigureFrame } from '../frame/FigureFrame';
import { MoreColumns } from '../frame/MoreColumns';
import { textInput } from '../frame/RunInput';
import { Switch } from '../frame/Switch';
import type { TableColumn } from '../frame/TableTwin';
import { stateColumns } from '../frame/stateColumns';
import { UnitStepper } from '../frame/UnitStepper';
import { useColumnWindow } from '../frame/useColumnWindow';
import { useUnfolding } from '../frame/useUnfolding';
import { useFigure } from '../frame/useFigure';
import { useWidth } from '../frame/useWidth';
import { formatNumber, formatShare } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { SignedLegend } from '../marks/SignedLegend';
import { systems } from '../systems';
import { valueAt, vectorAt } from '../traces/Trace';
import styles from './figures.module.css';
import { lossInBits } from '../frame/lossInBits';
import { guessLetters } from './guessLetters';
import { UnrolledCaption } from './UnrolledCaption';
import { UnrolledPicture } from './UnrolledPicture';
import { layOutUnrolled } from './unrolledGeometry';
import { quantities, systemOf, type UnrolledGraphProps, unrolledSchema } from './unrolledGraphProps';

/** One recurrent cell that opens, letter by letter, into the chain of its own copies over the reader's text. */
export function UnrolledGraph(props: UnrolledGraphProps) {
  const { start, typeset } = props;
  const figure = useFigure({
    baked: props,
    schema: () => unrolledSchema(start),
    job: ({ equations, text }) => ({ system: systemOf[equations], quantities, input: textInput(text) }),
  });
  const { store, state, run, units, unit, t } = figure;
  const { view, full, equations, open } = state;
  const { trace, letters, system } = run;
  const { vocabulary } = systems[system];
  const isSquashed = system === systemOf.right;

  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layOutUnrolled(width, trace.steps, units, full), [width, trace.steps, units, full]);
  const shownFirst = useColumnWindow(layout.count, t, trace.steps);
  const { progress, opacity } = useUnfolding(view === 'folded' ? 0 : 1, 900);
  const equation = typeset[isSquashed ? 'right' : 'misprint'];
  const table = useMemo(() => {
    const guesses = new Map<number, ReturnType<typeof guessLetters>>();
    const guessAt = (step: number, place: number) => {
      const known = guesses.get(step) ?? guessLetters(vectorAt(trace, 'y', step), vocabulary, 3);
      guesses.set(step, known);
      return known[place];
    };
    const columns: TableColumn[] = [
      { head: 'letter', term: 'x', at: (step) => letters[step]?.shown ?? '' },
      ...stateColumns(trace, 'h'),
      ...[0, 1, 2].flatMap((place) => [
        { head: `guess ${place + 1}`, term: 'y', at: (step: number) => guessAt(step, place)?.letter ?? '' },
        {
          head: `y of guess ${place + 1}`,
          term: 'y',
          at: (step: number) => guessAt(step, place)?.value ?? 0,
          beside: besideUnit('y', (step) => guessAt(step, place)?.token),
        },
      ]),
    ];
    if (full && isSquashed) {
      const next = (step: number) => letters[step + 1];
      columns.push(
        { head: 'target', term: 'target', at: (step) => next(step)?.seen ?? 'none' },
        {
          head: 'loss, bits',
          term: 'L',
          at: (step) => {
            const target = next(step);
            return target === undefined ? 'none' : lossInBits(valueAt(trace, 'y', step, target.token));
          },
        },
      );
    }
    return { steps: trace.steps, columns };
  }, [trace, letters, vocabulary, full, isSquashed]);

  const outlook = (step: number) => {
    const [best] = guessLetters(vectorAt(trace, 'y', step - 1), vocabulary, 1);
    if (best === undefined) return '';
    const likely = isSquashed ? formatShare(best.value) : `score ${formatNumber(best.value)}`;
    return `${isSquashed ? 'most likely next' : 'highest score'}: ${nameLetter(best.letter)}, ${likely}`;
  };
  const pick = (step: number, picked?: number) =>
    store.setState({ t: step, isPlaying: false, ...(picked === undefined ? {} : { unit: picked, open: true }) });
  const cut = (weight: string) => figure.change(withCut(state.do, weight, isCut(state.do, weight) ? undefined : {}));
  const leftAt = trace.leftRangeAt;

  return (
    <FigureFrame
      figure={figure}
      title="Unrolled through time"
      units={`${units} units`}
      table={table}
      outlook={outlook}
      warnings={
        leftAt === undefined
          ? []
          : [
              `At letter ${leftAt + 1} the numbers grew too large for the machine’s floating point; the run stops before it.`,
            ]
      }
      switches={
        <Choice
          name="view"
          value={view}
          options={[
            { value: 'folded', label: 'folded' },
            { value: 'unrolled', label: 'unrolled' },
          ]}
          onChange={(next) => store.setState({ view: next })}
        />
      }
      options={
        <>
          <Choice
            name="tanh"
            isNameShown
            value={equations}
            options={[
              { value: 'right', label: 'in the state' },
              { value: 'misprint', label: 'on the output (as misprinted)' },
            ]}
            onChange={(next) => store.setState({ equations: next })}
          />
          <Switch label="targets and losses" isOn={full} onChange={(isOn) => store.setState({ full: isOn })} />
          <UnitStepper figure={figure} />
          <Switch label="open the unit" isOn={open} onChange={(isOn) => store.setState({ open: isOn })} />
          <span className={styles.legendRow}>
            <SignedLegend hue="h" symbol="h" />
          </span>
        </>
      }
      body={
        <Drawing
          figure={figure}
          label={`${view} recurrent network over ${trace.steps} letters`}
          isOpen={open}
          onOpen={(isOpen) => store.setState({ open: isOpen })}
          box={box}
          height={layout.height}
          overlay={view === 'unrolled' && <MoreColumns figure={figure} first={shownFirst} count={layout.count} />}
        >
          <UnrolledPicture
            run={run}
            ghost={figure.ghost}
            layout={layout}
            width={width}
            start={shownFirst}
            t={t}
            unit={unit}
            isFull={full}
            hasProbabilities={isSquashed}
            progress={progress}
            opacity={opacity}
            onPick={pick}
            onCut={state.isHandOpen ? cut : undefined}
          />
        </Drawing>
      }
      rail={
        <>
          {open && figure.isAlive && (
            <Suspense>
              <UnitArithmetic
                figure={figure}
                slots={equation.h.slots}
                isSquashed={isSquashed}
                onClose={() => store.setState({ open: false })}
              />
            </Suspense>
          )}
          <EquationRail figure={figure} equation={equation.h} more={[equation.y]} />
        </>
      }
      caption={<UnrolledCaption run={run} t={t} isFolded={view === 'folded'} hasProbabilities={isSquashed} />}
    />
  );
}

// The picture stands without it; a unit is fetched when it is opened.
const UnitArithmetic = lazy(async () => ({ default: (await import('./UnitArithmetic')).UnitArithmetic }));
