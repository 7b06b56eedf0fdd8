import { formatShape, isSameShape, ShapeError } from '../Shape';
import { needsRank } from './needsRank';
import { bracketCode, bracketWords, none, nothing, type Operator } from './Operator';
import { sameShape } from './sameShape';

/**
 * Holds elements of a value at a number: what an intervention does. `units` are the flat places of those that are held, all unless told;
 * with a second input, a clock, they are held once its first element has reached `from`. What is held passes no gradient on.
 */
export const hold: Operator = {
  arity: 'any',
  shape([input, clock, ...rest]) {
    if (input === undefined || rest.length > 0) throw new ShapeError('hold takes a value, and perhaps a clock');
    if (clock !== undefined) needsRank('hold', clock, 1);
    return input.shape;
  },
  value([a = none, clock], { attributes: { units, held = 0, from = 0 } }) {
    if (!isHeld(clock, from)) return Float64Array.from(a);
    if (units === undefined) return new Float64Array(a.length).fill(held);
    const value = Float64Array.from(a);
    for (const unit of units) {
      if (unit >= a.length) throw new ShapeError(`there is no unit ${unit} to hold; there are ${a.length}`);
      value[unit] = held;
    }
    return value;
  },
  gradient(upstream, [, clock], _output, { attributes: { units, from = 0 } }) {
    const rest = clock === undefined ? [] : [new Float64Array(clock.length)];
    if (!isHeld(clock, from)) return [upstream, ...rest];
    if (units === undefined) return [new Float64Array(upstream.length), ...rest];
    return [upstream.map((value, i) => (units.includes(i) ? 0 : value)), ...rest];
  },
  tex([a = nothing, clock], { units, held = 0, from = 0 }) {
    if (units === undefined && clock === undefined) return { tex: `${held}`, binding: held < 0 ? 0 : 2 };
    const conditions = [
      ...(units === undefined ? [] : [`\\text{unit${units.length === 1 ? '' : 's'} }${units.join(',\\,')}`]),
      ...(clock === undefined ? [] : [`t \\ge ${from}`]),
    ];
    return {
      tex: `\\begin{cases} ${held} & ${conditions.join(',\\ ')} \\\\ ${a.tex} & \\text{otherwise} \\end{cases}`,
      binding: 2,
    };
  },
  sentence([a = nothing, clock], { units, held = 0, from = 0 }) {
    const since = clock === undefined ? '' : ` from step ${from} on`;
    if (units === undefined && clock === undefined) return { words: `held at ${held}`, binding: 2 };
    if (units === undefined) return { words: `${bracketWords(a, 1)}, but held at ${held}${since}`, binding: 0 };
    const which = units.length === 1 ? `unit ${units.join()}` : `units ${units.join(', ')}`;
    return { words: `${bracketWords(a, 1)}, but with ${which} held at ${held}${since}`, binding: 0 };
  },
  python([a, clock], { units, held = 0, from = 0 }) {
    const which = units === undefined ? 'slice(None)' : `[${units.join(', ')}]`;
    const since = clock === undefined ? '' : `, ${clock.code}, ${from}`;
    return { code: `hold(${a?.code}, ${a?.rank ?? 1}, ${which}, ${held}${since})`, binding: 2 };
  },
};

/** Element-wise choice: a where the mask is not zero, b elsewhere. The mask has their shape, or is one number [1] for all. It gets no gradient. */
export const where: Operator = {
  arity: 3,
  shape([mask, ...both]) {
    const shape = sameShape('where', both);
    if (mask === undefined || (!isSameShape(mask.shape, [1]) && !isSameShape(mask.shape, shape)))
      throw new ShapeError(
        `where needs a mask of shape ${formatShape(shape)} or [1]; ${mask?.symbol ?? 'nothing'} is ${formatShape(mask?.shape ?? [])}`,
      );
    return shape;
  },
  value: ([mask = none, a = none, b = none]) => a.map((value, i) => (isOn(mask, i) ? value : (b[i] ?? 0))),
  gradient: (upstream, [mask = none]) => [
    new Float64Array(mask.length),
    upstream.map((value, i) => (isOn(mask, i) ? value : 0)),
    upstream.map((value, i) => (isOn(mask, i) ? 0 : value)),
  ],
  tex: ([mask = nothing, a = nothing, b = nothing]) => ({
    tex: `\\begin{cases} ${a.tex} & ${mask.tex} \\ne 0 \\\\ ${b.tex} & \\text{otherwise} \\end{cases}`,
    binding: 2,
  }),
  sentence: ([mask = nothing, a = nothing, b = nothing]) => ({
    words: `${bracketWords(a, 1)} where ${bracketWords(mask, 2)} is not zero, otherwise ${bracketWords(b, 1)}`,
    binding: 0,
  }),
  python: ([mask, a, b], _attributes, library) => {
    const axes = ', None'.repeat((a?.rank ?? 1) - (mask?.rank ?? 1));
    const isOn = `${bracketCode(mask ?? nothing, axes === '' ? 1 : 2)}${axes === '' ? '' : `[...${axes}]`} != 0`;
    return { code: `${library}.where(${isOn}, ${a?.code}, ${b?.code})`, binding: 2 };
  },
};

/** The same value under another name. */
export const identity: Operator = {
  arity: 1,
  isElementwise: true,
  shape: (inputs) => sameShape('identity', inputs),
  value: ([a = none]) => Float64Array.from(a),
  gradient: (upstream) => [upstream],
  tex: ([a = nothing]) => a,
  sentence: ([a = nothing]) => a,
  python: ([a = nothing]) => a,
};

/** The value unchanged, but no gradient passes: what is before it is taken as given. */
export const stopGradient: Operator = {
  arity: 1,
  isElementwise: true,
  shape: (inputs) => sameShape('stopGradient', inputs),
  value: ([a = none]) => Float64Array.from(a),
  gradient: (upstream) => [new Float64Array(upstream.length)],
  tex: ([a = nothing]) => ({ tex: `\\operatorname{stop}\\left(${a.tex}\\right)`, binding: 2 }),
  sentence: ([a = nothing]) => ({ words: `${bracketWords(a, 1)}, taken as given`, binding: 0 }),
  python: ([a = nothing], _attributes, library) =>
    library === 'torch' ? { code: `${bracketCode(a, 2)}.detach()`, binding: 2 } : a,
};

function isHeld(clock: Float64Array | undefined, from: number): boolean {
  return clock === undefined || (clock[0] ?? 0) >= from;
}

function isOn(mask: Float64Array, place: number): boolean {
  return (mask.length === 1 ? mask[0] : mask[place]) !== 0;
}
