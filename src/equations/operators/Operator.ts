import type { Attributes } from '../Expression';
import type { Shape } from '../Shape';

/** What an operator's arithmetic may ask of the node that it computes. */
export interface Node {
  readonly attributes: Attributes;
  /** Shapes of the inputs, as numbers. */
  readonly inputShapes: readonly (readonly number[])[];
}

/** A piece of TeX and how tightly it binds, so that brackets are put where they are needed and nowhere else. */
export interface Tex {
  readonly tex: string;
  /** 0 sum, 1 product, 2 atom or function call. */
  readonly binding: 0 | 1 | 2;
}

/** One row of the operator table: everything that the book knows of an operator, but its tfjs form (`kernels/`). */
export interface Operator {
  /** How many inputs it takes. */
  readonly arity: number | 'any';
  /** The shape of the result. @throws ShapeError (without the cell's name) when the inputs do not fit */
  shape(inputs: readonly NamedShape[], attributes: Attributes): Shape;
  /** The value in double precision. Vectors are flat; a matrix is row-major. */
  value(inputs: readonly Float64Array[], node: Node): Float64Array;
  /** ∂L/∂input for every input, from ∂L/∂output. */
  gradient(upstream: Float64Array, inputs: readonly Float64Array[], output: Float64Array, node: Node): Float64Array[];
  /** The operator around the TeX of its inputs. */
  tex(inputs: readonly Tex[], attributes: Attributes): Tex;
}

/** A shape with the symbol that has it, so that an error can say who does not fit. */
export interface NamedShape {
  readonly symbol: string;
  readonly shape: Shape;
}

/** Brackets a piece when it binds less tightly than its place asks for. */
export function bracket(piece: Tex, binding: Tex['binding']): string {
  return piece.binding >= binding ? piece.tex : `\\left(${piece.tex}\\right)`;
}
