import type { Cell } from '../equations/defineCell';
import { gru } from './gru';
import { lstm } from './lstm';
import { tanh } from './tanh';

/** Every recurrent cell of the book, by name. */
export const cells = { tanh, lstm, gru } satisfies Record<string, Cell>;
