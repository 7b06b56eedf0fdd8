/** Which rule turns a gradient into a step, with everything it is told besides the learning rate. */
export type OptimiserSettings = SgdSettings | NesterovSettings | RmspropSettings | AdamSettings;

/** Plain gradient descent. */
export interface SgdSettings {
  readonly kind: 'sgd';
}

/** Nesterov's momentum. */
export interface NesterovSettings {
  readonly kind: 'nesterov';
  /** μ, 0–1: the share of the last step that is taken again. */
  readonly momentum: number;
}

/** RMSProp: each weight's step is divided by the running root mean square of its gradient. */
export interface RmspropSettings {
  readonly kind: 'rmsprop';
  /** ρ, 0–1: the share of the running mean that is kept; 0.9 in the lecture. */
  readonly decay: number;
  /** ε, added outside the root; rivals add it within. */
  readonly epsilon: number;
}

/** Adam: running means of gradient and square, both freed of their start at zero. */
export interface AdamSettings {
  readonly kind: 'adam';
  /** β₁, 0–1; 0.9 in the paper. */
  readonly meanDecay: number;
  /** β₂, 0–1; 0.999 in the paper. */
  readonly squareDecay: number;
  /** ε, added outside the root. Always explicit: tfjs changes its default by backend. */
  readonly epsilon: number;
  /** Decoupled weight decay (AdamW, Loshchilov & Hutter 2019): every weight also loses this share of itself, times the step size. */
  readonly weightDecay: number;
}

/** How the learning rate goes over the run. */
export type Schedule =
  | { readonly kind: 'constant' }
  /** From all to nothing, along half a cosine. */
  | { readonly kind: 'cosine' }
  /** Times `factor` after every `every` updates. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** Rises evenly over the first `updates` updates; then the other schedule begins. */
  | { readonly kind: 'warmUp'; readonly updates: number; readonly then: Schedule };

/** How a large gradient is kept in bounds. */
export type Clip =
  /** All of it is scaled down together until its norm is the bound (Pascanu, Mikolov & Bengio 2013). */
  | { readonly kind: 'norm'; readonly bound: number }
  /** Each number is cut off at ± the bound (Mikolov 2012). */
  | { readonly kind: 'value'; readonly bound: number };

/** What a run reads anew at each update: a page changes these while it goes on. */
export interface Settings {
  learningRate: number;
  schedule: Schedule;
  optimiser: OptimiserSettings;
  /** Nothing is clipped unless told. */
  clip?: Clip | undefined;
}
