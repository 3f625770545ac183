/** The model as boxes and lines: clicked, walked through with the arrow keys, opened and closed, made larger and smaller. */

import type { Model, Place } from "../data";
import { laidOut, LINE, pathOf, wordsOf, type Layout, type Placed } from "../layout";
import { drawn, nodeAt, spoken, type Node as Box } from "../nodes";
import { html, svg } from "./dom";

const ZOOMS = { least: 0.1, most: 3, step: 1.25 };
/** Below this, words can't be read: a long model is rather scrolled through. */
const READABLE = 0.8;

export class GraphView {
  readonly element = html("div", { class: "graph", tabindex: 0, role: "region", "aria-label": "Graph of the model" });
  readonly #go: (place: Place) => void;
  readonly #say: (words: string) => void;
  readonly #toggled = new Set<string>();
  #model: Model | undefined;
  #layout: Layout | undefined;
  #picture: SVGSVGElement | undefined;
  #selected: string | undefined;
  #zoom = 1;

  constructor(go: (place: Place) => void, say: (words: string) => void) {
    this.#go = go;
    this.#say = say;
    this.element.addEventListener("keydown", (event) => {
      this.#onKey(event);
    });
    this.element.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? ZOOMS.step : 1 / ZOOMS.step);
      },
      { passive: false },
    );
  }

  /** The picture as it is, for a file. */
  get picture(): SVGSVGElement | undefined {
    return this.#picture;
  }

  show(model: Model): void {
    if (model.name !== this.#model?.name || model.variable !== this.#model.variable) {
      this.#toggled.clear();
      this.#selected = undefined;
    }
    this.#model = model;
    this.#draw();
  }

  /** Marks the layer at a line. Whether there is one. */
  follow(uri: string, line: number): boolean {
    const found = nodeAt(this.#layout?.nodes.map(({ of }) => of) ?? [], uri, line);
    if (found === undefined) return false;
    if (found.id !== this.#selected) this.#select(found.id, false);
    return true;
  }

  zoom(factor: number): void {
    this.#zoom = Math.min(Math.max(this.#zoom * factor, ZOOMS.least), ZOOMS.most);
    this.#size();
  }

  /** As large as there is room for, but to be read; once more, all of it. */
  fit(): void {
    if (this.#layout === undefined) return;
    const { clientWidth, clientHeight } = this.element;
    const whole = Math.min(clientWidth / this.#layout.width, clientHeight / this.#layout.height, 1);
    const readable = Math.max(whole, READABLE);
    this.#zoom = this.#zoom === readable ? whole : readable;
    this.zoom(1);
  }

  #draw(): void {
    if (this.#model === undefined) return;
    const { scrollLeft, scrollTop } = this.element;
    const layout = laidOut(drawn(this.#model, this.#toggled));
    this.#layout = layout;
    const label = `${this.#model.variable ?? this.#model.name}: ${layout.nodes.length} boxes`;
    const picture = svg("svg", { viewBox: `0 0 ${layout.width} ${layout.height}`, role: "group", "aria-label": label });
    picture.append(arrow());
    for (const route of layout.routes) {
      const name = route.of.certain ? "line" : "line uncertain";
      picture.append(svg("path", { class: name, d: pathOf(route.points), "marker-end": "url(#arrow)" }));
      if (route.of.shape !== "") picture.append(shapeOf(route.of.shape, route.label.x, route.label.y));
    }
    for (const placed of layout.nodes) picture.append(this.#box(placed));
    this.#picture = picture;
    this.element.replaceChildren(picture);
    this.#size();
    this.element.scrollTo(scrollLeft, scrollTop);
    const kept = layout.nodes.find(({ of }) => of.id === this.#selected) ?? layout.nodes[0];
    if (kept !== undefined) this.#mark(kept.of.id);
  }

  #box({ of: node, x, y, width, height }: Placed<Box>): SVGGElement {
    const state = [node.fails ? "fails" : "", node.faults.length > 0 ? "faulty" : "", node.opens ? "opens" : ""];
    const attributes = { class: `box ${state.join(" ")}`, id: `box-${node.id}`, role: "button", tabindex: -1 };
    const label = spoken(node, this.#layout?.routes.map((route) => route.of) ?? []);
    const group = svg("g", { ...attributes, "aria-label": label });
    group.append(svg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 4 }));
    wordsOf(node).forEach(({ text, kind }, index) => {
      group.append(svg("text", { class: kind, x, y: y - height / 2 + 20 + index * LINE, "text-anchor": "middle" }, `${text} `));
    });
    group.addEventListener("click", () => {
      this.#select(node.id, true);
      if (node.opens) this.#toggle(node.id);
      if (node.at !== null) this.#go(node.at);
    });
    return group;
  }

  #size(): void {
    if (this.#picture === undefined || this.#layout === undefined) return;
    this.#picture.setAttribute("width", String(this.#layout.width * this.#zoom));
    this.#picture.setAttribute("height", String(this.#layout.height * this.#zoom));
  }

  #toggle(id: string): void {
    if (!this.#toggled.delete(id)) this.#toggled.add(id);
    this.#draw();
  }

  #select(id: string, focus: boolean): void {
    this.#mark(id);
    const element = this.#elementOf(id);
    if (focus) element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!focus) this.#say(element?.getAttribute("aria-label") ?? "");
  }

  #mark(id: string): void {
    for (const old of this.element.querySelectorAll(".box")) {
      old.classList.remove("selected");
      old.setAttribute("tabindex", "-1");
    }
    this.#selected = id;
    const element = this.#elementOf(id);
    element?.classList.add("selected");
    element?.setAttribute("tabindex", "0");
  }

  #elementOf(id: string): SVGElement | null {
    return this.element.querySelector<SVGElement>(`#${CSS.escape(`box-${id}`)}`);
  }

  #onKey(event: KeyboardEvent): void {
    const selected = this.#layout?.nodes.find(({ of }) => of.id === this.#selected);
    if (selected === undefined) return;
    const next = this.#next(selected, event.key);
    if (next !== undefined) this.#select(next, true);
    else if (event.key === "Enter" && selected.of.at !== null) this.#go(selected.of.at);
    else if (event.key === " " && selected.of.opens) {
      this.#toggle(selected.of.id);
      this.#select(selected.of.id, true);
    } else if (event.key === "+") this.zoom(ZOOMS.step);
    else if (event.key === "-") this.zoom(1 / ZOOMS.step);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  /** Down and up along the lines; left and right to what lies beside. */
  #next(from: Placed<Box>, key: string): string | undefined {
    const layout = this.#layout;
    if (layout === undefined) return undefined;
    const edges = layout.routes.map((route) => route.of);
    if (key === "ArrowDown") return edges.find((edge) => edge.source === from.of.id)?.target;
    if (key === "ArrowUp") return edges.find((edge) => edge.target === from.of.id)?.source;
    if (key === "Home") return layout.nodes[0]?.of.id;
    if (key === "End") return layout.nodes.at(-1)?.of.id;
    const sign = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    const beside = layout.nodes.filter((node) => sign * (node.x - from.x) > 0 && Math.abs(node.y - from.y) < 60);
    return beside.sort((one, other) => sign * (one.x - other.x))[0]?.of.id;
  }
}

function arrow(): SVGDefsElement {
  const attributes = { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" };
  return svg("defs", {}, svg("marker", attributes, svg("path", { class: "tip", d: "M 0 0 L 8 4 L 0 8 z" })));
}

function shapeOf(shape: string, x: number, y: number): SVGGElement {
  const width = shape.length * 6.7 + 6;
  return svg(
    "g",
    { "aria-hidden": "true" },
    svg("rect", { class: "behind", x: x - width / 2, y: y - 9, width, height: 17 }),
    svg("text", { class: "shape", x, y: y + 4, "text-anchor": "middle" }, shape),
  );
}
