/** What of a model is drawn: sub-models open or closed, and layers that a loop repeats as one block. */

import { counted, shown, type Box, type Fault, type Graph, type Line, type Place } from "./data";

/** A box on the picture. `layers`: how many it stands for. `opens`: it can be opened or closed. */
export interface Node {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly lines: readonly string[];
  readonly faults: readonly Fault[];
  readonly fails: boolean;
  readonly at: Place | null;
  readonly opens: boolean;
  readonly open: boolean;
  readonly layers: number;
}

export interface Edge {
  readonly source: string;
  readonly target: string;
  readonly shape: string;
  readonly certain: boolean;
}

export interface Drawn {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** Boxes above which what a loop repeats is drawn as one block to begin with. */
const MANY = 40;
const LONGEST_PERIOD = 16;
const FEWEST_ROUNDS = 3;

/** Boxes from `start` on: `rounds` times the same `period` layers, made by the same lines of code. */
export interface Loop {
  readonly start: number;
  readonly period: number;
  readonly rounds: number;
}

/** The loops of a graph, as far as its boxes tell: the longest ones first found from the front. */
export function loopsOf(boxes: readonly Box[]): Loop[] {
  const keys = boxes.map((box) => (box.at === null ? "" : `${box.layer}@${box.at.range.start.line}`));
  const loops: Loop[] = [];
  let start = 0;
  while (start < keys.length) {
    const loop = longest(keys, start);
    if (loop === undefined) start += 1;
    else {
      loops.push(loop);
      start += loop.period * loop.rounds;
    }
  }
  return loops;
}

function longest(keys: readonly string[], start: number): Loop | undefined {
  let best: Loop | undefined;
  for (let period = 1; period <= LONGEST_PERIOD; period += 1) {
    const first = keys.slice(start, start + period);
    if (first.length < period || first.includes("")) break;
    let rounds = 1;
    while (first.every((key, index) => keys[start + rounds * period + index] === key)) rounds += 1;
    const loop = { start, period, rounds };
    if (rounds >= FEWEST_ROUNDS && (best === undefined || period * rounds > best.period * best.rounds)) best = loop;
  }
  return best;
}

/** What is drawn of a graph. `toggled`: the ids of those blocks that are not as they are to begin with. */
export function drawn(graph: Graph, toggled: ReadonlySet<string>): Drawn {
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  add(graph, "", toggled, nodes, edges);
  return { nodes, edges };
}

/** The ids that the boxes of a graph have on the picture: where lines leave them, and where lines come in. */
interface Ends {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

function add(graph: Graph, path: string, toggled: ReadonlySet<string>, nodes: Node[], edges: Edge[]): Ends {
  const blocks = new Map<number, string>();
  for (const loop of loopsOf(graph.boxes)) addLoop(graph, loop, path, toggled, nodes, blocks);
  const ends = graph.boxes.map((box, index): Ends => {
    const block = blocks.get(index);
    if (block !== undefined) return { first: [block], last: [block] };
    return addBox(box, `${path}${index}`, toggled, nodes, edges);
  });
  addLines(graph.lines, ends, edges);
  const outward = new Set(graph.lines.map((line) => line.source));
  const inward = new Set(graph.lines.map((line) => line.target));
  return {
    first: ends.flatMap((end, index) => (inward.has(index) ? [] : end.first)),
    last: ends.flatMap((end, index) => (outward.has(index) ? [] : end.last)),
  };
}

function addLines(lines: readonly Line[], ends: readonly Ends[], edges: Edge[]): void {
  const known = new Set(edges.map((edge) => `${edge.source}>${edge.target}>${edge.shape}`));
  const arrived = new Map<number, number>();
  for (const line of lines) {
    const came = arrived.get(line.target) ?? 0;
    arrived.set(line.target, came + 1);
    const source = ends[line.source]?.last[line.index] ?? ends[line.source]?.last.at(-1);
    const target = ends[line.target]?.first[came] ?? ends[line.target]?.first.at(-1);
    if (source === undefined || target === undefined || source === target) continue;
    const edge = { source, target, shape: line.shape ?? "", certain: line.certain };
    const key = `${edge.source}>${edge.target}>${edge.shape}`;
    if (!known.has(key)) edges.push(edge);
    known.add(key);
  }
}

function addLoop(graph: Graph, loop: Loop, path: string, toggled: ReadonlySet<string>, nodes: Node[], blocks: Map<number, string>): void {
  const id = `${path}loop${loop.start}`;
  const closed = graph.boxes.length > MANY !== toggled.has(id);
  if (!closed) return;
  const length = loop.period * loop.rounds;
  const inside = graph.boxes.slice(loop.start, loop.start + length);
  const params = inside.every((box) => box.params !== null) ? inside.reduce((sum, box) => sum + (box.params ?? 0), 0) : null;
  const round = inside.slice(0, loop.period).map((box) => box.layer);
  nodes.push({
    id,
    title: `${loop.rounds} × ${loop.period === 1 ? (round[0] ?? "") : counted(loop.period, "layer")}`,
    name: loop.period === 1 ? "" : round.slice(0, 3).join(", ") + (round.length > 3 ? ", …" : ""),
    lines: params === null ? [] : [counted(params, "parameter")],
    faults: inside.flatMap((box) => box.faults),
    fails: inside.some((box) => box.fails || box.faults.some((fault) => fault.severity === "error")),
    at: inside[0]?.at ?? null,
    opens: true,
    open: false,
    layers: length,
  });
  for (let index = loop.start; index < loop.start + length; index += 1) blocks.set(index, id);
}

function addBox(box: Box, id: string, toggled: ReadonlySet<string>, nodes: Node[], edges: Edge[]): Ends {
  if (box.inner !== null && toggled.has(id)) {
    nodes.push({ ...node(box, id), open: true, lines: [], layers: 0 });
    const ends = add(box.inner, `${id}/`, toggled, nodes, edges);
    edges.push(...ends.first.map((target) => ({ source: id, target, shape: "", certain: true })));
    return { first: [id], last: ends.last };
  }
  nodes.push(node(box, id));
  return { first: [id], last: [id] };
}

function node(box: Box, id: string): Node {
  const layers = box.inner === null ? 1 : box.inner.boxes.length;
  const field = box.fields[0];
  const lines = [
    ...(box.inner === null ? [] : [counted(layers, "layer")]),
    ...settingsOf(box),
    ...(box.params === null || box.params === 0 ? [] : [counted(box.params, "parameter")]),
    ...(field === undefined || box.layer.startsWith("Input") ? [] : [field.says]),
  ];
  const title = box.calls > 1 ? `${box.layer} (call ${box.call} of ${box.calls})` : box.layer;
  const { name, faults, at } = box;
  const fails = box.fails || faults.some((fault) => fault.severity === "error");
  return { id, title, name, lines, faults, fails, at, opens: box.inner !== null, open: false, layers };
}

/** The settings by which people know a layer. */
function settingsOf(box: Box): string[] {
  const words = Object.entries(box.settings)
    .filter(([key, value]) => key !== "name" && value.length < 20)
    .slice(0, 4)
    .map(([key, value]) => `${key}=${value}`);
  const rows: string[] = [];
  for (const word of words) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + word.length < 32) rows[rows.length - 1] = `${last}, ${word}`;
    else rows.push(word);
  }
  return rows;
}

/** What a screen reader says of a node. */
export function spoken(node: Node, edges: readonly Edge[]): string {
  const goes = edges.filter((edge) => edge.source === node.id && edge.shape !== "").map((edge) => edge.shape);
  const parts = [`${node.title} ${node.name}`.trim(), ...node.lines];
  if (goes.length > 0) parts.push(`gives ${[...new Set(goes)].join(" and ")}`);
  parts.push(...node.faults.map((fault) => `${fault.severity}: ${fault.message}`));
  if (node.opens) parts.push(node.open ? "open" : "closed");
  return parts.join(", ");
}

/** The box that stands at a line of a document: the innermost, of several the first. */
export function nodeAt(nodes: readonly Node[], uri: string, line: number): Node | undefined {
  const size = (place: Place): number => place.range.end.line - place.range.start.line;
  return nodes
    .filter(({ at }) => at?.uri === uri && at.range.start.line <= line && line <= at.range.end.line)
    .sort((one, other) => (one.at === null || other.at === null ? 0 : size(one.at) - size(other.at)))[0];
}

export { shown };
