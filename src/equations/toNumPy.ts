import type { Cell } from './defineCell';
import { pythonHelpers } from './pythonHelpers';
import { asStaged, pythonRun, type Staged, stepName } from './pythonRun';
import { beforeName, pythonName, pythonStep, shapeCode, sizeSources } from './pythonStep';

/**
 * Writes a cell, or a network of stages, as plain NumPy functions: `step`, the equations line by line, and `run` over sequences, which returns
 * every quantity at every step. Parameters are a dictionary of arrays, named as the equations name them; `safetensors.numpy.load_file` reads
 * ours into one. Sequences of a batch are of one length: masks are left out.
 */
export function toNumPy(program: Cell | Staged): string {
  const staged = asStaged(program);
  const sources = sizeSources(staged);
  const sizeCode = (letter: string): string => {
    const source = sources.get(letter);
    return source === undefined ? 'x.shape[-1]' : `weights["${source.parameter}"].shape[${source.axis}]`;
  };
  const steps = staged.stages.map(({ cell }, stage) => stepText(cell, stepName(staged, stage)));
  const run = pythonRun(staged, {
    zeros: (sequence, shape) => `np.zeros(${sequence}.shape[1:-1] + ${shapeCode(shape, sizeCode)})`,
    stack: 'np.stack',
    step: (name) => name,
    stepArguments: ['weights'],
  });
  const runText = `
def run(${['weights', ...staged.inputs.map(pythonName)].join(', ')}, initial=None):
    """Sequences [T, ..., size]: every quantity at every step, [T, ..., size]. States start at zero unless told."""
${run.map((line) => `    ${line}`).join('\n')}`;
  const texts = [...pythonHelpers(steps.join('\n'), 'np'), ...steps, runText];
  return `"""The equations of "${staged.id}" in NumPy.

Vectors are rows: x @ W_xh is what papers print as W_xh x, with columns. Leading axes, such as a batch, go through.
Weights by name: ${staged.parameters.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ')}.
"""
import numpy as np

${texts.map((text) => `\n${text.trim()}\n`).join('\n')}`;
}

function stepText(cell: Cell, name: string): string {
  const lines = pythonStep(cell, 'np', { parameter: (parameter) => `weights["${parameter}"]` });
  return `
def ${name}(${['weights', ...cell.inputs.map(pythonName), ...cell.state.map(beforeName)].join(', ')}):
    """One step, from this step's inputs and the state before: every quantity by name."""
${lines.map((line) => `    ${line}`).join('\n')}
    return {${[...cell.quantities.keys()].map((quantity) => `"${quantity}": ${pythonName(quantity)}`).join(', ')}}`;
}
