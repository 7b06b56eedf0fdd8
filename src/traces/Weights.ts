/** Weights by the names that the equations give them, flat and row-major, with their shapes. */
export type Weights = Readonly<Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>>;
