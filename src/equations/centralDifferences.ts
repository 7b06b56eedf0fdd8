/**
 * The gradient of a function by central differences, ∂f/∂vᵢ ≈ (f(v + δeᵢ) − f(v − δeᵢ)) / 2δ: what every gradient is checked against.
 * `values` is changed while it works, and left as it was.
 * @param step δ; 1e-5 balances truncation against rounding in double precision for values near one
 */
export function centralDifferences(evaluateAt: () => number, values: number[] | Float64Array, step = 1e-5): number[] {
  return Array.from(values, (value, i) => {
    values[i] = value + step;
    const above = evaluateAt();
    values[i] = value - step;
    const below = evaluateAt();
    values[i] = value;
    return (above - below) / (2 * step);
  });
}
