/** U+2212, as wide as a plus sign; a hyphen is not a minus. */
const minus = '−';

/**
 * Writes a number for the reader: fixed decimals, a true minus sign, powers of ten where it is huge or tiny, and words where it is no number.
 * @param digits decimals, 0–6
 */
export function formatNumber(value: number, digits = 2): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value > 0 ? 'too large' : `${minus}too large`;
  const size = Math.abs(value);
  if (size >= 1e4) return formatPower(value);
  const text = size.toFixed(size >= 100 ? Math.min(digits, 1) : digits);
  return value < 0 && Number(text) !== 0 ? `${minus}${text}` : text;
}

/** Writes a number as one digit and a power of ten, `3e−8`; zero is `0`. For differences, where only the order matters. */
export function formatPower(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  if (value === 0) return '0';
  return value
    .toExponential(Math.abs(value) >= 1 ? 1 : 0)
    .replace('e+', 'e')
    .replaceAll('-', minus);
}

/** Writes a probability, 0–1, as a percentage that never rounds something to nothing, and never leaves its sign to the next line. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return 'undefined';
  const percent = share * 100;
  if (percent > 0 && percent < 0.5) return 'under 1\u00a0%';
  return `${Math.round(percent)}\u00a0%`;
}
