import { Cite } from './Cite';
import { Figure } from './Figure';
import { References } from './References';
import { Sidenote } from './Sidenote';
import { Term } from './Term';

/** What a chapter may use without importing it. */
export const proseComponents = { Cite, Figure, References, Sidenote, Term };
