import * as tf from '@tensorflow/tfjs';

/**
 * a · b for [N, K] and [K, M], with gradients that transpose first and then multiply: tfjs's WASM backend hands only untransposed
 * products to its fast kernel.
 */
export function matrixProduct(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return differentiable(a, b) as tf.Tensor2D;
}

const differentiable = tf.customGrad((...given) => {
  const [a, b, save] = given as unknown as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
  save([a, b]);
  return {
    value: tf.matMul(a, b),
    gradFunc: (upstream: tf.Tensor, saved: tf.Tensor[]) => {
      const [left, right] = saved as [tf.Tensor2D, tf.Tensor2D];
      return [tf.matMul(upstream, tf.transpose(right)), tf.matMul(tf.transpose(left), upstream)];
    },
  };
});
