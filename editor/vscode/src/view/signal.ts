/** A sequence on its way through a stack of layers: how long it is, and which of its steps one step further down sees. */

import type { Box, Graph } from "./data";

/** A fraction, so that what an upsampling divides comes out even. */
type Fraction = readonly [number, number];

/**
 * One layer of the stack. steps, channels: of what comes out of it. A step `i` of it sees the steps from
 * `i * stride - padding` on, `window` of them, of the stack's input; undefined where it sees all, or it is not known.
 */
export interface Bar {
  readonly box: Box;
  readonly steps: number;
  readonly channels: number;
  readonly sees: { readonly window: number; readonly stride: Fraction; readonly padding: number } | undefined;
}

/** Steps from the first to the last, both of them included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The longest way of sequences through a graph from its first input; empty if nothing in it has steps and channels. */
export function stackOf(graph: Graph): Bar[] {
  const bars: Bar[] = [];
  let current = graph.boxes.findIndex((_, index) => !graph.lines.some((line) => line.target === index));
  while (current >= 0) {
    const bar = barOf(graph.boxes[current]);
    if (bar !== undefined) bars.push(bar);
    const next = graph.lines.filter((line) => line.source === current).map((line) => line.target);
    current = next.length === 0 ? -1 : Math.min(...next);
  }
  return bars;
}

function barOf(box: Box | undefined): Bar | undefined {
  const shape = box?.outputs[0];
  if (box === undefined || shape === undefined || typeof shape === "string" || shape.length !== 3) return undefined;
  const [, steps, channels] = shape;
  if (typeof steps !== "number" || typeof channels !== "number" || steps < 1) return undefined;
  return { box, steps, channels, sees: seen(box) };
}

function seen(box: Box): Bar["sees"] {
  if (box.layer === "Input" || box.layer === "InputLayer") return { window: 1, stride: [1, 1], padding: 0 };
  const field = box.fields.length === 1 ? box.fields[0] : undefined;
  if (field === undefined || field.steps === null || field.stride === null || field.padding === null) return undefined;
  const [over, under = "1"] = field.stride.split("/");
  return { window: field.steps, stride: [Number(over), Number(under)], padding: field.padding };
}

/** The steps of the stack's input that a step of a bar sees, those in the padding included. */
export function window(bar: Bar, step: number): Span | undefined {
  if (bar.sees === undefined) return undefined;
  const [over, under] = bar.sees.stride;
  const first = Math.floor((step * over) / under) - bar.sees.padding;
  return { first, last: first + bar.sees.window - 1 };
}

/** The same without the padding: undefined if nothing of the input is left. */
export function seenOf(bar: Bar, step: number, steps: number): Span | undefined {
  const span = window(bar, step);
  if (span === undefined) return undefined;
  const clipped = { first: Math.max(span.first, 0), last: Math.min(span.last, steps - 1) };
  return clipped.first <= clipped.last ? clipped : undefined;
}

/**
 * The steps of an earlier bar that a step of a later one is made of: those whose own windows lie in the later one's.
 * Of sides that only touch padding nothing is known apart, so that they count as far as they exist.
 */
export function between(earlier: Bar, later: Bar, step: number): Span | undefined {
  const wide = window(later, step);
  if (wide === undefined || earlier.sees === undefined) return undefined;
  const [over, under] = earlier.sees.stride;
  const first = Math.ceil(((wide.first + earlier.sees.padding) * under) / over);
  const last = Math.floor(((wide.last - earlier.sees.window + 1 + earlier.sees.padding) * under) / over);
  const clipped = { first: Math.max(first, 0), last: Math.min(Math.max(last, first), earlier.steps - 1) };
  return clipped.first <= clipped.last ? clipped : undefined;
}

/** What is said of a step: "Step 7 of conv1d sees the input's steps 5 to 9, of them 1 in the padding." */
export function sentence(bar: Bar, step: number, steps: number): string {
  const whole = window(bar, step);
  const left = seenOf(bar, step, steps);
  if (whole === undefined) return `What step ${step} of ${bar.box.name} sees is not known, or it is all of the input.`;
  if (left === undefined) return `Step ${step} of ${bar.box.name} sees padding alone.`;
  const steps_ = left.first === left.last ? `step ${left.first}` : `steps ${left.first} to ${left.last}`;
  const padding = whole.last - whole.first - (left.last - left.first);
  const rest = padding === 0 ? "" : `, and ${padding} of padding`;
  return `Step ${step} of ${bar.box.name} sees the input's ${steps_}${rest}.`;
}
