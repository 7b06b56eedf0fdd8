/** How a parameter starts before training, where its cell's paper asks for something of its own. Data: training reads it. */
export type Start =
  /** `factor` on the diagonal, zero elsewhere. */
  | { readonly kind: 'identity'; readonly factor: number }
  /** Drawn from the normal distribution of mean zero. */
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'constant'; readonly value: number };
