/** The extension's settings as plain data, whatever a hand-written settings.json holds. */

export const SECTION = "conv1d-lsp";

export type Keras = "auto" | "2" | "3";

export interface Settings {
  /** What the user wrote: a path, a program's name, or nothing. */
  readonly interpreter: string;
  readonly keras: Keras;
  readonly inlayHints: boolean;
  readonly readDataFiles: boolean;
}

/** What the server is told at its start; the keys are the contract with it. */
export interface InitializationOptions {
  readonly keras: Keras;
  readonly inlayHints: boolean;
  readonly readDataFiles: boolean;
  /** Whether the user trusts the workspace: files of data are left alone where not. */
  readonly trusted: boolean;
}

/** Reads the settings through `get`, which knows their short names. A value of the wrong kind counts as not given. */
export function readSettings(get: (key: keyof Settings) => unknown): Settings {
  const interpreter = get("interpreter");
  const inlayHints = get("inlayHints");
  const readDataFiles = get("readDataFiles");
  return {
    interpreter: typeof interpreter === "string" ? interpreter.trim() : "",
    keras: readKeras(get("keras")),
    inlayHints: typeof inlayHints === "boolean" ? inlayHints : true,
    readDataFiles: typeof readDataFiles === "boolean" ? readDataFiles : true,
  };
}

/** The number 3 is accepted for "3": it is what people write. */
function readKeras(value: unknown): Keras {
  const text = typeof value === "number" ? String(value) : value;
  return text === "2" || text === "3" ? text : "auto";
}

export function initializationOptions(settings: Settings, trusted: boolean): InitializationOptions {
  const { keras, inlayHints, readDataFiles } = settings;
  return { keras, inlayHints, readDataFiles, trusted };
}
