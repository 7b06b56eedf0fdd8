import { startTfjs } from '../engine/startTfjs';
import { inspectFused } from './inspectFused';
import { measureSpeed } from './measureSpeed';

// The bench's own page, built and served by the bench alone: what it calls from outside.
Object.assign(globalThis, { startBackend: startTfjs, measureSpeed, inspectFused });
