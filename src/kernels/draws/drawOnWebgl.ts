import * as tf from '@tensorflow/tfjs';
import { JoinProgram } from './JoinProgram';
import { ProductProgram } from './ProductProgram';
import { type Draws, type Part, whole } from './Stage';
import { StageProgram } from './StageProgram';

type WebglProgram = StageProgram | ProductProgram | JoinProgram;

/** The part of tfjs's WebGL backend that draws a program of one's own. */
interface WebglBackend {
  runWebGLProgram(
    program: WebglProgram,
    inputs: readonly tf.TensorInfo[],
    type: 'float32',
    uniforms?: readonly (readonly number[])[],
  ): tf.TensorInfo;
}

/** Draws with tfjs's WebGL backend, which must be the one that is set. */
export const drawOnWebgl: Draws = {
  stage: (stage) => run(stage.parts.flat(), (tensors) => new StageProgram(stage, tensors)),
  product: (product) => run(product.parts, (tensors) => new ProductProgram(product, tensors), product.weight),
  join(tensors) {
    const groups = Array.from({ length: Math.ceil(tensors.length / mostTextures) }, (_, group) =>
      tensors.slice(group * mostTextures, (group + 1) * mostTextures),
    );
    const joined = groups.map((group) =>
      group.length === 1 && group[0] !== undefined
        ? group[0]
        : run(group.map(whole), (given) => new JoinProgram(given)),
    );
    return joined.length === 1 && joined[0] !== undefined ? joined[0] : drawOnWebgl.join(joined);
  },
};

/** Textures that one draw may read anywhere. */
const mostTextures = 16;

function run(
  parts: readonly Part[],
  write: (tensors: readonly tf.Tensor2D[]) => WebglProgram,
  ...more: readonly tf.Tensor2D[]
): tf.Tensor2D {
  const tensors = [...new Set(parts.map(({ tensor }) => tensor))];
  const backend = tf.backend() as unknown as WebglBackend;
  const program = write(tensors);
  const rows = program.customUniforms.length === 0 ? [] : parts.map(({ row }) => [row]);
  const drawn = backend.runWebGLProgram(program, [...tensors, ...more], 'float32', rows);
  return tf.engine().makeTensorFromTensorInfo(drawn) as tf.Tensor2D;
}
