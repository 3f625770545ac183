/** Which programs are run to put the Python package somewhere. Plain data: nothing here runs them. */

import type { Machine } from "../interpreter/machine";
import { pathRules } from "../interpreter/paths";

/** What is run, one after another. */
export interface Step {
  readonly program: string;
  readonly args: readonly string[];
}

/** The first Python that the package runs on. */
export const OLDEST_PYTHON = "3.11";

/** Where the extension keeps an environment of its own, below the folder that the editor gives it. */
export function ownEnvironment(storage: string, machine: Machine): { readonly folder: string; readonly python: string } {
  const paths = pathRules(machine);
  const folder = paths.join(storage, "environment");
  return { folder, python: machine.windows ? paths.join(folder, "Scripts", "python.exe") : paths.join(folder, "bin", "python") };
}

/** Into an environment that is there, with its own pip, or with uv where it has none. */
export function intoEnvironment(python: string, wanted: string, hasPip: boolean, uv: string | undefined): Step[] | undefined {
  if (hasPip) return [{ program: python, args: pip(wanted) }];
  return uv === undefined ? undefined : [{ program: uv, args: ["pip", "install", "--python", python, wanted] }];
}

/**
 * Into the extension's own environment, whose folder is not there yet: with uv, which brings a Python if need be, or with
 * the `venv` of a Python of the machine.
 */
export function intoOwn(
  own: { readonly folder: string; readonly python: string },
  wanted: string,
  uv: string | undefined,
  base: string | undefined,
): Step[] | undefined {
  if (uv !== undefined) {
    const make = ["venv", "--python", base ?? `>=${OLDEST_PYTHON}`, own.folder];
    return [
      { program: uv, args: make },
      { program: uv, args: ["pip", "install", "--python", own.python, wanted] },
    ];
  }
  if (base === undefined) return undefined;
  return [
    { program: base, args: ["-m", "venv", own.folder] },
    { program: own.python, args: pip(wanted) },
  ];
}

function pip(wanted: string): string[] {
  return ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", wanted];
}

/** The line of a failed installer's output that says most: its first error, else its last line. */
export function failure(output: string): string {
  const lines = output.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const error = lines.find((line) => /^error:/i.test(line));
  return (error ?? lines.at(-1) ?? "it says nothing").replace(/^error:\s*/i, "");
}
