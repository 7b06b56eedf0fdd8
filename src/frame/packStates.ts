/** Steps to a unit. */
const steps = 2000;

/**
 * Numbers from −1 to 1 as short text, each to the nearest 1/2000: thousands of states in a page that must be small, drawn until the engine has computed
 * them. All upper bytes come first, because they resemble each other and pack well.
 */
export function packStates(values: Float32Array): string {
  const whole = Uint16Array.from(values, (value) => Math.round((Math.min(1, Math.max(-1, value)) + 1) * steps));
  const bytes = [...Array.from(whole, (number) => number >> 8), ...Array.from(whole, (number) => number & 0xff)];
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

/** The numbers behind `packStates`' text. */
export function unpackStates(text: string): Float32Array {
  const binary = atob(text);
  const many = binary.length / 2;
  return Float32Array.from(
    { length: many },
    (_, i) => ((binary.charCodeAt(i) << 8) | binary.charCodeAt(many + i)) / steps - 1,
  );
}
