/** B sequences side by side, time-major: row t·B + b is step t of sequence b. Shorter ones are filled up with steps that do not count. */
export interface SequenceBatch {
  /** T, of the longest. */
  readonly steps: number;
  readonly batch: number;
  /** [T·B, X] */
  readonly inputs: Float32Array;
  /** [T·B, Y] */
  readonly targets: Float32Array;
  /** Where each input is one token, its number, [T·B]: what `inputs` has as rows of one 1. */
  readonly tokens?: Int32Array;
  /** Where each answer is one token, its number, [T·B]. */
  readonly answers?: Int32Array;
  /** Which steps enter the loss, [T·B]. */
  readonly counted: Uint8Array;
  /** On which of them right answers are counted, [T·B]. */
  readonly scored: Uint8Array;
}
