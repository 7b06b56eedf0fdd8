import { cosineEpsilon } from './operators/matrices';
import type { Library } from './operators/Operator';

/** Lists the Python functions that the operators' text calls, those that the given text needs; all let leading axes through. */
export function pythonHelpers(code: string, library: Library): string[] {
  const texts = helperTexts(library);
  return Object.entries(texts).flatMap(([name, text]) =>
    new RegExp(`(?<![.\\w])${name}\\(`).test(code) ? [text.trim()] : [],
  );
}

function helperTexts(library: Library): Record<string, string> {
  const join = (parts: string): string =>
    library === 'torch' ? `torch.cat(${parts}, dim=-1)` : `np.concatenate(${parts}, axis=-1)`;
  return {
    softmax: `
def softmax(a):
    powers = np.exp(a - a.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)`,
    sqrt: `
def sqrt(a):
    """The root of the positive part, with slope 0 at 0 and below."""
    positive = a > 0
    return ${library}.where(positive, ${library}.where(positive, a, ${library}.ones_like(a)) ** 0.5, ${library}.zeros_like(a))`,
    reshape: `
def reshape(a, axes, shape):
    """The last so many axes in another shape."""
    return a.reshape(tuple(a.shape[:a.ndim - axes]) + shape)`,
    gather: `
def gather(matrix, index):
    """The row that the index names, counted from 0."""
    rows = ${library}.arange(matrix.shape[-2]${library === 'torch' ? ', device=index.device' : ''}) == ${library}.round(index)
    return (rows[..., None] * matrix).sum(-2)`,
    cosine_similarity: `
def cosine_similarity(matrix, vector):
    """Of each row with the vector; the epsilon keeps it finite where one is zero."""
    lengths = ((matrix**2).sum(-1) + ${cosineEpsilon}) ** 0.5 * ((vector**2).sum(-1) + ${cosineEpsilon})[..., None] ** 0.5
    return (matrix @ vector[..., None])[..., 0] / lengths`,
    circular_convolution: `
def circular_convolution(a, kernel, centre):
    return sum(kernel[..., k:k + 1] * ${library}.roll(a, k - centre, -1) for k in range(kernel.shape[-1]))`,
    conv1d: `
def conv1d(a, filters, rows):
    """Windows of so many rows, end to end, times the filters [rows * channels, size]."""
    length = a.shape[-2] - rows + 1
    patches = ${join('[a[..., k:k + length, :] for k in range(rows)]')}
    return patches @ filters`,
    conv2d: `
def conv2d(a, filters, rows, columns):
    """Windows of rows and columns, end to end, times the filters [rows * columns * channels, size]."""
    height, width = a.shape[-3] - rows + 1, a.shape[-2] - columns + 1
    patches = ${join('[a[..., i:i + height, j:j + width, :] for i in range(rows) for j in range(columns)]')}
    return patches @ filters[..., None, :, :]`,
    pool: `
def pool(a, along, rows, columns=None):
    """Windows side by side, of a sequence [length, channels] or an image [rows, columns, channels]."""
    if columns is None:
        return along(a.reshape(tuple(a.shape[:-2]) + (a.shape[-2] // rows, rows, a.shape[-1])), -2)
    sides = (a.shape[-3] // rows, rows, a.shape[-2] // columns, columns, a.shape[-1])
    return along(along(a.reshape(tuple(a.shape[:-3]) + sides), -2), -3)`,
    complex_product: `
def complex_product(a, b):
    """Real parts first, then imaginary ones."""
    half = a.shape[-1] // 2
    (re, im), (other_re, other_im) = (a[..., :half], a[..., half:]), (b[..., :half], b[..., half:])
    return ${join('[re * other_re - im * other_im, re * other_im + im * other_re]')}`,
    hold: `
def hold(a, axes, units, value, clock=None, start=0):
    """An intervention: units of the last so many axes are held at a value, from a step on."""
    shape = tuple(a.shape[a.ndim - axes:])
    mask = ${library === 'torch' ? 'torch.zeros(shape, dtype=torch.bool, device=a.device)' : 'np.zeros(shape, dtype=bool)'}.reshape(-1)
    mask[units] = True
    mask = mask.reshape(shape)
    if clock is not None:
        mask = mask & (clock[..., :1] >= start).reshape(tuple(clock.shape[:-1]) + (1,) * axes)
    return ${library}.where(mask, ${library}.full_like(a, value), a)`,
  };
}
