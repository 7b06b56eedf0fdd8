import type { Run } from '../frame/Run';
import { formatNumber, formatShare } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import type { Forecast } from './forecastAt';

/** What to look for in the forecast that is shown; every number comes from its Trace. */
export function NextLetterCaption({
  run,
  t,
  temperature,
  forecast,
  untouched,
  futures,
}: {
  run: Run;
  t: number;
  temperature: number;
  forecast: Forecast | undefined;
  /** The untouched network's forecast, while something is done to this one, [Y]. */
  untouched: ArrayLike<number> | undefined;
  futures: readonly (readonly number[])[];
}) {
  if (forecast === undefined) return 'Before the first letter there is no forecast: type one above.';
  const { letters } = run;
  const vocabulary = forecast.vocabulary;
  const [first = 0] = forecast.order;
  const next = letters[t];
  const starts = new Set(futures.map(([token]) => token));
  return (
    <>
      After{' '}
      <bdi>
        “
        {letters
          .slice(Math.max(0, t - 12), t)
          .map(({ shown }) => shown)
          .join('')}
        ”
      </bdi>{' '}
      the likeliest letter is <b>{nameLetter(vocabulary.charAt(first))}</b>, at{' '}
      <b>{formatShare(forecast.chances[first] ?? 0)}</b>. The forecast holds <b>{formatNumber(forecast.entropy)}</b>{' '}
      bits of doubt; even odds over {vocabulary.length} letters would hold {formatNumber(Math.log2(vocabulary.length))}.{' '}
      {untouched !== undefined && (
        <>
          The ticks on the bars are the untouched network: it gives the same letter{' '}
          <b>{formatShare(untouched[first] ?? 0)}</b>.{' '}
        </>
      )}
      {temperature !== 1 && untouched === undefined && (
        <>
          At τ = 1, as it was trained, the same letter has <b>{formatShare(forecast.own[first] ?? 0)}</b>: the ticks on
          the bars.{' '}
        </>
      )}
      {next !== undefined && (
        <>
          The text goes on with <b>{nameLetter(next.seen)}</b>, which had{' '}
          <b>{formatShare(forecast.chances[next.token] ?? 0)}</b>.{' '}
        </>
      )}
      {futures.length > 0 && (
        <>
          Below, {futures.length} ways to go on from the end of the text; they begin with {starts.size} different{' '}
          {starts.size === 1 ? 'letter' : 'letters'}. A line is as wide as the share of the futures that pass along it.
        </>
      )}
    </>
  );
}
