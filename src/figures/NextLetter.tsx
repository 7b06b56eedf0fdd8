import { type PointerEvent, useMemo, useRef } from 'react';
import { Drawing } from '../frame/Drawing';
import { EquationRail } from '../frame/EquationRail';
import { FigureFrame } from '../frame/FigureFrame';
import { ghostVector } from '../frame/Ghost';
import { MoreColumns } from '../frame/MoreColumns';
import { textInput } from '../frame/RunInput';
import { UnitStepper } from '../frame/UnitStepper';
import { useColumnDrag } from '../frame/useColumnDrag';
import { useColumnWindow } from '../frame/useColumnWindow';
import { useFigure } from '../frame/useFigure';
import { useWidth } from '../frame/useWidth';
import { formatNumber, formatShare } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { temper } from '../networks/temper';
import { systems } from '../systems';
import { splitGraphemes } from '../tasks/characters';
import { vectorAt } from '../traces/Trace';
import { ChanceBars } from './ChanceBars';
import { DrawStrip } from './DrawStrip';
import { forecastAt } from './forecastAt';
import { FutureFan } from './FutureFan';
import { GuessColumns } from './GuessColumns';
import { guessLetters } from './guessLetters';
import { LetterControls } from './LetterControls';
import { guessesPerLetter, layOutLetters } from './letterLayout';
import { NextLetterCaption } from './NextLetterCaption';
import { LetterNetworkChoice } from './LetterNetworkChoice';
import { letterNetworks } from './letterNetworks';
import styles from './NextLetter.module.css';
import { futureLength, type NextLetterProps, nextLetterSchema, quantitiesOf } from './nextLetterProps';
import { Pen } from './Pen';
import { tableOfForecasts } from './tableOfForecasts';
import { useFutures } from './useFutures';

/** What may come next: five guesses under each letter, the whole forecast at a temperature, the number that draws from it, and many futures. */
export function NextLetter(props: NextLetterProps) {
  const { start, typeset, futures: baked } = props;
  const base = useFigure({
    baked: props,
    schema: () => nextLetterSchema(start),
    job: ({ network, text }) => ({
      system: letterNetworks[network],
      quantities: quantitiesOf[network],
      input: textInput(text),
    }),
  });
  // What was expected before an edit stands nowhere in the picture: other letters were asked about then.
  const figure = { ...base, ghost: base.ghost?.kind === 'untouched' ? base.ghost : undefined };
  const { id, store, state, run, t, ghost } = figure;
  const { temperature, seed, network } = state;
  const { trace, letters, system } = run;
  const { vocabulary } = systems[system];
  const forecast = useMemo(
    () => forecastAt(trace, vocabulary, t, temperature, seed),
    [trace, vocabulary, t, temperature, seed],
  );

  const job = {
    owner: `${id}-futures`,
    system,
    tokens: trace.tokens,
    letters: futureLength,
    futures: Number(state.futures),
    temperature,
    seed,
    interventions: trace.interventions ?? [],
  };
  const fanned = useFutures(job, baked, figure.isAlive);
  const read = Math.min(state.future, Math.max(1, fanned.futures.length)) - 1;
  const futures = useMemo(() => fanned.futures.map(({ tokens }) => tokens), [fanned.futures]);

  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(
    () => layOutLetters(width, trace.steps, vocabulary.length, futures.length),
    [width, trace.steps, vocabulary, futures.length],
  );
  const { count, pitch } = layout.columns;
  const first = useColumnWindow(count, t, trace.steps);
  const columns = useMemo(
    () =>
      letters.slice(first, first + count).map((letter, at) => ({
        step: first + at + 1,
        letter,
        guesses: guessLetters(temper(vectorAt(trace, 'y', first + at), temperature), vocabulary, guessesPerLetter),
        target: letters[first + at + 1]?.token,
      })),
    [letters, trace, first, count, temperature, vocabulary],
  );
  const table = useMemo(
    () => tableOfForecasts(run, vocabulary, temperature, seed),
    [run, vocabulary, temperature, seed],
  );
  // On the bars: what the untouched network expects here, or else what this one does at τ = 1.
  const untouched = useMemo(() => {
    const vector = ghostVector(ghost, 'y', t - 1);
    return vector && temper(vector, temperature);
  }, [ghost, t, temperature]);
  const beside = untouched ?? (temperature === 1 ? undefined : forecast?.own);
  const drag = useColumnDrag({
    stepAt(x) {
      const column = Math.floor((x - layout.left) / pitch);
      return column >= 0 && column < columns.length ? first + column + 1 : undefined;
    },
    onStep: (step) => step !== t && store.setState({ t: step, isPlaying: false }),
    onPress: (step) => step !== undefined && store.setState({ t: step, isPlaying: false }),
  });
  // Only the columns are steps in time: a press on the fan below them means a future.
  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    if (y < layout.bars.top - 40) drag.onPointerDown(event);
  };
  const setText = (text: string) => store.setState({ text, t: splitGraphemes(text).length, isPlaying: false });
  const setRead = (future: number) => store.setState({ future: future + 1 });

  return (
    <FigureFrame
      figure={figure}
      title="What may come next"
      units={`${figure.units} units`}
      table={table}
      ghostLook="ticked"
      switches={
        <LetterNetworkChoice
          isNameShown={false}
          value={network}
          onChange={(next) => store.setState({ network: next })}
        />
      }
      options={
        <>
          <LetterControls state={state} onChange={(change) => store.setState(change)} />
          <UnitStepper figure={figure} />
        </>
      }
      body={
        <>
          <Drawing
            figure={figure}
            label={`what may come after each of ${trace.steps} letters`}
            box={box}
            height={layout.height}
            overlay={<MoreColumns figure={figure} first={first} count={count} />}
          >
            <svg
              className={styles.picture}
              width={width}
              height={layout.height}
              aria-hidden="true"
              {...drag}
              onPointerDown={onPointerDown}
            >
              <GuessColumns columns={columns} layout={layout} t={t} />
              {forecast === undefined ? (
                <text className={styles.empty} x={layout.left} y={layout.bars.top + 30}>
                  no letter has been read: no forecast yet
                </text>
              ) : (
                <>
                  <text className={styles.heading} x={layout.left > 60 ? layout.left : 12} y={layout.bars.top - 16}>
                    after t = {t}, at τ = {formatNumber(temperature)}: {formatNumber(forecast.entropy)} bits of doubt
                  </text>
                  <ChanceBars {...forecast} beside={beside} target={letters[t]?.token} layout={layout} />
                  <DrawStrip {...forecast} layout={layout} />
                </>
              )}
              {futures.length > 0 && (
                <text className={styles.heading} x={layout.left > 60 ? layout.left : 12} y={layout.fan.top - 14}>
                  after the end of the text: {futures.length} futures
                </text>
              )}
              <FutureFan
                futures={futures}
                vocabulary={vocabulary}
                layout={layout}
                read={read}
                onRead={setRead}
                onTake={(future) =>
                  setText(state.text + (futures[future] ?? []).map((token) => vocabulary.charAt(token)).join(''))
                }
              />
            </svg>
          </Drawing>
          <Pen
            text={state.text}
            vocabulary={vocabulary}
            job={job}
            futures={fanned}
            read={read}
            onRead={setRead}
            onText={setText}
          />
        </>
      }
      warnings={fanned.problem === undefined ? [] : [fanned.problem]}
      rail={
        <EquationRail
          figure={figure}
          equation={system === letterNetworks.lstm ? typeset.lstm : typeset.tanh}
          more={[typeset.y, typeset.tempered]}
        />
      }
      outlook={(step) => tellForecast(forecastAt(trace, vocabulary, step, temperature, seed))}
      caption={
        <NextLetterCaption
          run={run}
          t={t}
          temperature={temperature}
          forecast={forecast}
          untouched={untouched}
          futures={futures}
        />
      }
    />
  );
}

function tellForecast(forecast: ReturnType<typeof forecastAt>): string {
  if (forecast === undefined) return '';
  const { order, vocabulary, chances, entropy, drawn } = forecast;
  const likeliest = order
    .slice(0, 3)
    .map((token) => `${nameLetter(vocabulary.charAt(token))} ${formatShare(chances[token] ?? 0)}`);
  return `most likely next: ${likeliest.join(', ')}; ${formatNumber(entropy)} bits of doubt; the number draws ${nameLetter(vocabulary.charAt(drawn))}`;
}
