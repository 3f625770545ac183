/** The webview: which model is shown, and how. All it knows comes by messages. */

import type { FromView, Model, Place, Tab, ToView, View } from "../data";
import { button, html } from "./dom";
import { pngData, svgText } from "./files";
import { GraphView } from "./graphView";
import { SignalView } from "./signalView";
import { SummaryView } from "./summaryView";

declare function acquireVsCodeApi(): { postMessage: (message: FromView) => void; setState: (state: unknown) => void };

const TABS: readonly { readonly tab: Tab; readonly title: string }[] = [
  { tab: "graph", title: "Graph" },
  { tab: "signal", title: "Signal" },
  { tab: "summary", title: "Summary" },
];

class App {
  readonly #host = acquireVsCodeApi();
  readonly #models = html("select", { "aria-label": "Model" });
  readonly #notice = html("p", { class: "notice", role: "status" });
  readonly #spoken = html("p", { class: "spoken", "aria-live": "polite" });
  readonly #tabs = new Map<Tab, HTMLButtonElement>();
  readonly #tools = html("span", { class: "tools" });
  readonly #graph: GraphView;
  readonly #signal: SignalView;
  readonly #summary: SummaryView;
  #view: View | undefined;
  #tab: Tab = "graph";
  #fitted = false;

  constructor() {
    const go = (place: Place): void => {
      this.#host.postMessage({ kind: "go", place });
    };
    this.#graph = new GraphView(go, (words) => (this.#spoken.textContent = words));
    this.#signal = new SignalView(go);
    this.#summary = new SummaryView(go, (text) => {
      this.#host.postMessage({ kind: "copy", text });
    });
    document.body.append(html("header", {}, html("h1", { class: "spoken" }, "Model"), this.#models, this.#tabList(), this.#tools), this.#notice, this.#panels(), this.#spoken);
    this.#addTools();
    this.#models.addEventListener("change", () => {
      this.#fitted = false;
      this.#show();
    });
    window.addEventListener("message", (event: MessageEvent<ToView>) => {
      this.#onMessage(event.data);
    });
    this.#select("graph");
    this.#host.postMessage({ kind: "ready" });
  }

  #tabList(): HTMLElement {
    const list = html("div", { role: "tablist", "aria-label": "Ways to look at the model" });
    for (const { tab, title } of TABS) {
      const made = html("button", { type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": `panel-${tab}` }, title);
      made.addEventListener("click", () => {
        this.#select(tab);
      });
      this.#tabs.set(tab, made);
      list.append(made);
    }
    list.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const index = TABS.findIndex(({ tab }) => tab === this.#tab);
      const next = TABS[(index + step + TABS.length) % TABS.length];
      if (step === 0 || next === undefined) return;
      this.#select(next.tab);
      this.#tabs.get(next.tab)?.focus();
    });
    return list;
  }

  #panels(): HTMLElement {
    const bodies: Record<Tab, HTMLElement> = {
      graph: this.#graph.element,
      signal: this.#signal.element,
      summary: this.#summary.element,
    };
    const panels = TABS.map(({ tab }) =>
      html("section", { role: "tabpanel", id: `panel-${tab}`, "aria-labelledby": `tab-${tab}` }, bodies[tab]),
    );
    return html("main", {}, ...panels);
  }

  #addTools(): void {
    this.#tools.append(
      button("− smaller", "−", () => {
        this.#graph.zoom(0.8);
      }),
      button("Fit into the view", "Fit", () => {
        this.#graph.fit();
      }),
      button("+ larger", "+", () => {
        this.#graph.zoom(1.25);
      }),
      button("SVG: save the picture", "SVG", () => void this.#save("svg")),
      button("PNG: save the picture", "PNG", () => void this.#save("png")),
    );
  }

  #onMessage(message: ToView): void {
    switch (message.kind) {
      case "view":
        this.#take(message.view, message.file);
        break;
      case "cursor":
        if (!this.#graph.follow(message.uri, message.line)) this.#followElsewhere(message.uri, message.line);
        break;
      case "tab":
        this.#select(message.tab);
        break;
      case "trouble":
        this.#notice.textContent = message.sentence;
        break;
    }
  }

  /** What can't be drawn just now leaves the last picture where it is. */
  #take(view: View, file: string): void {
    const last = this.#view?.uri === view.uri ? this.#view : undefined;
    if (view.models.length === 0 && !view.parsed && last !== undefined) {
      this.#notice.textContent = `${file} does not parse just now; this is what was there before.`;
      return;
    }
    const same = last !== undefined && JSON.stringify(last.models) === JSON.stringify(view.models);
    this.#notice.textContent = view.models.length === 0 ? `No model is seen to be made in ${file}.` : "";
    this.#view = view;
    if (same) return; // what is drawn anew under the pointer takes no click
    if (last === undefined) this.#fitted = false;
    const chosen = last === undefined ? 0 : Math.min(this.#models.selectedIndex, view.models.length - 1);
    const options = view.models.map((model) => html("option", {}, `${model.variable ?? model.name} (${model.kind})`));
    this.#models.replaceChildren(...options);
    this.#models.selectedIndex = Math.max(chosen, 0);
    document.body.classList.toggle("none", view.models.length === 0);
    this.#show();
  }

  get #model(): Model | undefined {
    return this.#view?.models[this.#models.selectedIndex];
  }

  #show(): void {
    const model = this.#model;
    if (model === undefined) return;
    this.#graph.show(model);
    this.#signal.show(model);
    this.#summary.show(model);
    if (!this.#fitted && this.#tab === "graph") {
      this.#graph.fit();
      this.#fitted = true;
    }
  }

  /** The cursor is in another model: show that one. */
  #followElsewhere(uri: string, line: number): void {
    const holds = (place: Place | null): boolean =>
      place?.uri === uri && place.range.start.line <= line && line <= place.range.end.line;
    const index = this.#view?.models.findIndex((model) => holds(model.at) || model.boxes.some((box) => holds(box.at))) ?? -1;
    if (index < 0 || index === this.#models.selectedIndex) return;
    this.#models.selectedIndex = index;
    this.#fitted = false;
    this.#show();
    this.#graph.follow(uri, line);
  }

  #select(chosen: Tab): void {
    this.#tab = chosen;
    for (const [tab, made] of this.#tabs) {
      made.setAttribute("aria-selected", String(tab === chosen));
      made.setAttribute("tabindex", tab === chosen ? "0" : "-1");
      document.getElementById(`panel-${tab}`)?.toggleAttribute("hidden", tab !== chosen);
    }
    this.#tools.classList.toggle("pictured", chosen !== "summary");
    this.#tools.classList.toggle("zoomed", chosen === "graph");
    this.#show();
  }

  async #save(type: "svg" | "png"): Promise<void> {
    const picture = this.#tab === "signal" ? this.#signal.picture : this.#graph.picture;
    const model = this.#model;
    if (picture === undefined || model === undefined) return;
    const data = type === "svg" ? svgText(picture) : await pngData(picture);
    this.#host.postMessage({ kind: "save", type, name: `${model.variable ?? model.name}.${type}`, data });
  }
}

new App();
