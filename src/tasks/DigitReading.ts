/** How a digit is shown to a network. */
export interface DigitReading {
  /** All 784 pixels at once, or one row of 28 a step. */
  readonly by: 'whole' | 'rows';
  /** Whether its pixels are put in another order first, always the same one. */
  readonly isShuffled: boolean;
}
