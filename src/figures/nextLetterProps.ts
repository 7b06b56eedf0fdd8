import { bakeEquation, bakeSymbols, type EquationPair } from '../frame/bakeEquation';
import { bakeRun, type PackedRun, type PackedWeights, packWeights, readWeights, unpackRun } from '../frame/bakeRun';
import type { FigureResources, FigureSettings } from '../frame/FigureEntry';
import { choiceField, numberField, wholeField } from '../frame/link';
import { readSettings } from '../frame/readSettings';
import { startStep } from '../frame/Run';
import { textFields } from '../frame/sharedFields';
import { numbersAt } from '../frame/slotContext';
import type { BakedEquation } from '../marks/Equation';
import { systems } from '../systems';
import { bakeFutures } from './bakeFutures';
import { type LetterNetwork, letterNetworks } from './letterNetworks';

/** What the figure asks of a run: the forecast, the states, and what their equations read. */
export const quantitiesOf = { tanh: ['y', 'h'], lstm: ['y', 'h', 'c', 'o'] } as const;

/** How many futures can be fanned out, by the word that a link uses. */
export const futureCounts = ['12', '24', '48'] as const;

/** How many letters each of them has. */
export const futureLength = 72;

/** How many of them are baked into the page, which has to be small: the rest comes alive with the figure. */
export const bakedLength = 36;

/** Where the figure begins. */
export interface LetterStart {
  readonly text: string;
  readonly t: number;
  readonly unit: number;
  readonly network: LetterNetwork;
  readonly temperature: number;
  readonly seed: number;
  readonly futures: (typeof futureCounts)[number];
}

/** One continuation of the text. */
export interface WrittenFuture {
  readonly tokens: readonly number[];
  /** What its letters cost the network that wrote them, at its temperature. */
  readonly bits: number;
}

/** What is baked into the page. */
export interface NextLetterProps {
  readonly id: string;
  readonly number: string;
  readonly start: LetterStart;
  readonly run: PackedRun;
  readonly weights: PackedWeights;
  readonly futures: readonly WrittenFuture[];
  readonly typeset: {
    readonly tanh: EquationPair;
    readonly lstm: EquationPair;
    readonly y: BakedEquation;
    readonly tempered: BakedEquation;
  };
}

/** What a chapter may set on a NextLetter, and its link may carry. Without a `t` the playhead stands at the end of the text. */
export function nextLetterSchema(start: LetterStart) {
  return {
    ...textFields(start, Object.values(letterNetworks)),
    network: choiceField(['tanh', 'lstm'], start.network),
    temperature: numberField(0, 2, start.temperature, 0.05),
    seed: wholeField(1, 9999, start.seed),
    futures: choiceField(futureCounts, start.futures),
    future: wholeField(1, 48, 1),
  };
}

/** Bakes a NextLetter: its first run, the futures that follow from it, and the equations. */
export function bakeNextLetter(settings: FigureSettings, resources: FigureResources): NextLetterProps {
  const given = readSettings('NextLetter', settings, {
    text: 'hello wor',
    t: 0,
    unit: 7,
    network: 'tanh',
    temperature: 1,
    seed: 1,
    futures: '24',
  });
  const network: LetterNetwork = given.network === 'lstm' ? 'lstm' : 'tanh';
  const count = futureCounts.find((each) => each === given.futures) ?? '24';
  const system = letterNetworks[network];
  const run = bakeRun(system, given.text, network === 'tanh' ? ['y', 'h'] : ['y', 'h', 'c', 'o'], resources);
  const unpacked = unpackRun(run);
  const weights = network === 'tanh' ? readWeights(system, resources) : {};
  const t = given.t > 0 ? startStep(given.t, unpacked.trace.steps) : unpacked.trace.steps;
  const start: LetterStart = { ...given, network, futures: count, t };
  const pair = (which: LetterNetwork) =>
    bakeEquation(systems[letterNetworks[which]].network, 'h', resources, (slots) =>
      which === network ? numbersAt(slots, unpacked, weights, t, start.unit) : undefined,
    );
  return {
    id: settings.id,
    number: settings.number,
    start,
    run,
    weights: packWeights(weights, ['W_xh', 'W_hh', 'b_h'], unpacked),
    futures: bakeFutures(system, unpacked.trace.tokens, resources, {
      letters: bakedLength,
      futures: Number(count),
      temperature: start.temperature,
      seed: start.seed,
    }),
    typeset: {
      tanh: pair('tanh'),
      lstm: pair('lstm'),
      y: bakeSymbols(systems[system].network, 'y', resources),
      tempered: {
        html: resources
          .typeset('q_i = \\frac{\\term{y}{\\hat{y}_i}^{\\,1/\\tau}}{\\sum_j \\term{y}{\\hat{y}_j}^{\\,1/\\tau}}')
          .replace(/<span class="katex-mathml">.*?<\/math><\/span>/s, ''),
        spoken: 'the chances at a temperature: each to the power of one over tau, divided by the sum of all',
      },
    },
  };
}
