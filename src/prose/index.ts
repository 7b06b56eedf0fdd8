import { CellEquation } from './CellEquation';
import { Chance } from './Chance';
import { Cite } from './Cite';
import { Claim } from './Claim';
import { ClaimTable } from './ClaimTable';
import { Figure } from './Figure';
import { FigureLink } from './FigureLink';
import { Forgetting } from './Forgetting';
import { LargestState } from './LargestState';
import { Measured } from './Measured';
import { Predict } from './Predict';
import { References } from './References';
import { Sidenote } from './Sidenote';
import { Surprise } from './Surprise';
import { Term } from './Term';
import { WeightTable } from './WeightTable';

/** What a chapter may use without importing it. */
export const proseComponents = {
  CellEquation,
  Chance,
  Cite,
  Claim,
  ClaimTable,
  Figure,
  FigureLink,
  Forgetting,
  LargestState,
  Measured,
  Predict,
  References,
  Sidenote,
  Surprise,
  Term,
  WeightTable,
};
