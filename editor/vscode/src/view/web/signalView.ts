/** The sequence as a bar per layer, its length to scale; what the chosen step of the chosen layer sees, coloured. */

import type { Model, Place } from "../data";
import { counted } from "../data";
import { between, sentence, stackOf, type Bar, type Span } from "../signal";
import { html, svg } from "./dom";

const LEFT = 8;
const WIDTH = 640;
const GAP = 34;
const HIGHEST = 34;
/** Steps up to which each is drawn as a cell of its own. */
const CELLS = 80;

export class SignalView {
  readonly element = html("div", { class: "signal" });
  readonly #go: (place: Place) => void;
  readonly #words = html("p", { class: "words", "aria-live": "polite" });
  readonly #slider = html("input", { type: "range", min: 0, id: "step", class: "slider" });
  readonly #layers = html("select", { id: "layer" });
  readonly #paper = html("div", { class: "paper" });
  #bars: readonly Bar[] = [];
  #chosen = "";

  constructor(go: (place: Place) => void) {
    this.#go = go;
    this.#layers.addEventListener("change", () => {
      this.#chosen = this.#layers.value;
      this.#reset();
    });
    this.#slider.addEventListener("input", () => {
      this.#draw();
    });
    const controls = html("p", { class: "controls" }, html("label", { for: "layer" }, "What does "), this.#layers);
    controls.append(html("label", { for: "step" }, " see from its step "), this.#slider, "?");
    this.element.append(controls, this.#words, this.#paper);
  }

  get picture(): SVGSVGElement | undefined {
    return this.#paper.querySelector("svg") ?? undefined;
  }

  show(model: Model): void {
    this.#bars = stackOf(model);
    const names = this.#bars.map(({ box }, index) => html("option", { value: `${index} ${box.name}` }, `${box.name} (${box.layer})`));
    this.#layers.replaceChildren(...names);
    const kept = names.some(({ value }) => value === this.#chosen);
    if (!kept) this.#chosen = names[lastKnown(this.#bars)]?.value ?? "";
    this.#layers.value = this.#chosen;
    this.element.classList.toggle("empty", this.#bars.length === 0);
    if (this.#bars.length === 0) {
      this.#words.textContent = "Nothing in this model is a sequence of known length: (None, steps, channels) with numbers for both.";
      this.#paper.replaceChildren();
    } else if (kept) this.#draw();
    else this.#reset();
  }

  #reset(): void {
    const bar = this.#bars[this.#layers.selectedIndex];
    if (bar === undefined) return;
    this.#slider.max = String(bar.steps - 1);
    this.#slider.value = String(Math.floor(bar.steps / 2));
    this.#draw();
  }

  #choose(index: number, step: number): void {
    this.#layers.selectedIndex = index;
    this.#chosen = this.#layers.value;
    this.#slider.max = String((this.#bars[index]?.steps ?? 1) - 1);
    this.#slider.value = String(step);
    this.#draw();
  }

  #draw(): void {
    const index = this.#layers.selectedIndex;
    const [input, chosen] = [this.#bars[0], this.#bars[index]];
    if (input === undefined || chosen === undefined) return;
    this.#slider.max = String(chosen.steps - 1);
    const step = Math.min(Number(this.#slider.value), chosen.steps - 1);
    const spans = this.#bars.map((bar, at): Span | undefined => {
      if (at > index) return undefined;
      return at === index ? { first: step, last: step } : between(bar, chosen, step);
    });
    const words = sentence(chosen, step, input.steps);
    this.#words.textContent = words;
    const height = this.#bars.length * (HIGHEST + GAP) + 10;
    const picture = svg("svg", { viewBox: `0 0 ${WIDTH + 2 * LEFT} ${height}`, class: "bars", role: "img", "aria-label": words });
    const longest = Math.max(...this.#bars.map(({ steps }) => steps));
    const widest = Math.max(...this.#bars.map(({ channels }) => channels));
    this.#bars.forEach((bar, at) => {
      const span = spans[at];
      const below = spans[at + 1];
      const next = this.#bars[at + 1];
      if (span !== undefined && below !== undefined && next !== undefined) {
        picture.append(fan(span, at, below, longest));
      }
      picture.append(this.#bar(bar, at, { longest, widest }, span));
    });
    this.#paper.replaceChildren(picture);
  }

  #bar(bar: Bar, at: number, { longest, widest }: { longest: number; widest: number }, span: Span | undefined): SVGGElement {
    const height = Math.max(4, (HIGHEST * Math.log2(bar.channels + 1)) / Math.log2(widest + 1));
    const bottom = bottomOf(at);
    const unit = WIDTH / longest;
    const group = svg("g", { class: "bar" });
    const whole = svg("rect", { class: "steps", x: LEFT, y: bottom - height, width: bar.steps * unit, height });
    group.append(whole);
    if (span !== undefined) {
      const width = Math.max((span.last - span.first + 1) * unit, 1.5);
      group.append(svg("rect", { class: "seen", x: LEFT + span.first * unit, y: bottom - height, width, height }));
    }
    for (let step = 1; bar.steps <= CELLS && step < bar.steps; step += 1) {
      const x = LEFT + step * unit;
      group.append(svg("line", { class: "cell", x1: x, x2: x, y1: bottom - height, y2: bottom }));
    }
    const words = `${bar.box.name}: ${counted(bar.steps, "step")}, ${counted(bar.channels, "channel")}`;
    const label = svg("text", { class: "label", x: LEFT, y: bottom - height - 5 }, words);
    label.addEventListener("click", () => {
      if (bar.box.at !== null) this.#go(bar.box.at);
    });
    group.append(label);
    group.addEventListener("click", (event) => {
      if (event.target === label) return;
      const box = whole.getBoundingClientRect();
      const step = Math.floor(((event.clientX - box.left) / box.width) * bar.steps);
      this.#choose(at, Math.min(Math.max(step, 0), bar.steps - 1));
    });
    return group;
  }
}

/** From the bottom of a bar's seen steps to the top of those that are made of them. */
function fan(span: Span, at: number, below: Span, longest: number): SVGPathElement {
  const unit = WIDTH / longest;
  const x = (step: number): string => (LEFT + step * unit).toFixed(1);
  const [top, bottom] = [bottomOf(at), bottomOf(at + 1)];
  const upper = `M ${x(span.first)} ${top} L ${x(span.last + 1)} ${top}`;
  return svg("path", { class: "fan", d: `${upper} L ${x(below.last + 1)} ${bottom} L ${x(below.first)} ${bottom} z` });
}

function bottomOf(at: number): number {
  return (at + 1) * (HIGHEST + GAP) - 10;
}

/** The last layer of which it is known what a step sees. */
function lastKnown(bars: readonly Bar[]): number {
  return bars.findLastIndex((bar) => bar.sees !== undefined);
}
