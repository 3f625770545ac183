/** The summary as a table that is sorted by its headings, walked to the code from its names, and copied. */

import type { Model, Place } from "../data";
import { cell, COLUMNS, markdown, numbered, sorted, type Column, type Numbered } from "../table";
import { button, html } from "./dom";

export class SummaryView {
  readonly element = html("div", { class: "summary" });
  readonly #go: (place: Place) => void;
  readonly #copy: (text: string) => void;
  #model: Model | undefined;
  #column: Column = "order";
  #descending = false;

  constructor(go: (place: Place) => void, copy: (text: string) => void) {
    this.#go = go;
    this.#copy = copy;
  }

  show(model: Model): void {
    this.#model = model;
    const rows = sorted(numbered(model.rows), this.#column, this.#descending);
    const total = model.params === null ? "Parameters: ?" : `Parameters: ${model.params.toLocaleString("en")}`;
    const table = html("table", { "aria-label": `Summary of ${model.variable ?? model.name}` });
    table.append(html("thead", {}, html("tr", {}, ...COLUMNS.map((column) => this.#heading(column)))));
    table.append(html("tbody", {}, ...rows.map((row) => this.#row(row))));
    const copy = button("Copy as Markdown", "Copy as Markdown", () => {
      this.#copy(markdown(rows));
    });
    this.element.replaceChildren(html("p", { class: "controls" }, copy, html("span", {}, total)), table);
  }

  #heading({ key, title, numeric }: (typeof COLUMNS)[number]): HTMLTableCellElement {
    const mark = key === this.#column ? (this.#descending ? " ▾" : " ▴") : "";
    const order = key !== this.#column ? "none" : this.#descending ? "descending" : "ascending";
    const sort = button(`${title}: sort`, title + mark, () => {
      this.#descending = key === this.#column && !this.#descending;
      this.#column = key;
      if (this.#model !== undefined) this.show(this.#model);
      this.element.querySelector<HTMLElement>(`[data-column="${key}"] button`)?.focus();
    });
    return html("th", { scope: "col", class: numeric ? "number" : "", "aria-sort": order, "data-column": key }, sort);
  }

  #row(row: Numbered): HTMLTableRowElement {
    const cells = COLUMNS.map(({ key, numeric }) => {
      const { at } = row;
      const text = cell(row, key);
      if (key !== "name" || at === null) return html("td", { class: numeric ? "number" : "" }, text);
      const link = button(`${text}: go to the code`, text, () => {
        this.#go(at);
      });
      link.classList.add("link");
      return html("td", {}, link);
    });
    return html("tr", {}, ...cells);
  }
}
