/** Where boxes and lines lie on the paper, by dagre. */

import { Graph as Paper, layout } from "@dagrejs/dagre";

import type { Drawn, Edge, Node } from "./nodes";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** x, y: the middle. */
export interface Placed<T> {
  readonly of: T;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Route {
  readonly of: Edge;
  readonly points: readonly Point[];
  readonly label: Point;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed<Node>[];
  readonly routes: readonly Route[];
}

export const LINE = 17;
const PADDING = 10;
/** Of a letter of the picture, on the average. */
const LETTER = 6.7;
const LONGEST = 46;

/** The words of a node, line by line, each with what it is. */
export function wordsOf(node: Node): { readonly text: string; readonly kind: "title" | "name" | "line" | "fault" }[] {
  const mark = node.opens ? (node.open ? "▾ " : "▸ ") : "";
  return [
    { text: mark + node.title, kind: "title" },
    ...(node.name === "" ? [] : [{ text: node.name, kind: "name" as const }]),
    ...node.lines.map((text) => ({ text, kind: "line" as const })),
    ...node.faults.flatMap((fault) => wrapped(fault.message).map((text) => ({ text, kind: "fault" as const }))),
  ];
}

export function laidOut({ nodes, edges }: Drawn): Layout {
  const paper = new Paper({ multigraph: true });
  paper.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 34, edgesep: 14, marginx: 12, marginy: 12 });
  for (const node of nodes) {
    const words = wordsOf(node);
    const letters = Math.max(...words.map(({ text }) => text.length), 8);
    paper.setNode(node.id, { width: letters * LETTER + 2 * PADDING, height: words.length * LINE + 2 * PADDING - 4 });
  }
  edges.forEach((edge, index) => {
    const width = edge.shape.length * LETTER + 6;
    paper.setEdge(edge.source, edge.target, { width, height: edge.shape === "" ? 0 : LINE, labelpos: "c" }, String(index));
  });
  layout(paper);
  const { width = 0, height = 0 } = paper.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ of: node, ...(paper.node(node.id) as Omit<Placed<Node>, "of">) })),
    routes: edges.map((edge, index) => {
      const { points, x, y } = paper.edge(edge.source, edge.target, String(index)) as { points: Point[]; x?: number; y?: number };
      const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
      return { of: edge, points, label: { x: x ?? middle.x, y: y ?? middle.y } };
    }),
  };
}

/** A smooth way through points, as the data of an SVG path. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const at = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  let path = `M ${at(first)}`;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) path += ` L ${at(point)}`;
    else path += ` Q ${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return path;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LONGEST) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
