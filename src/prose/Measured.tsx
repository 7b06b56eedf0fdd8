import { usePage } from './usePage';

/**
 * A number that training or checking measured, read from the system's report while the page is built, so that no sentence can disagree with it.
 * `of` is its place in the report, `heldOut.bitsPerCharacter`. Throws if the report has no such number.
 */
export function Measured({
  system,
  of,
  digits = 2,
  isShare = false,
}: {
  system: string;
  of: string;
  digits?: number;
  /** Whether it is a share, 0–1, to be printed in hundredths: `98.0 %`. */
  isShare?: boolean;
}) {
  const report = usePage().resources.checkpointReport(system);
  const value = of.split('.').reduce<unknown>((place, key) => (isObject(place) ? place[key] : undefined), report);
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new Error(`the report of "${system}" has no number at ${of}; it holds ${JSON.stringify(value)} there`);
  return (
    <span className="measured">
      {(isShare ? value * 100 : value).toLocaleString('en', {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })}
      {isShare && '\u00a0%'}
    </span>
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
