import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { announce } from './announcer';
import { besideGhost } from './besideGhost';
import { type Cost, textCost } from './Cost';
import { EngineLine } from './EngineLine';
import { FigureMenu } from './FigureMenu';
import { FigureNotes } from './FigureNotes';
import type { FigureStore } from './figureStore';
import { PillButton } from './PillButton';
import styles from './frame.module.css';
import type { GhostLook } from './GhostKey';
import { type FigureTold, tellStep } from './tellStep';
import { TextControl } from './TextControl';
import type { TableModel } from './TableTwin';
import { TimeControl } from './TimeControl';
import type { Figure } from './useFigure';
import { useKeepLit } from './useKeepLit';
import { usePlayback } from './usePlayback';

/** What is particular to a figure; all else comes from `useFigure`. */
interface FigureFrameProps extends FigureTold {
  readonly figure: Figure;
  readonly title: string;
  /** What the engine line says of the network's size, `20 units`. */
  readonly units: string;
  /** The control that gives the network its input; the text field, unless told. */
  readonly input?: ReactNode;
  /** Views to choose from, in the header. */
  readonly switches?: ReactNode;
  /** A line of further controls, and the legend, above the picture. */
  readonly options?: ReactNode;
  /** The picture: a `Drawing`. */
  readonly body: ReactNode;
  /** The equation: an `EquationRail`, and what opens above it. */
  readonly rail?: ReactNode;
  /** What to look for; every number in it comes from the run that is shown. */
  readonly caption: ReactNode;
  /** Exactly the drawn numbers. */
  readonly table: TableModel;
  /** Anything else that the reader must be told about this run. */
  readonly warnings?: readonly string[];
  /** What a change costs, if not the bits a letter of a text. */
  readonly cost?: Cost;
  /** How the picture draws what it compares with; notches and dashes unless told. */
  readonly ghostLook?: GhostLook;
  /** Whether the reader may change the network by hand; true unless told. */
  readonly hasHand?: boolean;
}

/**
 * What every figure has around its picture: header, input, switches, equation rail, time control, engine line, table, menu, caption.
 *
 * How to write a figure `Name`:
 * 1. `nameProps.ts`: what a chapter may set (`readSettings`), what a link may carry (`nameSchema`, which begins with `...textFields(start, [system])`,
 *    or with `...stepFields(…)` and fields of its own where the input is no text), and `bakeName`, which runs the network at build time (`bakeRun`,
 *    `packWeights`, `bakeEquation`) and returns plain JSON with at least `{ id, number, start, run, weights }`.
 * 2. `Name.tsx`: `const figure = useFigure({ baked: props, schema: () => nameSchema(props.start), job: (state) => ({ system, quantities,
 *    input: textInput(state.text) }) })`, then `<FigureFrame figure={figure} …>` around a `<Drawing figure={figure} …>` with the marks that draw
 *    `figure.run` at `figure.t`. `job` may name `weights` (a network in training: `figure.run` follows) and, with `vectorInput(…)`, anything but text;
 *    then `input` is the reader's own control, and `tellInput` says what goes in at a step.
 * 3. A line in `index.ts` (how to load it) and one in `builds.ts` (how to bake it). Set state with `figure.store.setState`; whatever is in the schema is
 *    in the link.
 *
 * The frame's parts bear `data-part`, so that who embeds a figure can hide them.
 *
 * A second run beside the first is one more `useRun(`${id}-name`, job, baked)`. A picture has its numbers in `data-value`, `data-unit`, `data-step`,
 * and a control or mark the name of the link field that it shows in `data-field`.
 */
export function FigureFrame(props: FigureFrameProps) {
  const { figure, title, ghostLook = 'notched and dashed' } = props;
  const { id, number, store, run, t, status, changes } = figure;
  const { trace } = run;
  const isChanged = changes.length > 0;
  const table = useMemo(() => besideGhost(props.table, figure.ghost), [props.table, figure.ghost]);
  const root = useRef<HTMLElement>(null);
  const [isTableShown, setTableShown] = useState(false);
  // It stays when all is restored, to say so.
  const hasHadChanges = useLatch(figure.state.do.length > 0);
  useKeepLit(root);
  usePlayback(store, trace.steps);
  const sentence = tellStep(figure, props);
  useAnnouncedMoves(store, sentence, JSON.stringify(changes));
  return (
    <figure
      ref={root}
      className={styles.figure}
      aria-label={`Figure ${number}: ${title}`}
      data-steps={trace.steps}
      data-stale={figure.isStale || undefined}
    >
      <div className={styles.card}>
        <div className={styles.header} data-part="header">
          <span className={styles.number} data-part="title">
            {number}
          </span>
          <p className={styles.title} data-part="title">
            {title}
          </p>
          <div className={styles.controls}>
            <div className={styles.part} data-part="input">
              {props.input ?? <TextControl figure={figure} />}
            </div>
            <div className={styles.part} data-part="switches">
              {props.switches}
            </div>
            <div className={styles.part} data-part="hand">
              {props.hasHand !== false && <HandSwitch figure={figure} />}
            </div>
            <FigureMenu
              figure={figure}
              title={title}
              table={table}
              isTableShown={isTableShown}
              onTable={setTableShown}
            />
          </div>
        </div>
        {props.options !== undefined && (
          <div className={styles.options} data-part="options">
            {props.options}
          </div>
        )}
        {props.body}
        {props.hasHand !== false && figure.state.isHandOpen && (
          <Suspense>
            <HandPanel figure={figure} />
          </Suspense>
        )}
        {hasHadChanges && (
          <Suspense>
            <ChangesBar figure={figure} cost={props.cost ?? textCost} look={ghostLook} />
          </Suspense>
        )}
        <FigureNotes figure={figure} warnings={props.warnings ?? []} />
        {figure.ghost !== undefined && (
          <Suspense>
            <GhostNote figure={figure} look={ghostLook} />
          </Suspense>
        )}
        <div className={styles.part} data-part="rail">
          {props.rail}
        </div>
        <div className={styles.footer} data-part="footer">
          <div className={styles.part} data-part="time">
            <TimeControl figure={figure} valueText={sentence} />
          </div>
          <div className={styles.part} data-part="engine">
            <EngineLine
              owner={id}
              trace={trace}
              t={t}
              units={isChanged ? `${props.units}, changed` : props.units}
              status={status}
            />
          </div>
        </div>
        {isTableShown && (
          <Suspense>
            <TableTwin model={table} t={t} title={title} step={figure.step} />
            {table.also !== undefined && <AlsoTable table={table.also} />}
          </Suspense>
        )}
      </div>
      <figcaption className={styles.caption} data-part="caption">
        {isChanged && (
          <>
            <b>The network is changed:</b>{' '}
            <Suspense>
              {changes.map((change, i) => (
                <span key={JSON.stringify(change)}>
                  {i > 0 && '; '}
                  <Told change={change} system={run.system} />
                </span>
              ))}
            </Suspense>
            .{' '}
          </>
        )}
        {props.caption}
      </figcaption>
    </figure>
  );
}

// Few readers change a network or read its numbers as a table; those who do not should not have to fetch what it takes.
const TableTwin = lazy(async () => ({ default: (await import('./TableTwin')).TableTwin }));
const AlsoTable = lazy(async () => ({ default: (await import('./TableTwin')).AlsoTable }));
const ChangesBar = lazy(async () => ({ default: (await import('./ChangesBar')).ChangesBar }));
const GhostNote = lazy(async () => ({ default: (await import('./GhostNote')).GhostNote }));
const Told = lazy(async () => ({ default: (await import('./Told')).Told }));
const HandPanel = lazy(async () => ({ default: (await import('./HandPanel')).HandPanel }));

/** Whether something has been so since the figure began. */
function useLatch(isSo: boolean): boolean {
  const [wasSo, keep] = useState(isSo);
  if (isSo && !wasSo) keep(true);
  return isSo || wasSo;
}

function HandSwitch({ figure: { store, state } }: { figure: Figure }) {
  return (
    <PillButton aria-expanded={state.isHandOpen} onClick={() => store.setState({ isHandOpen: !state.isHandOpen })}>
      change it
    </PillButton>
  );
}

/**
 * Speaks after each move of the playhead or choice of a unit, but never while the figure plays, and not about what was there to begin with. A change of
 * the network is told by the bar of changes.
 */
function useAnnouncedMoves(store: FigureStore, sentence: string, changes: string): void {
  const last = useRef({ sentence, changes });
  useEffect(() => {
    const { current } = last;
    last.current = { sentence, changes };
    if (current.sentence === sentence || current.changes !== changes) return;
    // A range that has the focus speaks for itself, and who is typing hears the keys.
    const isBusy = store.getState().isPlaying || document.activeElement instanceof HTMLInputElement;
    if (!isBusy) announce(sentence);
  }, [store, sentence, changes]);
}
