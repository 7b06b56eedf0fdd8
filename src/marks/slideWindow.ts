/**
 * The first column (0-based) to show so that the playhead's column stays in sight with a little room on both sides; moves no further than it must.
 * @param start the first column shown until now
 * @param count how many columns fit
 * @param at the playhead's column, 0-based
 * @param total how many columns there are
 */
export function slideWindow(start: number, count: number, at: number, total: number): number {
  const room = Math.min(2, Math.floor((count - 1) / 2));
  const latest = Math.max(0, total - count);
  const bounded = Math.min(Math.max(start, at + room - count + 1), at - room);
  return Math.min(latest, Math.max(0, bounded));
}
