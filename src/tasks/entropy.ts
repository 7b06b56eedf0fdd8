/** The entropy of a bit that is 1 with that chance, nats: what the best guess of it loses. */
export function entropy(chance: number): number {
  const part = (share: number): number => (share > 0 ? -share * Math.log(share) : 0);
  return part(chance) + part(1 - chance);
}
