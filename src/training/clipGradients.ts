import type { Clip } from '../systems/Settings';

/** Gradients by the names of their parameters, flat. */
export type Gradients = Readonly<Record<string, Float32Array>>;

/** The norm of each parameter's gradient, √Σg². */
export function gradientNorms(gradients: Gradients): Record<string, number> {
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [name, gradientNorm({ [name]: gradient })]),
  );
}

/** The norm of all gradients taken together. */
export function gradientNorm(gradients: Gradients): number {
  let sum = 0;
  for (const gradient of Object.values(gradients)) for (const value of gradient) sum += value * value;
  return Math.sqrt(sum);
}

/** Keeps gradients in bounds, in place: all scaled down together, or each number cut off. Returns the norm of the whole before. */
export function clipGradients(gradients: Gradients, clip: Clip | undefined): number {
  const norm = gradientNorm(gradients);
  if (clip === undefined || (clip.kind === 'norm' && !(norm > clip.bound))) return norm;
  const { kind, bound } = clip;
  for (const gradient of Object.values(gradients))
    for (let i = 0; i < gradient.length; i++) {
      const value = gradient[i] ?? 0;
      gradient[i] = kind === 'norm' ? (value * bound) / norm : Math.max(-bound, Math.min(bound, value));
    }
  return norm;
}
