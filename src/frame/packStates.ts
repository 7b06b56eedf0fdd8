/** Steps to a unit. */
const steps = 2000;

/**
 * Numbers from −1 to 1 as short text, each to the nearest 1/2000: thousands of states in a page that must be small, drawn until the engine has computed
 * them. Coarse digits stand apart from fine ones, because they resemble each other and pack well.
 */
export function packStates(values: Float32Array): string {
  const whole = Uint16Array.from(values, (value) => Math.round((Math.min(1, Math.max(-1, value)) + 1) * steps));
  const coarse = Array.from(whole, (number) => (number >> 8).toString(16)).join('');
  const fine = Array.from(whole, (number) => String.fromCharCode(number & 0xff)).join('');
  return `${coarse}:${btoa(fine)}`;
}

/** The numbers behind `packStates`' text. */
export function unpackStates(text: string): Float32Array {
  const [coarse = '', packed = ''] = text.split(':');
  const fine = atob(packed);
  return Float32Array.from(coarse, (digit, i) => (Number.parseInt(digit, 16) * 256 + fine.charCodeAt(i)) / steps - 1);
}
