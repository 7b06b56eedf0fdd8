import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { formatNumber } from '../marks/formatNumber';
import { nameLetter, showLetter } from '../marks/showLetter';
import { splitGraphemes } from '../tasks/characters';
import { valueAt } from '../traces/Trace';
import { announce } from './announcer';
import { EngineLine } from './EngineLine';
import { FigureMenu } from './FigureMenu';
import type { FigureStore } from './figureStore';
import styles from './frame.module.css';
import { mostLetters, mostUnits } from './Run';
import { toSvgFile } from './toSvgFile';
import { type TableModel, TableTwin, toCsv } from './TableTwin';
import { TextInput } from './TextInput';
import { TimeControl } from './TimeControl';
import type { FigureRun } from './useFigureRun';
import { useKeepLit } from './useKeepLit';
import { usePlayback } from './usePlayback';

/** What every figure has around its picture: header, text, switches, equation rail, time control, engine line, table, menu, caption. */
export function FigureFrame(props: {
  id: string;
  number: string;
  title: string;
  store: FigureStore;
  figureRun: FigureRun;
  /** The quantity whose unit is picked, `h`. */
  quantity: string;
  /** The picked unit, counted from 1. */
  unit: number;
  units: string;
  switches?: ReactNode;
  options?: ReactNode;
  body: ReactNode;
  rail: ReactNode;
  caption: ReactNode;
  table: TableModel;
  /** What the link could not say, in words. */
  linkProblems: readonly string[];
  link: () => string;
  /** Said after a move of the playhead, after the unit's value. */
  outlook: (t: number) => string;
  /** Anything else that the reader must be told about this run. */
  warnings?: readonly string[];
}) {
  const { id, number, title, store, figureRun, quantity, unit, table } = props;
  const { run, status, problem, isCut } = figureRun;
  const { trace, letters } = run;
  const root = useRef<HTMLElement>(null);
  const [isTableShown, setTableShown] = useState(false);
  const text = useStore(store, (state) => state.text);
  const t = Math.min(
    useStore(store, (state) => state.t),
    trace.steps,
  );
  useKeepLit(root);
  usePlayback(store, trace.steps);
  const sentence = sentenceAt(figureRun, quantity, t, unit, props.outlook);
  useAnnouncedMoves(store, sentence);

  // The playhead goes with the caret: what is shown is the network that has read just what was typed.
  const setText = (next: string, caret: number) => {
    const kept = next.slice(0, mostUnits);
    store.setState({ text: kept, t: Math.max(1, splitGraphemes(kept.slice(0, caret)).length), isPlaying: false });
  };
  useEffect(() => {
    // Only the run knows how many letters there are; a playhead beyond its end is brought back to it.
    if (!figureRun.isStale && store.getState().t > trace.steps) store.setState({ t: trace.steps });
    if (!figureRun.isStale && trace.steps > 0 && store.getState().t < 1) store.setState({ t: 1 });
  }, [store, trace, figureRun.isStale]);

  const failure = status?.state === 'failed' ? status.message : problem;
  const messages = [
    ...props.linkProblems.map((fault) => `In the link: ${fault}.`),
    ...(status?.state === 'ready' && status.message !== 'live' ? [`The engine is ${status.message}.`] : []),
    ...(props.warnings ?? []),
  ];
  return (
    <figure ref={root} className={styles.figure} aria-label={`Figure ${number}: ${title}`} data-steps={trace.steps}>
      <div className={styles.card}>
        <div className={styles.header}>
          <span className={styles.number}>{number}</span>
          <p className={styles.title}>{title}</p>
          <div className={styles.controls}>
            <TextInput text={text} onChange={setText} />
            {props.switches}
            <FigureMenu
              id={id}
              link={props.link}
              status={status}
              isTableShown={isTableShown}
              onTable={setTableShown}
              csv={() => toCsv(table)}
              svg={() => {
                const drawing = document.getElementById(id)?.querySelector<SVGSVGElement>('[data-drawing] > svg');
                return drawing == null ? '' : toSvgFile(drawing);
              }}
            />
          </div>
        </div>
        {props.options !== undefined && <div className={styles.options}>{props.options}</div>}
        {props.body}
        <Substitutions letters={letters} />
        {text === '' && (
          <p className={styles.note}>
            Type something above: the network has read nothing yet, and its state is h<sub>0</sub>, all zeros.
          </p>
        )}
        {isCut && <p className={styles.note}>Only the first {mostLetters.toLocaleString('en')} letters are read.</p>}
        {messages.map((message) => (
          <p key={message} className={styles.note}>
            {message}
          </p>
        ))}
        {failure !== undefined && (
          <p className={`${styles.note} ${styles.problem}`} role="alert">
            {failure} What you see is the last run that succeeded, over “
            {run.letters
              .map(({ shown }) => shown)
              .join('')
              .slice(0, 40)}
            ”.
          </p>
        )}
        {props.rail}
        <div className={styles.footer}>
          <TimeControl store={store} steps={trace.steps} valueText={sentence} />
          <EngineLine owner={id} trace={trace} t={t} units={props.units} status={status} />
        </div>
        {isTableShown && <TableTwin model={table} t={t} title={title} />}
      </div>
      <figcaption className={styles.caption}>{props.caption}</figcaption>
    </figure>
  );
}

function Substitutions({ letters }: { letters: FigureRun['run']['letters'] }) {
  const pairs = new Map(letters.filter((letter) => letter.isSubstituted).map(({ shown, seen }) => [shown, seen]));
  if (pairs.size === 0) return null;
  const shownPairs = [...pairs].slice(0, 6);
  return (
    <p className={styles.note}>
      Not among the letters that this network knows:{' '}
      {shownPairs.map(([shown, seen], i) => (
        <span key={shown}>
          {i > 0 && ', '}
          <bdi>{showLetter(shown)}</bdi> is read as {nameLetter(seen)}
        </span>
      ))}
      {pairs.size > shownPairs.length && `, and ${pairs.size - shownPairs.length} more`}.
    </p>
  );
}

function sentenceAt(
  { run }: FigureRun,
  quantity: string,
  t: number,
  unit: number,
  outlook: (t: number) => string,
): string {
  const { trace, letters } = run;
  if (t === 0) return 'before the first letter';
  const value = formatNumber(valueAt(trace, quantity, t - 1, unit - 1));
  const before = t > 1 ? `, was ${formatNumber(valueAt(trace, quantity, t - 2, unit - 1))}` : '';
  const said = [
    `t ${t} of ${trace.steps}, input ${nameLetter(letters[t - 1]?.seen ?? '')}, ${quantity}${unit} ${value}${before}`,
    outlook(t),
  ];
  return said.filter((part) => part !== '').join('; ');
}

/** Speaks after each move of the playhead or choice of a unit, but never while the figure plays, and not about what was there to begin with. */
function useAnnouncedMoves(store: FigureStore, sentence: string): void {
  const last = useRef(sentence);
  useEffect(() => {
    if (last.current === sentence) return;
    last.current = sentence;
    // A range that has the focus speaks for itself, and who is typing hears the keys.
    const isBusy = store.getState().isPlaying || document.activeElement instanceof HTMLInputElement;
    if (!isBusy) announce(sentence);
  }, [store, sentence]);
}
