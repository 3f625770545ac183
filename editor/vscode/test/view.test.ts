/** What the model view makes of what the server tells it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Box, Field, Graph, Line, Row } from "../src/view/data";
import { laidOut, pathOf } from "../src/view/layout";
import { drawn, loopsOf, nodeAt, spoken } from "../src/view/nodes";
import { between, seenOf, sentence, stackOf, window, type Bar } from "../src/view/signal";
import { cell, markdown, numbered, sorted } from "../src/view/table";

function box(layer: string, line: number, more: Partial<Box> = {}): Box {
  const range = { start: { line, character: 0 }, end: { line, character: 9 } };
  return {
    name: layer.toLowerCase(),
    layer,
    at: { uri: "file:///m.py", range },
    settings: {},
    params: 10,
    fields: [],
    outputs: [],
    call: 1,
    calls: 1,
    fails: false,
    faults: [],
    inner: null,
    ...more,
  };
}

function line(source: number, target: number, shape: string | null = "(None, 8)"): Line {
  return { source, target, shape, index: 0, certain: true };
}

function graph(boxes: Box[], lines?: Line[]): Graph {
  const chain = boxes.slice(1).map((_, index) => line(index, index + 1));
  return { name: "m", variable: "model", kind: "Functional", params: 1, at: null, boxes, lines: lines ?? chain };
}

const inner = graph([box("Input", 5), box("Dense", 6), box("Dense", 7)]);
const rounds = Array.from({ length: 30 }, () => [box("Conv1D", 3), box("Add", 4)]).flat();

test("a loop is found by the lines that it repeats", () => {
  assert.deepEqual(loopsOf([box("Input", 1), ...rounds, box("Dense", 9)]), [{ start: 1, period: 2, rounds: 30 }]);
  assert.deepEqual(loopsOf([box("Input", 1), box("Dense", 2), box("Dense", 2)]), []);
  assert.deepEqual(loopsOf(Array.from({ length: 5 }, () => box("Dense", 0, { at: null }))), []);
});

test("of many layers a loop is one block until it is opened", () => {
  const many = graph([box("Input", 1), ...rounds, box("Dense", 9)]);
  const closed = drawn(many, new Set());
  assert.deepEqual(closed.nodes.map((node) => node.title).sort(), ["30 × 2 layers", "Dense", "Input"]);
  assert.equal(closed.nodes.reduce((sum, node) => sum + node.layers, 0), 62);
  assert.deepEqual(closed.edges.map((edge) => `${edge.source}>${edge.target}`), ["0>loop1", "loop1>61"]);
  assert.equal(drawn(many, new Set(["loop1"])).nodes.length, 62);
});

test("a model in a model is a box that opens", () => {
  const outer = graph([box("Input", 1), box("Sequential", 2, { inner }), box("Dense", 3)]);
  assert.deepEqual(drawn(outer, new Set()).nodes.map((node) => node.id), ["0", "1", "2"]);
  const open = drawn(outer, new Set(["1"]));
  assert.deepEqual(open.nodes.map((node) => node.id), ["0", "1", "1/0", "1/1", "1/2", "2"]);
  const ways = open.edges.map((edge) => `${edge.source}>${edge.target}`).sort();
  assert.deepEqual(ways, ["0>1", "1/0>1/1", "1/1>1/2", "1/2>2", "1>1/0"]);
});

test("branches meet in the layer that joins them", () => {
  const ways = [line(0, 1), line(0, 2), line(1, 3), line(2, 3)];
  const branched = drawn(graph([box("Input", 1), box("Conv1D", 2), box("Conv1D", 3), box("Add", 4)], ways), new Set());
  assert.deepEqual(branched.edges.map((edge) => `${edge.source}>${edge.target}`), ["0>1", "0>2", "1>3", "2>3"]);
});

test("the cursor finds the innermost box of its line", () => {
  const { nodes } = drawn(graph([box("Input", 1), box("Dense", 2)]), new Set());
  assert.equal(nodeAt(nodes, "file:///m.py", 2)?.title, "Dense");
  assert.equal(nodeAt(nodes, "file:///other.py", 2), undefined);
  assert.equal(nodeAt(nodes, "file:///m.py", 7), undefined);
});

test("a screen reader says what the picture shows", () => {
  const fault = { rule: "window-too-long", severity: "error", message: "the window covers 30 steps" };
  const { nodes, edges } = drawn(graph([box("Input", 1), box("Conv1D", 2, { fails: true, faults: [fault] })]), new Set());
  assert.deepEqual(nodes.map((node) => spoken(node, edges)), [
    "Input input, 10 parameters, gives (None, 8)",
    "Conv1D conv1d, 10 parameters, error: the window covers 30 steps",
  ]);
});

test("boxes do not overlap, and hundreds of them are laid out", () => {
  const boxes = Array.from({ length: 300 }, (_, index) => box("Dense", index));
  const { nodes, routes, height } = laidOut(drawn(graph(boxes), new Set()));
  assert.equal(routes.length, 299);
  const ordered = [...nodes].sort((one, other) => one.y - other.y);
  ordered.forEach((node, index) => {
    const next = ordered[index + 1];
    if (next !== undefined) assert.ok(node.y + node.height / 2 < next.y - next.height / 2);
    assert.ok(node.y + node.height / 2 <= height);
  });
  assert.match(pathOf(routes[0]?.points ?? []), /^M [\d.]+ [\d.]+ /);
});

/** A stack of convolutions as the server tells it: (kernel, stride, dilation, padding before) each. */
function stack(steps: number, layers: readonly (readonly [number, number, number, number])[]): Bar[] {
  let [window_, stride, padding, length] = [1, 1, 0, steps];
  const bars = [box("Input", 0, { outputs: [[null, length, 4]] })];
  for (const [kernel, step, dilation, before] of layers) {
    window_ += (kernel - 1) * dilation * stride;
    padding += before * stride;
    stride *= step;
    length = Math.ceil(length / step);
    const field: Field = { input: "x", of: steps, steps: window_, stride: String(stride), padding, says: "" };
    bars.push(box("Conv1D", bars.length, { outputs: [[null, length, 8]], fields: [field] }));
  }
  return stackOf(graph(bars));
}

test("a window goes from step to step as the layers say", () => {
  for (const layers of [
    [[3, 1, 1, 1]],
    [[5, 2, 1, 2], [3, 1, 2, 4], [2, 2, 1, 0]],
    [[3, 1, 1, 2], [3, 1, 2, 4], [3, 1, 4, 8]],
  ] as const) {
    const bars = stack(64, layers);
    const last = bars.at(-1);
    assert.ok(last !== undefined);
    for (let step = 0; step < last.steps; step += 1) {
      let span = { first: step, last: step };
      [...layers].reverse().forEach(([kernel, stride, dilation, before]) => {
        span = { first: span.first * stride - before, last: span.last * stride - before + (kernel - 1) * dilation };
      });
      assert.deepEqual(window(last, step), span);
    }
  }
});

test("in between, a step is made of the steps whose windows it covers", () => {
  const bars = stack(64, [[5, 2, 1, 0], [3, 1, 1, 0]]);
  const [input, first, second] = bars;
  assert.ok(input !== undefined && first !== undefined && second !== undefined);
  assert.deepEqual(between(first, second, 4), { first: 4, last: 6 });
  assert.deepEqual(between(input, second, 4), { first: 8, last: 16 });
});

test("what lies in the padding is said", () => {
  const [, causal] = stack(10, [[3, 1, 1, 2]]);
  assert.ok(causal !== undefined);
  assert.deepEqual(seenOf(causal, 0, 10), { first: 0, last: 0 });
  assert.equal(sentence(causal, 0, 10), "Step 0 of conv1d sees the input's step 0, and 2 of padding.");
  assert.equal(sentence(causal, 5, 10), "Step 5 of conv1d sees the input's steps 3 to 5.");
});

test("of an upsampling two steps see the same one", () => {
  const field: Field = { input: "x", of: 8, steps: 1, stride: "1/2", padding: 0, says: "" };
  const bars = stackOf(
    graph([box("Input", 0, { outputs: [[null, 8, 4]] }), box("UpSampling1D", 1, { outputs: [[null, 16, 4]], fields: [field] })]),
  );
  const up = bars[1];
  assert.ok(up !== undefined);
  assert.deepEqual([0, 1, 2, 3].map((step) => seenOf(up, step, 8)?.first), [0, 0, 1, 1]);
});

const ROWS: Row[] = [
  { name: "a|b", layer: "Conv1D", at: null, outputs: ["(None, 98, 8)"], params: 1200, connectedTo: ["x"], sees: [] },
  { name: "c", layer: "Lambda", at: null, outputs: ["?"], params: null, connectedTo: [], sees: [] },
  { name: "d", layer: "Dense", at: null, outputs: ["(None, 2)"], params: 18, connectedTo: ["c"], sees: ["sees all steps"] },
];

test("the table is sorted, and what is not known comes last either way", () => {
  const rows = numbered(ROWS);
  const names = (column: "params" | "layer" | "order", descending: boolean): string[] =>
    sorted(rows, column, descending).map(({ name }) => name);
  assert.deepEqual(names("params", false), ["d", "a|b", "c"]);
  assert.deepEqual(names("params", true), ["a|b", "d", "c"]);
  assert.deepEqual(names("layer", false), ["a|b", "d", "c"]);
  assert.deepEqual(names("order", true), ["d", "c", "a|b"]);
});

test("the table is Markdown that keeps its columns", () => {
  const text = markdown(numbered(ROWS));
  const lines = text.trimEnd().split("\n");
  assert.equal(lines.length, 5);
  assert.ok(lines[2]?.includes("a\\|b"));
  assert.equal(lines[2]?.includes("1,200"), true);
  assert.deepEqual(new Set(lines.map((row) => row.replaceAll("\\|", "").split("|").length)), new Set([9]));
  const [first] = numbered(ROWS);
  assert.ok(first !== undefined);
  assert.equal(cell(first, "order"), "1");
});
