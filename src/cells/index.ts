import type { Cell } from '../equations/defineCell';
import { gru } from './gru';
import { gruResetAfter } from './gruResetAfter';
import { irnn } from './irnn';
import { lstm } from './lstm';
import { lstm1997 } from './lstm1997';
import { lstm1997Original } from './lstm1997Original';
import { lstmPeephole } from './lstmPeephole';
import { tanh } from './tanh';

/** Every recurrent cell of the book, by name. */
export const cells = {
  tanh,
  irnn,
  'lstm-1997': lstm1997,
  'lstm-1997-original': lstm1997Original,
  lstm,
  'lstm-peephole': lstmPeephole,
  gru,
  'gru-reset-after': gruResetAfter,
} satisfies Record<string, Cell>;
