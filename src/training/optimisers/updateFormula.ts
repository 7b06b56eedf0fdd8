import { Formula } from '../../kernels/formulas/Formula';
import type { OptimiserSettings } from '../../systems/Settings';
import { optimisers } from '.';
import type { Optimiser } from './Optimiser';

const formulas = new Map<string, Formula>();

/**
 * One update of every weight as a formula over the flat vectors `value`, `gradient` and the optimiser's slots, to `next value` and `next …` of
 * each slot; its scalars are the optimiser's and `clip share`, `clip bound`.
 */
export function updateFormula(kind: OptimiserSettings['kind']): Formula {
  const known = formulas.get(kind);
  if (known !== undefined) return known;
  const optimiser = optimisers[kind] as Optimiser<OptimiserSettings>;
  const f = new Formula();
  const scalar = (key: string) => f.load({ key, spread: 'scalar' });
  const row = (key: string) => f.load({ key, spread: 'row' });
  const bound = scalar('clip bound');
  const scaled = f.apply('mul', row('gradient'), scalar('clip share'));
  const gradient = f.apply('max', f.apply('min', scaled, bound), f.apply('sub', f.constant(0), bound));
  const { value, slots } = optimiser.step(f, { value: row('value'), gradient, slot: row, scalar });
  f.store({ key: 'next value', spread: 'row' }, value);
  for (const [name, term] of Object.entries(slots)) f.store({ key: `next ${name}`, spread: 'row' }, term);
  formulas.set(kind, f);
  return f;
}
