import type { Cell } from '../equations/defineCell';
import type { Intervention } from '../equations/Intervention';
import { resolveShape, type Sizes } from '../equations/Shape';
import { strikeTerms } from '../equations/strikeTerms';
import { termsOf } from '../equations/termsOf';
import { wiresOf } from '../equations/wiresOf';
import { type LinkField, quote, readNumber } from './link';

/** A network that a figure may run. */
interface ChangeableNetwork {
  readonly network: Cell;
  readonly sizes: Sizes;
}

/** More than a reader would make by hand, and no more than a run is quick with. */
const mostChanges = 24;
const mostUnitsNamed = 64;
const mostSteps = 100_000;
/** The largest size of a value that something is held at or set to: beyond it every activation is saturated. */
const largest = 100;

const none: readonly Intervention[] = [];

/**
 * What was done to a figure's network, in its link: `silence.h.7.from.3*cut.W_hh`. Units, entries and steps are counted from 1, as they are printed,
 * and `until` names the last step:
 *
 * `silence.h.7` · `clamp.h.3.5.at.-0.5` · `clamp.h.at.0` (all units) · `cut.W_hh` · `edit.W_hh.2.7.to.1.5` · `edit.b_h.2.to.0` · `strike.c.0.1` (the path of
 * the term), each with `.from.3` and `.until.5` where it does not hold throughout.
 *
 * What fits none of the networks is left out, and said.
 */
export function interventionsField(networks: readonly ChangeableNetwork[]): LinkField<readonly Intervention[]> {
  return {
    start: none,
    write: (changes) => changes.map(writeChange).join('*'),
    read(text) {
      const pieces = text.split(/[*~]/, mostChanges + 1).filter((piece) => piece !== '');
      const problems = pieces.length > mostChanges ? [`there are more than ${mostChanges} changes`] : [];
      const changes: Intervention[] = [];
      for (const piece of pieces.slice(0, mostChanges)) {
        const change = readChange(piece);
        const fault = typeof change === 'string' ? change : faultIn([...changes, change], change, networks);
        if (fault !== undefined) problems.push(`${quote(piece)} ${fault}`);
        if (fault === undefined && typeof change !== 'string') changes.push(change);
      }
      const value = changes.length === 0 ? none : changes;
      return problems[0] === undefined ? { value } : { value, problem: problems.slice(0, 3).join('; ') };
    },
  };
}

function writeChange(change: Intervention): string {
  const { from, until } = change;
  const span = [
    ...(from === undefined || from === 0 ? [] : ['from', from + 1]),
    ...(until === undefined ? [] : ['until', until]),
  ];
  return [...writeDeed(change), ...span].join('.');
}

function writeDeed(change: Intervention): (string | number)[] {
  switch (change.kind) {
    case 'silence':
      return ['silence', change.quantity, change.unit + 1];
    case 'clamp':
      return ['clamp', change.quantity, ...(change.units ?? []).map((unit) => unit + 1), 'at', change.value];
    case 'cut':
      return ['cut', change.weight];
    case 'edit': {
      const place = change.column === undefined ? [change.row] : [change.row, change.column];
      return ['edit', change.parameter, ...place.map((at) => at + 1), 'to', change.value];
    }
    case 'strike':
      return ['strike', change.quantity, ...change.term];
  }
}

const whole = /^\d{1,6}$/;
const shape =
  /^(?<kind>silence|clamp|cut|edit|strike)\.(?<name>\w{1,24})(?<places>(\.\d{1,6})*)(\.(?<word>at|to)\.(?<value>-?\d[\d.e+-]{0,40}?))?(\.from\.(?<from>\d{1,6}))?(\.until\.(?<until>\d{1,6}))?$/;

/** One change as it is written, or what is wrong with it, a clause. */
function readChange(text: string): Intervention | string {
  const {
    kind,
    name = '',
    places: listed = '',
    word,
    value,
    from,
    until,
  } = shape.exec(text.slice(0, 600))?.groups ?? {};
  if (kind === undefined || text.length > 600) return 'is no change of a network';
  const places = listed
    .split('.')
    .filter((place) => whole.test(place))
    .map(Number);
  const span = readSpan(from, until);
  if (typeof span === 'string') return span;
  if ((kind === 'clamp' ? 'at' : kind === 'edit' ? 'to' : undefined) !== word)
    return kind === 'clamp' || kind === 'edit' ? 'does not say at which value' : 'takes no value';
  const number = value === undefined ? 0 : readNumber(value);
  if (number === undefined || Math.abs(number) > largest) return `has a value outside −${largest} to ${largest}`;
  if (kind !== 'strike' && places.some((place) => place < 1)) return 'counts from 0, where 1 comes first';
  const [row = 0, column = 0] = places.map((place) => place - 1);
  if (kind === 'silence')
    return places.length === 1 ? { kind, quantity: name, unit: row, ...span } : 'does not name one unit';
  if (kind === 'cut') return places.length === 0 ? { kind, weight: name, ...span } : 'names units, and a wire has none';
  if (kind === 'strike') return { kind, quantity: name, term: places, ...span };
  if (kind === 'edit') {
    if (places.length === 1) return { kind, parameter: name, row, value: number, ...span };
    return places.length === 2 ? { kind, parameter: name, row, column, value: number, ...span } : 'names no entry';
  }
  if (places.length > mostUnitsNamed) return `names more than ${mostUnitsNamed} units`;
  const units = [...new Set(places.map((place) => place - 1))];
  return { kind: 'clamp', quantity: name, value: number, ...(units.length > 0 && { units }), ...span };
}

function readSpan(from: string | undefined, until: string | undefined): { from?: number; until?: number } | string {
  const first = from === undefined ? 0 : Number(from) - 1;
  const last = until === undefined ? undefined : Number(until);
  if (first < 0) return 'begins before the first step';
  if (first > mostSteps || (last ?? 0) > mostSteps) return 'begins or ends beyond any run';
  if (last !== undefined && last <= first) return 'ends before it begins';
  return { ...(first > 0 && { from: first }), ...(last !== undefined && { until: last }) };
}

/** Why a change, the last of several, fits none of the networks; undefined where it fits one. */
function faultIn(
  changes: readonly Intervention[],
  change: Intervention,
  networks: readonly ChangeableNetwork[],
): string | undefined {
  const faults = networks.map((candidate) => faultOf(changes, change, candidate));
  return faults.includes(undefined) ? undefined : (faults[0] ?? 'cannot be: nothing here can be changed');
}

/** Why a network cannot be told a change, a clause; undefined where it can. */
export function misfitOf(change: Intervention, network: ChangeableNetwork): string | undefined {
  return faultOf([change], change, network);
}

function faultOf(
  changes: readonly Intervention[],
  change: Intervention,
  { network, sizes }: ChangeableNetwork,
): string | undefined {
  const sizeOf = (name: string): readonly number[] | undefined => {
    const node =
      network.quantities.get(name) ?? network.nodes.find((other) => other.kind === 'input' && other.name === name);
    const dimensions = node && network.shapes.get(node);
    return dimensions && resolveShape(dimensions, sizes);
  };
  switch (change.kind) {
    case 'silence':
    case 'clamp': {
      const [size] = sizeOf(change.quantity) ?? [];
      if (size === undefined)
        return `names no quantity of this network; it has ${[...network.quantities.keys()].join(', ')}`;
      const units = change.kind === 'silence' ? [change.unit] : (change.units ?? []);
      return units.every((unit) => unit < size) ? undefined : `names a unit beyond the ${size} that there are`;
    }
    case 'cut': {
      const wires = wiresOf(network).map(({ weight }) => weight);
      return wires.includes(change.weight) ? undefined : `names no wire of this network; it has ${wires.join(', ')}`;
    }
    case 'edit': {
      const parameter = network.parameters.find(({ name }) => name === change.parameter);
      if (parameter === undefined)
        return `names no weight of this network; it has ${network.parameters.map(({ name }) => name).join(', ')}`;
      const place = change.column === undefined ? [change.row] : [change.row, change.column];
      const size = resolveShape(parameter.shape, sizes);
      const isThere = place.length === size.length && place.every((at, axis) => at < (size[axis] ?? 0));
      return isThere ? undefined : `names no entry of ${change.parameter}, which has ${size.join(' by ')}`;
    }
    case 'strike': {
      const root = network.quantities.get(change.quantity);
      if (root === undefined)
        return `names no equation of this network; it has ${[...network.quantities.keys()].join(', ')}`;
      const isTerm = termsOf(network, change.quantity).some(({ path }) => path.join() === change.term.join());
      if (!isTerm) return `names no term of the equation of ${change.quantity}`;
      const struck = changes.flatMap((other) =>
        other.kind === 'strike' && other.quantity === change.quantity ? [other.term] : [],
      );
      return strikeTerms(root, struck) === undefined
        ? `would leave nothing of the equation of ${change.quantity}`
        : undefined;
    }
  }
}
