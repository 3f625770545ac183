/** What the server answers to `conv1d-lsp/view`, and what the extension and its view tell each other. */

export interface Place {
  readonly uri: string;
  readonly range: Range;
}

export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** How much of an input one step sees; `of` and `steps` are null where they are not known, or all of them. */
export interface Field {
  readonly input: string;
  readonly of: number | string | null;
  readonly steps: number | null;
  readonly stride: string | null;
  readonly padding: number | null;
  readonly says: string;
}

export interface Fault {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

export type Shape = readonly (number | string | null)[] | string;

export interface Box {
  readonly name: string;
  readonly layer: string;
  readonly at: Place | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly params: number | null;
  readonly fields: readonly Field[];
  readonly outputs: readonly Shape[];
  readonly call: number;
  readonly calls: number;
  readonly fails: boolean;
  readonly faults: readonly Fault[];
  readonly inner: Graph | null;
}

export interface Line {
  readonly source: number;
  readonly target: number;
  readonly shape: string | null;
  readonly index: number;
  readonly certain: boolean;
}

export interface Graph {
  readonly name: string;
  readonly variable: string | null;
  readonly kind: string;
  readonly params: number | null;
  readonly at: Place | null;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export interface Row {
  readonly name: string;
  readonly layer: string;
  readonly at: Place | null;
  readonly outputs: readonly string[];
  readonly params: number | null;
  readonly connectedTo: readonly string[];
  readonly sees: readonly string[];
}

export interface Model extends Graph {
  readonly rows: readonly Row[];
  readonly outputs: readonly string[];
}

export interface View {
  readonly uri: string;
  readonly version: number | null;
  readonly parsed: boolean;
  readonly models: readonly Model[];
}

export type Tab = "graph" | "signal" | "summary";

/** To the webview. */
export type ToView =
  | { readonly kind: "view"; readonly view: View; readonly file: string }
  | { readonly kind: "cursor"; readonly uri: string; readonly line: number }
  | { readonly kind: "tab"; readonly tab: Tab }
  | { readonly kind: "trouble"; readonly sentence: string };

/** From the webview. */
export type FromView =
  | { readonly kind: "ready" }
  | { readonly kind: "go"; readonly place: Place }
  | { readonly kind: "save"; readonly type: "svg" | "png"; readonly name: string; readonly data: string }
  | { readonly kind: "copy"; readonly text: string };

export function shown(shape: Shape): string {
  if (typeof shape === "string") return shape;
  const axes = shape.map((axis) => (axis === null ? "None" : String(axis)));
  return axes.length === 1 ? `(${axes[0] ?? ""},)` : `(${axes.join(", ")})`;
}

export function counted(number: number, what: string): string {
  return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
}
