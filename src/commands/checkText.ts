import { join } from 'node:path';
import { rewrite } from '../equations/rewrite';
import type { TrainableCharacterSystem } from '../systems/System';
import { measureLoss } from '../training/measureLoss';
import { type Baselines, measureBaselines } from './measureBaselines';
import { measureUnmet } from './measureUnmet';
import { ProgressBar } from './ProgressBar';
import { readCheckpoint } from './readCheckpoint';
import type { ReadText } from './readText';
import { recipeHash } from './recipeHash';
import { type Row, unmeasured } from './Row';
import { writeWhole } from './writeWhole';

/** Measures a character system's claim on the tenth of the text that was held out, and writes its report. */
export async function checkText(system: TrainableCharacterSystem, text: ReadText | undefined): Promise<Row> {
  const { id, claim, training, network, sizes, withoutPast } = system;
  const bound = claim.bound ?? null;
  const claimed = { system: id, claim: claim.measure, bound };
  const stored = readCheckpoint(system.checkpoint, id);
  if ('reason' in stored && !stored.isDamaged) return unmeasured(claimed, stored.reason);
  if (text === undefined) return unmeasured(claimed, 'its text is not at hand; --data takes the path');
  if ('reason' in stored) return unmeasured(claimed, stored.reason, false);
  const { weights, notes, bytes, sha256 } = stored;
  const path = join('public', system.checkpoint);
  if (notes.run !== recipeHash(system, text.text))
    return unmeasured(
      claimed,
      `${path} was trained by another recipe or on another text, so this text may hold what it has seen`,
    );
  const bar = new ProgressBar(`${id} held-out loss`, withoutPast === undefined ? 1 : 2);
  const value = await measureLoss(network, sizes, weights, text.heldOut, (share) => bar.show(share));
  const cutOff =
    withoutPast &&
    (await measureLoss(rewrite(network, withoutPast).cell, sizes, weights, text.heldOut, (share) =>
      bar.show(1 + share),
    ));
  const baselines = baselinesOf(text);
  const rounding = notes.float32 === undefined ? {} : { rounding: value - Number(notes.float32) };
  const report = {
    system: id,
    unit: claim.unit,
    value,
    ...(claim.bound === undefined ? {} : { bound: claim.bound }),
    ...(cutOff === undefined ? {} : { withoutPast: cutOff }),
    parameters: Object.values(weights).reduce((sum, { values }) => sum + values.length, 0),
    bytes: bytes.length,
    letters: text.heldOut.length,
    baselines,
    unmet: unmetIn(text),
    ...rounding,
    seed: training.seed,
    data: notes.data,
    checkpointSha256: sha256,
  };
  writeWhole(path.replace(/safetensors$/, 'json'), `${JSON.stringify(report, undefined, 2)}\n`);
  const ok = Number.isFinite(value) && (bound === null || value <= bound);
  return { ...claimed, value, baseline: baselines.kneserNey6, seeds: [training.seed], ...rounding, ok };
}

const measured = new Map<string, Baselines>();
const unmet = new WeakMap<ReadText, Record<string, number>>();

function unmetIn(text: ReadText): Record<string, number> {
  const found = unmet.get(text) ?? measureUnmet(text);
  unmet.set(text, found);
  return found;
}

function baselinesOf(text: ReadText): Baselines {
  const key = `${text.vocabulary}\n${text.text}`;
  const found = measured.get(key) ?? measureBaselines(text);
  measured.set(key, found);
  return found;
}
