import type { Attributes } from '../Expression';
import type { Shape } from '../Shape';

/** What an operator's arithmetic may ask of the node that it computes. */
export interface Node {
  readonly attributes: Attributes;
  /** Shapes of the inputs, as numbers. */
  readonly inputShapes: readonly (readonly number[])[];
}

/** How tightly a piece of text binds, so that brackets are put where they are needed and nowhere else: 0 sum, 1 product, 2 atom or call. */
export type Binding = 0 | 1 | 2;

/** A piece of TeX. */
export interface Tex {
  readonly tex: string;
  readonly binding: Binding;
}

/** A piece of what is read aloud. */
export interface Words {
  readonly words: string;
  readonly binding: Binding;
}

/** A piece of a Python expression; `rank` is the number of axes of the value that it stands for, of an input. */
export interface Code {
  readonly code: string;
  readonly binding: Binding;
  readonly rank?: number;
}

/** The array library that Python text is written for, by the name it is imported under. Arrays may have leading axes, such as a batch. */
export type Library = 'torch' | 'np';

/** One row of the operator table: everything that the book knows of an operator, but its tfjs form (`kernels/`). */
export interface Operator {
  /** How many inputs it takes. */
  readonly arity: number | 'any';
  /** Whether each element of the result is made from the elements in its own place. */
  readonly isElementwise?: true;
  /** The shape of the result. @throws ShapeError (without the cell's name) when the inputs do not fit */
  shape(inputs: readonly NamedShape[], attributes: Attributes): Shape;
  /** The value in double precision. Vectors are flat; a matrix is row-major. */
  value(inputs: readonly Float64Array[], node: Node): Float64Array;
  /** ∂L/∂input for every input, from ∂L/∂output. */
  gradient(upstream: Float64Array, inputs: readonly Float64Array[], output: Float64Array, node: Node): Float64Array[];
  /** The operator around the TeX of its inputs. */
  tex(inputs: readonly Tex[], attributes: Attributes): Tex;
  /** The operator as it is read aloud, around the words of its inputs. */
  sentence(inputs: readonly Words[], attributes: Attributes): Words;
  /** The operator as a Python expression around those of its inputs. PyTorch and NumPy share most of their names. */
  python(inputs: readonly Code[], attributes: Attributes, library: Library): Code;
}

/** A shape with the symbol that has it, so that an error can say who does not fit. */
export interface NamedShape {
  readonly symbol: string;
  readonly shape: Shape;
}

/** Brackets a piece of TeX when it binds less tightly than its place asks for. */
export function bracket(piece: Tex, binding: Binding): string {
  return piece.binding >= binding ? piece.tex : `\\left(${piece.tex}\\right)`;
}

/** Brackets words, as a voice does, when they bind less tightly than their place asks for. */
export function bracketWords(piece: Words, binding: Binding): string {
  return piece.binding >= binding ? piece.words : `open bracket, ${piece.words}, close bracket`;
}

/** Brackets Python when it binds less tightly than its place asks for. */
export function bracketCode(piece: Code, binding: Binding): string {
  return piece.binding >= binding ? piece.code : `(${piece.code})`;
}

/** Inputs that are not there, so that rows need not ask: the interpreter has counted them. */
export const nothing = { tex: '', words: '', code: '', binding: 2 } as const;

/** The value of an input that is not there. */
export const none = new Float64Array();
