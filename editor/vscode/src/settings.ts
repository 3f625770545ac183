/** The extension's settings as plain data, whatever a hand-written settings.json holds. */

export const SECTION = "conv1d-lsp";

export type Keras = "auto" | "2" | "3";

/** The kinds of inlay hints: after names of tensors, behind calls of layers, after names of models. */
export const HINTS = ["variables", "layers", "models"] as const;
export type Hints = Readonly<Record<(typeof HINTS)[number], boolean>>;

/** What the server is told of the settings; the keys are the contract with it. */
export interface ServerSettings {
  readonly keras: Keras;
  readonly inlayHints: Hints;
  readonly readDataFiles: boolean;
  /** The rules that are shown; null for all. */
  readonly select: readonly string[] | null;
  readonly ignore: readonly string[];
}

export interface Settings extends ServerSettings {
  /** What the user wrote: a path, a program's name, or nothing. */
  readonly interpreter: string;
}

/** What the server is told at its start. */
export interface InitializationOptions extends ServerSettings {
  /** Whether the user trusts the workspace: files of data are left alone where not. */
  readonly trusted: boolean;
  /** Whether the server tells what it is at, for the status item. */
  readonly status: true;
}

/** Reads the settings through `get`, which knows their short names. A value of the wrong kind counts as not given. */
export function readSettings(get: (key: keyof Settings) => unknown): Settings {
  const interpreter = get("interpreter");
  const select = get("select");
  return {
    interpreter: typeof interpreter === "string" ? interpreter.trim() : "",
    keras: readKeras(get("keras")),
    inlayHints: readHints(get("inlayHints")),
    readDataFiles: readSwitch(get("readDataFiles")),
    select: Array.isArray(select) ? readNames(select) : null,
    ignore: readNames(get("ignore")),
  };
}

/** The number 3 is accepted for "3": it is what people write. */
function readKeras(value: unknown): Keras {
  const text = typeof value === "number" ? String(value) : value;
  return text === "2" || text === "3" ? text : "auto";
}

/** One switch for all kinds is accepted, as the server does. */
function readHints(value: unknown): Hints {
  const of = (kind: (typeof HINTS)[number]): boolean =>
    typeof value === "object" && value !== null ? readSwitch((value as Record<string, unknown>)[kind]) : readSwitch(value);
  return { variables: of("variables"), layers: of("layers"), models: of("models") };
}

function readSwitch(value: unknown): boolean {
  return typeof value === "boolean" ? value : true;
}

function readNames(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

export function initializationOptions(settings: Settings, trusted: boolean): InitializationOptions {
  const { keras, inlayHints, readDataFiles, select, ignore } = settings;
  return { keras, inlayHints, readDataFiles, select, ignore, trusted, status: true };
}
