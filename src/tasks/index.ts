import { adding } from './adding';
import { binaryAddition } from './binaryAddition';
import { copy } from './copy';
import { counting } from './counting';
import { dyck } from './dyck';
import { echo } from './echo';
import { embeddedReber } from './embeddedReber';
import { parity } from './parity';
import { temporalOrder } from './temporalOrder';
import { unevenCounting } from './unevenCounting';

/** Every generator of sequences, by name; each makes its task of the usual length unless told. Text is read by `characters`. */
export const tasks = {
  adding,
  copy,
  temporalOrder,
  embeddedReber,
  counting,
  unevenCounting,
  dyck,
  binaryAddition,
  parity,
  echo,
};
