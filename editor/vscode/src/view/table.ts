/** The summary as a table: sorted, and as Markdown. */

import type { Row } from "./data";

export type Column = "order" | "name" | "layer" | "output" | "params" | "sees" | "from";

export const COLUMNS: readonly { readonly key: Column; readonly title: string; readonly numeric: boolean }[] = [
  { key: "order", title: "#", numeric: true },
  { key: "name", title: "Name", numeric: false },
  { key: "layer", title: "Layer", numeric: false },
  { key: "output", title: "Output shape", numeric: false },
  { key: "params", title: "Parameters", numeric: true },
  { key: "sees", title: "Receptive field", numeric: false },
  { key: "from", title: "Connected to", numeric: false },
];

/** A row of the table, numbered from 1. */
export interface Numbered extends Row {
  readonly order: number;
}

export function numbered(rows: readonly Row[]): Numbered[] {
  return rows.map((row, index) => ({ ...row, order: index + 1 }));
}

/** What stands in a cell. */
export function cell(row: Numbered, column: Column): string {
  switch (column) {
    case "order":
      return String(row.order);
    case "name":
      return row.name;
    case "layer":
      return row.layer;
    case "output":
      return row.outputs.join(", ");
    case "params":
      return row.params === null ? "?" : row.params.toLocaleString("en");
    case "sees":
      return row.sees.map((words) => words.replace(/^sees /, "")).join("; ");
    case "from":
      return row.connectedTo.join(", ");
  }
}

/** In the order of a column; what is not known comes last, either way. */
export function sorted(rows: readonly Numbered[], column: Column, descending: boolean): Numbered[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    if (column === "order") return sign * (one.order - other.order);
    if (column !== "params") return sign * cell(one, column).localeCompare(cell(other, column), "en", { numeric: true });
    if (one.params === null || other.params === null) return Number(one.params === null) - Number(other.params === null);
    return sign * (one.params - other.params);
  });
}

/** As the table of a Markdown document. */
export function markdown(rows: readonly Numbered[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(COLUMNS.map(({ title }) => title)),
    line(COLUMNS.map(({ numeric }) => (numeric ? "---:" : "---"))),
    ...rows.map((row) => line(COLUMNS.map(({ key }) => cell(row, key)))),
    "",
  ].join("\n");
}
