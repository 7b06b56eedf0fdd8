import { evaluateSequence } from '../equations/evaluateSequence';
import { bakeEquation } from '../frame/bakeEquation';
import { bakeRun, packWeights, readWeights, unpackRun } from '../frame/bakeRun';
import type { FigureResources, FigureSettings } from '../frame/FigureEntry';
import { startStep } from '../frame/Run';
import { readSettings } from '../frame/readSettings';
import { numbersAt } from '../frame/slotContext';
import { systems } from '../systems';
import { nestWeights } from '../traces/nestWeights';
import { type CarryBitProps, carrySystem, drawSums, quantities, sumInput } from './carryBitProps';
import { type CarryProbe, probeCarry } from './carryProbe';
import { measureSums, type SumsMeasured } from './measureSums';

/** Bakes a CarryBit. Build time only. */
export function bakeCarryBit(settings: FigureSettings, resources: FigureResources): CarryBitProps {
  const given = readSettings('CarryBit', settings, { a: 91, b: 46, t: 0, unit: 3 });
  const { network } = systems[carrySystem];
  const weights = readWeights(carrySystem, resources);
  const run = bakeRun(carrySystem, sumInput(given.a, given.b), quantities, resources);
  const unpacked = unpackRun(run);
  const start = { ...given, t: startStep(given.t, unpacked.trace.steps) };
  return {
    id: settings.id,
    number: settings.number,
    start,
    run,
    weights: packWeights(weights, Object.keys(weights), unpacked),
    typeset: bakeEquation(network, 'h', resources, (slots) => numbersAt(slots, unpacked, weights, start.t, start.unit)),
    measured: rounded(bakeMeasured(nestWeights(weights))),
    widths: readWidths(resources.checkpointReport(carrySystem)),
  };
}

function bakeMeasured(parameters: ReturnType<typeof nestWeights>): SumsMeasured {
  const sums = drawSums();
  const { steps, batch, inputs } = sums;
  const H = systems[carrySystem].sizes.H ?? 0;
  const [h, y] = [new Float32Array(steps * batch * H), new Float32Array(steps * batch)];
  for (let b = 0; b < batch; b++) {
    const xs = Array.from({ length: steps }, (_, t) => [
      ...inputs.subarray((t * batch + b) * 2, (t * batch + b) * 2 + 2),
    ]);
    evaluateSequence(systems[carrySystem].network, parameters, xs).steps.forEach((step, t) => {
      h.set(step.h ?? [], (t * batch + b) * H);
      y.set(step.y ?? [], t * batch + b);
    });
  }
  return measureSums(sums, { h, y }, probeCarry);
}

/** What is drawn needs three decimals, what is read five. */
function rounded(measured: SumsMeasured): SumsMeasured {
  const to = (digits: number) => (value: number) => Number(value.toFixed(digits));
  const { direction, across, threshold, ...rest } = measured.probe;
  const probe: CarryProbe = {
    ...rest,
    direction: direction.map(to(5)),
    across: across.map(to(5)),
    threshold: to(5)(threshold),
  };
  return {
    ...measured,
    probe,
    means: measured.means.map(to(5)),
    points: measured.points.map(({ along, across: side, carry }) => ({
      along: to(2)(along),
      across: to(2)(side),
      carry,
    })),
  };
}

function readWidths(report: unknown): CarryBitProps['widths'] {
  const { widths } = report as { widths?: Record<string, { solved: number; seeds: number; best: number }> };
  if (widths === undefined)
    throw new Error(`the report of ${carrySystem} says nothing of widths; npm run check writes it`);
  return Object.entries(widths).map(([H, { solved, seeds, best }]) => ({ H: Number(H), solved, seeds, best }));
}
