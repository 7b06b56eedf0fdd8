/** One-hot rows [N, size] of token ids, row-major. */
export function oneHotRows(tokens: ArrayLike<number>, size: number): Float32Array {
  const rows = new Float32Array(tokens.length * size);
  for (let i = 0; i < tokens.length; i++) rows[i * size + (tokens[i] ?? 0)] = 1;
  return rows;
}
