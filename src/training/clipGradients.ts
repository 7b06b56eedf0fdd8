/** The norm of all gradients taken together, √Σg². */
export function gradientNorm(gradients: Readonly<Record<string, Float32Array>>): number {
  let sum = 0;
  for (const gradient of Object.values(gradients)) for (const value of gradient) sum += value * value;
  return Math.sqrt(sum);
}

/** Scales all gradients down together, in place, so that their norm is at most `clipNorm` (Pascanu, Mikolov & Bengio 2013). Returns the norm before. */
export function clipGradients(gradients: Readonly<Record<string, Float32Array>>, clipNorm: number): number {
  const norm = gradientNorm(gradients);
  if (norm > clipNorm)
    for (const gradient of Object.values(gradients))
      for (let i = 0; i < gradient.length; i++) gradient[i] = ((gradient[i] ?? 0) * clipNorm) / norm;
  return norm;
}
