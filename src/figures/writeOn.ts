import { type Engine, EngineError, type SampleJob } from '../engine/Engine';

/** How far to write: so many letters, or to the end of the line. */
export type WriteLength = number | 'line';

/** The longest line that is waited for, letters. */
const longestLine = 200;

/**
 * Writes on from a prompt: the first future of the job's seed, as far as asked. A line ends with its line break, or, where none comes, after 200 letters.
 * @returns the letters; `undefined` when a newer wish of the same owner overtook this one
 */
export async function writeOn(
  engine: Pick<Engine, 'sample'>,
  job: Omit<SampleJob, 'letters' | 'futures'>,
  length: WriteLength,
  vocabulary: string,
): Promise<string | undefined> {
  if (job.tokens.length === 0) throw new EngineError('Type a letter first: there is nothing to write on from.');
  const sampled = await engine.sample({ ...job, letters: length === 'line' ? longestLine : length, futures: 1 });
  const [future] = sampled?.futures ?? [];
  if (future === undefined) return undefined;
  const letters = future.tokens.map((token) => vocabulary.charAt(token)).join('');
  const end = length === 'line' ? letters.indexOf('\n') : -1;
  return end < 0 ? letters : letters.slice(0, end + 1);
}
