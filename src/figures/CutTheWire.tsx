import { useMemo, useRef, useState } from 'react';
import { unpackRun } from '../frame/bakeRun';
import { Choice } from '../frame/Choice';
import { Drawing } from '../frame/Drawing';
import { EquationRail } from '../frame/EquationRail';
import { FigureFrame } from '../frame/FigureFrame';
import { MoreColumns } from '../frame/MoreColumns';
import { isSameInput, textInput } from '../frame/RunInput';
import { Switch } from '../frame/Switch';
import { UnitStepper } from '../frame/UnitStepper';
import { useColumnWindow } from '../frame/useColumnWindow';
import { useFigure } from '../frame/useFigure';
import { useRun } from '../frame/useRun';
import { useWidth } from '../frame/useWidth';
import { formatShare } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { SignedLegend } from '../marks/SignedLegend';
import { valueAt } from '../traces/Trace';
import { CutCaption } from './CutCaption';
import { CutPicture, type TwinColumn } from './CutPicture';
import { layOutCut } from './cutGeometry';
import { LetterNetworkChoice } from './LetterNetworkChoice';
import { letterNetworks } from './letterNetworks';
import styles from './CutTheWire.module.css';
import { type CutTheWireProps, cutTheWireSchema, interventionsOf, neverSystem, quantitiesOf } from './cutTheWireProps';
import { isSameGuess, sumUpColumns } from './sumUpColumns';
import { rememberColumns } from './unrolledColumns';
import { useTwinRuns } from './useTwinRuns';

/** One trained network twice on one text: with its past, and with the wire to it cut, from whichever letter the reader presses. */
export function CutTheWire(props: CutTheWireProps) {
  const { id, start, typeset } = props;
  const base = useFigure({
    baked: props,
    schema: () => cutTheWireSchema(start),
    job: ({ network, text }) => ({
      system: letterNetworks[network],
      quantities: quantitiesOf[network],
      input: textInput(text),
      // What is done to the network here is the figure's own, and only to the lower of the twins.
      interventions: [],
    }),
  });
  const { store, state, weights } = base;
  const { network, cut, never, text } = state;
  const input = textInput(text);
  const [baked] = useState(() => ({
    cut: { run: unpackRun(props.cutRun), weights },
    never: { run: unpackRun(props.neverRun), weights: {} },
  }));
  const severed = useRun(
    `${id}-cut`,
    {
      system: letterNetworks[network],
      quantities: quantitiesOf[network],
      input,
      interventions: interventionsOf(network, cut),
    },
    baked.cut,
  );
  const born = useRun(`${id}-never`, { system: neverSystem, quantities: quantitiesOf.tanh, input }, baked.never);
  const runs = useTwinRuns(base.run, severed.run);
  const neverRun = isSameInput(born.run.input, runs.cut.input) ? born.run : undefined;
  const { trace } = runs.cut;
  const units = trace.quantities.h?.size ?? base.units;
  const t = Math.min(base.t, trace.steps);
  const figure = { ...base, ...severed, run: runs.cut, ghost: undefined, units, unit: Math.min(base.unit, units), t };
  const isGated = runs.cut.system === letterNetworks.lstm;

  const columns = useMemo((): TwinColumn[] => {
    const [wholeAt, cutAt] = [rememberColumns(runs.whole), rememberColumns(runs.cut)];
    const neverAt = neverRun && rememberColumns(neverRun);
    const steps = Math.min(runs.whole.trace.steps, runs.cut.trace.steps);
    return Array.from({ length: steps }, (_, step) => ({
      whole: wholeAt(step),
      cut: cutAt(step),
      never: neverAt?.(step),
    }));
  }, [runs, neverRun]);
  const sums = useMemo(
    () => ({
      whole: sumUpColumns(columns.map(({ whole }) => whole)),
      cut: sumUpColumns(columns.map((column) => column.cut)),
      never: neverRun && sumUpColumns(columns.flatMap((column) => column.never ?? [])),
    }),
    [columns, neverRun],
  );
  // The first letter has no past to lose.
  const touched = columns.slice(cut === 0 ? columns.length : Math.max(1, cut - 1));
  const same = { count: touched.filter(({ whole, cut }) => isSameGuess(whole, cut)).length, of: touched.length };

  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layOutCut(width, trace.steps, never), [width, trace.steps, never]);
  const first = useColumnWindow(layout.count, t, trace.steps);

  const table = useMemo(() => tabulate(columns, runs, units), [columns, runs, units]);
  const outlook = (step: number) => {
    const column = columns[step - 1];
    if (column === undefined) return '';
    const { whole, cut: twin } = column;
    const [a, b] = [whole.guesses[0], twin.guesses[0]];
    if (a === undefined || b === undefined) return '';
    const other = `${nameLetter(b.letter)}, ${formatShare(b.value)}`;
    return `with its past it expects ${nameLetter(a.letter)}, ${formatShare(a.value)}; in the lower row ${isSameGuess(whole, twin) ? 'the same' : other}`;
  };
  const setCut = (next: number) => store.setState({ cut: next });

  return (
    <FigureFrame
      figure={figure}
      title="Cut the wire"
      hasHand={false}
      units={`${units} units`}
      table={table}
      outlook={outlook}
      options={
        <>
          <span data-field="cut">
            <Choice
              name="wire to the past"
              isNameShown
              value={cut === 0 ? 'whole' : cut === 1 ? 'cut' : 'late'}
              options={[
                { value: 'whole', label: 'whole' },
                { value: 'cut', label: 'cut' },
                { value: 'late', label: `cut from t = ${cut > 1 ? cut : Math.max(2, t)} on` },
              ]}
              onChange={(next) => setCut(next === 'whole' ? 0 : next === 'cut' ? 1 : Math.max(2, t))}
            />
          </span>
          <span data-field="network">
            <LetterNetworkChoice value={network} onChange={(next) => store.setState({ network: next })} />
          </span>
          <span data-field="never">
            <Switch
              label="one that never had a wire"
              isOn={never}
              onChange={(isOn) => store.setState({ never: isOn })}
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
          label={`one network twice over ${trace.steps} letters: with its past, and ${cut === 0 ? 'the same' : `cut off from it from letter ${cut} on`}`}
          box={box}
          height={layout.height}
          overlay={<MoreColumns figure={figure} first={first} count={layout.count} />}
        >
          <CutPicture
            columns={columns.slice(first, first + layout.count)}
            sums={sums}
            layout={layout}
            width={width}
            t={t}
            unit={figure.unit}
            cut={cut}
            hasMemory={isGated}
            hasNever={never}
            isAlive={figure.isAlive}
            onPick={(step, picked) =>
              store.setState({ t: step, isPlaying: false, ...(picked === undefined ? {} : { unit: picked }) })
            }
            onWire={(step) => setCut(cut > 0 && step >= cut ? 0 : step)}
          />
        </Drawing>
      }
      rail={
        <EquationRail
          figure={figure}
          equation={typeset[isGated ? 'lstm' : 'tanh'][cut > 0 && t >= cut ? 'cut' : 'whole']}
        />
      }
      caption={<CutCaption column={columns[t - 1]} sums={sums} cut={cut} same={same} hasNever={never} />}
    />
  );
}

/** Exactly the drawn numbers: both states, and each network's guess, its chance, and what the letter that came cost. */
function tabulate(columns: readonly TwinColumn[], runs: ReturnType<typeof useTwinRuns>, units: number) {
  const states = (head: string, run: typeof runs.whole) =>
    Array.from({ length: units }, (_, unit) => ({
      head: `h${unit + 1}${head}`,
      term: 'h',
      at: (step: number) => valueAt(run.trace, 'h', step, unit),
    }));
  const guesses = (who: string, of: keyof TwinColumn) => [
    { head: `guess ${who}`, term: 'y', at: (step: number) => columns[step]?.[of]?.guesses[0]?.letter ?? '' },
    { head: `y ${who}`, term: 'y', at: (step: number) => columns[step]?.[of]?.guesses[0]?.value ?? '' },
    { head: `loss ${who}, bits`, term: 'L', at: (step: number) => columns[step]?.[of]?.target?.loss ?? 'none' },
  ];
  return {
    steps: columns.length,
    columns: [
      { head: 'letter', term: 'x', at: (step: number) => columns[step]?.whole.shown ?? '' },
      ...guesses('with its past', 'whole'),
      ...guesses('cut off', 'cut'),
      ...guesses('that never had one', 'never'),
      ...states('', runs.whole),
      ...states(' cut off', runs.cut),
    ],
  };
}
