import * as tf from '@tensorflow/tfjs';
import type { Random } from '../base/random';
import type { Cell } from '../equations/defineCell';
import type { Sizes } from '../equations/Shape';
import { compareWithFloat64 } from './compareWithFloat64';
import type { runSequence } from './runSequence';

type Shape = { B: number; T: number; sizes: Sizes; masks?: number[][] };

/** Runs a program in tfjs and in float64 on the same drawn numbers, and compares every quantity at every step and every gradient. */
export function compareTensors(runIt: typeof runSequence, program: Cell, shape: Shape, random: Random): void {
  compareWithFloat64(program, shape, random, ({ B, T, parameters, xs, initial, masks, upstream, lastUpstream }) => {
    const given: [string, tf.Tensor][] = [
      ...Object.entries(parameters).map(([name, value]): [string, tf.Tensor] => [name, tf.tensor(value as number[])]),
      ['x', tf.tensor2d(xs.flat() as number[][], [T * B, xs[0]?.[0]?.length ?? 0])],
      ...Object.entries(initial).map(([name, rows]): [string, tf.Tensor] => [
        `initial ${name}`,
        tf.tensor2d(rows as number[][]),
      ]),
    ];
    const values = new Map<string, number[][]>();
    const lossOf = (...tensors: tf.Tensor[]): tf.Scalar => {
      const named = Object.fromEntries(given.map(([name], place) => [name, tensors[place]])) as Record<
        string,
        tf.Tensor2D
      >;
      const run = runIt(
        program,
        named,
        { x: named.x as tf.Tensor2D },
        T,
        Object.fromEntries(program.state.map((name) => [name, named[`initial ${name}`] as tf.Tensor2D])),
        masks && tf.tensor2d(xs.flatMap((_x, t) => masks.map((mask) => [mask[t] ?? 1]))),
      );
      const terms = [...program.quantities].map(([name, node]) => {
        const tensor = run.valuesOf(node);
        values.set(name, tensor.arraySync());
        return tf.sum(tf.mul(tensor, tf.tensor2d((upstream.get(name)?.flat() ?? []) as number[][])));
      });
      const lasts = program.state.map((name) =>
        tf.sum(tf.mul(run.last[name] as tf.Tensor2D, tf.tensor2d((lastUpstream[name] ?? []) as number[][]))),
      );
      return tf.addN([...terms, ...lasts]).asScalar();
    };
    const gradients = tf.tidy(() => {
      const { grads } = tf.valueAndGrads(lossOf)(given.map(([, tensor]) => tensor));
      return Object.fromEntries(given.map(([name], place) => [name, [...(grads[place] as tf.Tensor).dataSync()]]));
    });
    tf.dispose(given.map(([, tensor]) => tensor));
    return { values, gradients };
  });
}
