import { Cite } from './Cite';
import { Figure } from './Figure';
import { Measured } from './Measured';
import { References } from './References';
import { Sidenote } from './Sidenote';
import { Term } from './Term';

/** What a chapter may use without importing it. */
export const proseComponents = { Cite, Figure, Measured, References, Sidenote, Term };
