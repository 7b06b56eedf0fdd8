const words = new DataView(new ArrayBuffer(4));

/** Rounds a number to IEEE 754 half precision, nearest even, as its 16 bits. Beyond 65,504 it becomes infinity. */
export function encodeFloat16(value: number): number {
  const bits = float32Bits(value);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const fraction = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
  const rebased = exponent - 112;
  if (rebased >= 31) return sign | 0x7c00;
  if (rebased > 0) return sign + roundShift((rebased << 23) | fraction, 13);
  // Below 2^-14 halves are subnormal: the hidden one joins the fraction, which moves right.
  return rebased < -10 ? sign : sign + roundShift(fraction | 0x800000, 14 - rebased);
}

/** The number that 16 bits of half precision stand for. */
export function decodeFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The bits of a number as float32, rounded to odd: what is lost stays seen in the last bit, so that rounding again does not mislead. */
function float32Bits(value: number): number {
  words.setFloat32(0, value);
  const nearest = words.getUint32(0);
  const rounded = words.getFloat32(0);
  if (rounded === value || Number.isNaN(value)) return nearest;
  return (Math.abs(rounded) > Math.abs(value) ? nearest - 1 : nearest) | 1;
}

function roundShift(value: number, by: number): number {
  const floor = value >>> by;
  const rest = value & ((1 << by) - 1);
  const half = 1 << (by - 1);
  return rest > half || (rest === half && (floor & 1) === 1) ? floor + 1 : floor;
}
