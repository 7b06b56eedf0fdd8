import { decodeFloat16, encodeFloat16 } from '../base/float16';

/**
 * Numbers as text in half precision, for thousands of them in a page that must be small: what is drawn until the engine has computed them. All upper bytes come
 * first, because they resemble each other and pack well.
 */
export function packHalves(values: Float32Array): string {
  const halves = Uint16Array.from(values, encodeFloat16);
  const bytes = [...Array.from(halves, (half) => half >> 8), ...Array.from(halves, (half) => half & 0xff)];
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

/** The numbers behind `packHalves`' text, each within 1/2048 of what it was. */
export function unpackHalves(text: string): Float32Array {
  const binary = atob(text);
  const many = binary.length / 2;
  return Float32Array.from({ length: many }, (_, i) =>
    decodeFloat16((binary.charCodeAt(i) << 8) | binary.charCodeAt(many + i)),
  );
}
