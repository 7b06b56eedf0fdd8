import type { Cell } from './defineCell';
import { pythonHelpers } from './pythonHelpers';
import { beforeName, pythonName, pythonStep, shapeCode, sizeSources } from './pythonStep';

/**
 * Writes a cell as plain NumPy functions: `step`, the equations line by line, and `run` over a sequence, which returns every quantity at every
 * step. Parameters are a dictionary of arrays, named as the equation names them; `safetensors.numpy.load_file` reads ours into one.
 */
export function toNumPy(cell: Cell): string {
  const lines = pythonStep(cell, 'np', { parameter: (name) => `weights["${name}"]` });
  const inputs = cell.inputs.map(pythonName);
  const sources = sizeSources(cell);
  const sizeCode = (letter: string): string => {
    const source = sources.get(letter);
    return source === undefined ? 'x.shape[-1]' : `weights["${source.parameter}"].shape[${source.axis}]`;
  };
  const first = inputs[0] ?? 'x';
  const states = Object.entries(cell.stateShapes).map(
    ([name, shape]) => `        "${name}": np.zeros(${first}.shape[1:-1] + ${shapeCode(shape, sizeCode)}),`,
  );
  const before = cell.state.map((name) => `${beforeName(name)}=state["${name}"]`);
  const body = `
def step(${['weights', ...inputs, ...cell.state.map(beforeName)].join(', ')}):
    """One step, from this step's inputs and the state before: every quantity by name."""
${lines.map((line) => `    ${line}`).join('\n')}
    return {${[...cell.quantities.keys()].map((name) => `"${name}": ${pythonName(name)}`).join(', ')}}


def run(${['weights', ...inputs].join(', ')}, initial=None):
    """A sequence [T, ..., size]: every quantity at every step, [T, ..., size]. The state starts at zero unless told."""
    state = {
${states.join('\n')}
    }
    state.update(initial or {})
    steps = []
    for t in range(len(${first})):
        values = step(${['weights', ...inputs.map((name) => `${name}[t]`), ...before].join(', ')})
        state = {name: values[name] for name in state}
        steps.append(values)
    return {name: np.stack([values[name] for values in steps]) for name in steps[0]}`;
  return `"""The equations of "${cell.id}" in NumPy.

Vectors are rows: x @ W_xh is what papers print as W_xh x, with columns. Leading axes, such as a batch, go through.
Parameters by name: ${cell.parameters.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ')}.
"""
import numpy as np

${[...pythonHelpers(lines.join('\n'), 'np'), body.trim()].map((text) => `\n${text}\n`).join('\n')}`;
}
