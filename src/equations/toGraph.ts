import type { Cell } from './defineCell';
import type { Expression } from './Expression';
import { type OperatorId } from './operators';
import type { Shape } from './Shape';
import { namesOf } from './toTex';

/** A node of a cell's data flow. */
export interface GraphNode {
  readonly id: string;
  /** What it is: something given, or the operator that computes it. */
  readonly kind: 'input' | 'state' | 'weight' | 'bias' | OperatorId;
  /** The quantity that it is, if the equations name it; a given thing's own name. */
  readonly name?: string;
  readonly shape: Shape;
}

/** An edge of a cell's data flow, from a value to the operator that uses it. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Its place among the operator's inputs. */
  readonly place: number;
}

/** A cell's data flow at one step. Quantities that become the next step's state are listed by name in `state`. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly state: readonly string[];
}

/** Reads a cell as a graph: one node a value, inputs before their users; ids are the same in every run. */
export function toGraph(cell: Cell): Graph {
  const names = namesOf(cell);
  const ids = new Map<Expression, string>(cell.nodes.map((node, index) => [node, `n${index}`]));
  const idOf = (node: Expression): string => ids.get(node) ?? '';
  return {
    state: cell.state,
    nodes: cell.nodes.map((node) => {
      const name = node.kind === 'operation' ? names.get(node) : node.name;
      return {
        id: idOf(node),
        kind: node.kind === 'operation' ? node.operator : node.kind,
        shape: cell.shapes.get(node) ?? [],
        ...(name === undefined ? {} : { name }),
      };
    }),
    edges: cell.nodes.flatMap((node) =>
      node.kind === 'operation'
        ? node.inputs.map((input, place) => ({ from: idOf(input), to: idOf(node), place }))
        : [],
    ),
  };
}
