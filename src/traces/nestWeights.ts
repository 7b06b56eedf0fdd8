import { nest, type Parameters } from '../equations/Nested';
import type { Weights } from './Weights';

/** Weights as the plain nested arrays that the double-precision readers take. */
export function nestWeights(weights: Weights): Parameters {
  return Object.fromEntries(Object.entries(weights).map(([name, { shape, values }]) => [name, nest(values, shape)]));
}
