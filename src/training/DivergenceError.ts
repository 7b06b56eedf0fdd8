/** A training run that left the numbers: its message says at which update and what to do. */
export class DivergenceError extends Error {
  override name = 'DivergenceError';
}
