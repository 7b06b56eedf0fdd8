/** Pixels to a side of a digit, and rows of it: 28. */
export const side = 28;

/** Pixels of a digit, 784. */
export const pixelsEach = side * side;

/** Handwritten digits with their labels. */
export interface DigitImages {
  /** N */
  readonly many: number;
  /** Ink, 0–255, [N, 784], rows from the top. */
  readonly pixels: Uint8Array;
  /** 0–9, [N]. */
  readonly labels: Uint8Array;
}
