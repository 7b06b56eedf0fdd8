import { randomAt } from '../base/randomAt';
import { evaluate } from '../equations/evaluate';
import { readWeights } from '../frame/bakeRun';
import type { FigureResources } from '../frame/FigureEntry';
import { drawToken } from '../networks/drawToken';
import { temper } from '../networks/temper';
import { type SystemId, systems } from '../systems';
import { nestWeights } from '../traces/nestWeights';
import { bitsOf } from './bitsOf';
import type { WrittenFuture } from './nextLetterProps';

/**
 * Samples futures of a prompt in double precision, as the engine does it in the page: the letter at a place is drawn by the number of that seed,
 * future and place. Build time only.
 */
export function bakeFutures(
  system: SystemId,
  prompt: readonly number[],
  resources: FigureResources,
  how: { letters: number; futures: number; temperature: number; seed: number },
): WrittenFuture[] {
  const { network, sizes } = systems[system];
  const parameters = nestWeights(readWeights(system, resources));
  const inputs = Array.from({ length: sizes.X ?? 0 }, () => 0);
  const read = (token: number, before: Readonly<Record<string, readonly number[]>>) => {
    const x = inputs.map((_, index) => (index === token ? 1 : 0));
    const all = evaluate(network, parameters, { x, ...before });
    const state = Object.fromEntries(network.state.map((name) => [name, all[name] ?? []]));
    return { state, chances: all.y ?? [] };
  };
  let said: ReturnType<typeof read> = { state: {}, chances: [] };
  for (const token of prompt) said = read(token, said.state);
  return Array.from({ length: prompt.length === 0 ? 0 : how.futures }, (_, future) => {
    const [tokens, chances]: [number[], number[]] = [[], []];
    let at = said;
    for (let step = 0; step < how.letters; step++) {
      const tempered = temper(at.chances, how.temperature);
      const token = drawToken(tempered, randomAt(how.seed, future, prompt.length + step));
      tokens.push(token);
      chances.push(tempered[token] ?? 0);
      at = read(token, at.state);
    }
    return { tokens, bits: Number(bitsOf(chances).toFixed(3)) };
  });
}
