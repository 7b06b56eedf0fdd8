import type { Cell } from './defineCell';
import type { Given } from './Expression';
import { pythonHelpers } from './pythonHelpers';
import { beforeName, pythonName, pythonStep, shapeCode, sizeSources } from './pythonStep';
import type { Start } from './Start';

/**
 * Writes a cell as a PyTorch module whose parameters bear the names of the equations, with `step`, `forward` over a sequence, which returns
 * every quantity at every step, and `load`, which reads one of our safetensors files.
 */
export function toPyTorch(cell: Cell): string {
  const lines = pythonStep(cell, 'torch', { parameter: (name) => `self.${name}` });
  const inputs = cell.inputs.map(pythonName);
  const first = inputs[0] ?? 'x';
  const sources = sizeSources(cell);
  const letters = [...sources.keys()];
  const className = classNameOf(cell.id);
  const sizeCode = (letter: string): string => (sources.has(letter) ? `self.${letter}` : `${first}.shape[-1]`);
  const parameters = cell.parameters.map(
    (parameter) =>
      `        self.${parameter.name} = nn.Parameter(${startCode(parameter, cell.initialisation?.[parameter.name])})`,
  );
  const states = Object.entries(cell.stateShapes).map(
    ([name, shape]) =>
      `            "${name}": ${first}.new_zeros(tuple(${first}.shape[1:-1]) + ${shapeCode(shape, sizeCode)}),`,
  );
  const before = cell.state.map((name) => `${beforeName(name)}=state["${name}"]`);
  const sizes = [...sources].map(([letter, { parameter, axis }]) => `${letter}=tensors["${parameter}"].shape[${axis}]`);
  const body = `
class ${className}(nn.Module):
    """The equations of "${cell.id}". Sizes: ${letters.join(', ')}."""

    def __init__(${['self', ...letters].join(', ')}):
        super().__init__()
${letters.map((letter) => `        self.${letter} = ${letter}`).join('\n')}
${parameters.join('\n')}

    def step(${['self', ...inputs, ...cell.state.map(beforeName)].join(', ')}):
        """One step, from this step's inputs and the state before: every quantity by name."""
${lines.map((line) => `        ${line}`).join('\n')}
        return {${[...cell.quantities.keys()].map((name) => `"${name}": ${pythonName(name)}`).join(', ')}}

    def forward(${['self', ...inputs].join(', ')}, initial=None):
        """A sequence [T, B, size]: every quantity at every step, [T, B, size]. The state starts at zero unless told."""
        state = {
${states.join('\n')}
        }
        state.update(initial or {})
        steps = []
        for t in range(len(${first})):
            values = self.step(${[...inputs.map((name) => `${name}[t]`), ...before].join(', ')})
            state = {name: values[name] for name in state}
            steps.append(values)
        return {name: torch.stack([values[name] for values in steps]) for name in steps[0]}


def load(path):
    """The module with the weights of a safetensors file, which are stored in half precision."""
    tensors = load_file(path)
    module = ${className}(${sizes.join(', ')})
    module.load_state_dict({name: tensors[name].float() for name in module.state_dict()})
    return module`;
  return `"""The equations of "${cell.id}" in PyTorch.

Vectors are rows: x @ W_xh is what papers print as W_xh x, with columns, and W_xh is [X, H], the transpose of nn.Linear's weight.
Needs: pip install torch safetensors
"""
import torch
from safetensors.torch import load_file
from torch import nn

${[...pythonHelpers(lines.join('\n'), 'torch'), body.trim()].map((text) => `\n${text}\n`).join('\n')}`;
}

/** How a parameter starts: as its cell says, or else matrices so that a product keeps its size, and vectors at zero. */
function startCode({ shape }: Given, start: Start | undefined): string {
  const sides = shapeCode(shape, (letter) => letter).replace(/^\(|,?\)$/g, '');
  const [rows = ''] = sides.split(',');
  if (start?.kind === 'identity') return `${start.factor} * torch.eye(${sides})`;
  if (start?.kind === 'normal') return `${start.deviation} * torch.randn(${sides})`;
  if (start?.kind === 'constant') return `torch.full((${sides},), ${floatCode(start.value)})`;
  return shape.length > 1
    ? `torch.randn(${sides}) / ${/\W/.test(rows) ? `(${rows})` : rows} ** 0.5`
    : `torch.zeros(${sides})`;
}

function floatCode(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}

function classNameOf(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const name = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  return /^\d/.test(name) ? `Cell${name}` : name;
}
