import type { Cell } from '../equations/defineCell';
import type { Operation } from '../equations/Expression';
import type { LossKind } from '../tasks/Task';

const squashing = { crossEntropy: 'softmax', bernoulli: 'sigmoid' } as const;

/**
 * What a loss is taken from: what goes into the softmax or σ of y, or y itself.
 * @throws Error when the network does not end as the loss needs it to
 */
export function scoresOf(network: Cell, kind: LossKind): Operation {
  const y = network.quantities.get('y');
  const scores =
    kind === 'squaredError' ? y : y?.kind === 'operation' && y.operator === squashing[kind] ? y.inputs[0] : undefined;
  if (scores?.kind === 'operation') return scores;
  const wanted = kind === 'squaredError' ? 'y' : `y = ${squashing[kind]}(…)`;
  throw new Error(`network "${network.id}" has no ${wanted} to take a loss of the kind "${kind}" from`);
}
