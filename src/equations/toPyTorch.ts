import type { Cell } from './defineCell';
import type { Given } from './Expression';
import { pythonHelpers } from './pythonHelpers';
import { asStaged, pythonRun, type Staged, stepName } from './pythonRun';
import { beforeName, pythonName, pythonStep, shapeCode, sizeSources } from './pythonStep';
import type { Start } from './Start';

/**
 * Writes a cell, or a network of stages, as a PyTorch module whose parameters bear the names of the equations, with `step`, `forward` over
 * sequences, which returns every quantity at every step, and `load`, which reads one of our safetensors files. Sequences of a batch are of
 * one length: masks are left out.
 */
export function toPyTorch(program: Cell | Staged): string {
  const staged = asStaged(program);
  const sources = sizeSources(staged);
  const letters = [...sources.keys()];
  const className = classNameOf(staged.id);
  const steps = staged.stages.map(({ cell }, stage) => stepText(cell, stepName(staged, stage)));
  const run = pythonRun(staged, {
    zeros: (sequence, shape) =>
      `${sequence}.new_zeros(tuple(${sequence}.shape[1:-1]) + ${shapeCode(shape, (letter) => (sources.has(letter) ? `self.${letter}` : 'x.shape[-1]'))})`,
    stack: 'torch.stack',
    step: (name) => `self.${name}`,
    stepArguments: [],
  });
  const parameters = staged.parameters.map(
    (parameter) =>
      `        self.${parameter.name} = nn.Parameter(${startCode(parameter, staged.initialisation?.[parameter.name])})`,
  );
  const sizes = [...sources].map(([letter, { parameter, axis }]) => `${letter}=tensors["${parameter}"].shape[${axis}]`);
  const module = `
class ${className}(nn.Module):
    """The equations of "${staged.id}". Sizes: ${letters.join(', ')}."""

    def __init__(${['self', ...letters].join(', ')}):
        super().__init__()
${letters.map((letter) => `        self.${letter} = ${letter}`).join('\n')}
${parameters.join('\n')}
${steps.join('\n')}

    def forward(${['self', ...staged.inputs.map(pythonName)].join(', ')}, initial=None):
        """Sequences [T, B, size]: every quantity at every step, [T, B, size]. States start at zero unless told."""
${run.map((line) => `        ${line}`).join('\n')}`;
  const load = `
def load(path):
    """The module with the weights of a safetensors file, which may store them in half precision."""
    tensors = load_file(path)
    module = ${className}(${sizes.join(', ')})
    module.load_state_dict({name: tensors[name].float() for name in module.state_dict()})
    return module`;
  const texts = [...pythonHelpers(steps.join('\n'), 'torch'), module, load];
  return `"""The equations of "${staged.id}" in PyTorch.

Vectors are rows: x @ W_xh is what papers print as W_xh x, with columns, and W_xh is [X, H], the transpose of nn.Linear's weight.
Needs: pip install torch safetensors
"""
import torch
from safetensors.torch import load_file
from torch import nn

${texts.map((text) => `\n${text.trim()}\n`).join('\n')}`;
}

function stepText(cell: Cell, name: string): string {
  const lines = pythonStep(cell, 'torch', { parameter: (parameter) => `self.${parameter}` });
  return `
    def ${name}(${['self', ...cell.inputs.map(pythonName), ...cell.state.map(beforeName)].join(', ')}):
        """One step, from this step's inputs and the state before: every quantity by name."""
${lines.map((line) => `        ${line}`).join('\n')}
        return {${[...cell.quantities.keys()].map((quantity) => `"${quantity}": ${pythonName(quantity)}`).join(', ')}}`;
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
