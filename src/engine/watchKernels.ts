import * as tf from '@tensorflow/tfjs';

/** Calls back before every kernel that tfjs runs, gradients' included: it is where a long synchronous turn can still say that it lives. */
export function watchKernels(onKernel: () => void): void {
  const engine = tf.engine();
  const runKernel = engine.runKernel.bind(engine);
  engine.runKernel = (...call) => {
    onKernel();
    return runKernel(...call);
  };
}
