/**
 * Which Python runs the server. The order, first hit wins:
 *
 * 1. the setting `conv1d-lsp.interpreter`; if it names nothing that can be run, the search ends there,
 * 2. the environment that is selected in the Python extension, if that is installed,
 * 3. the setting `python.defaultInterpreterPath`,
 * 4. `.venv` in a workspace folder,
 * 5. `python` or `python3` on the search path.
 *
 * In an untrusted workspace 2 and 4 are left out, and nothing that lies inside of the workspace is taken: opening a
 * folder must not run a program that came with it.
 */

import type { Machine } from "./machine";
import { isInside, locate, onSearchPath, pathRules } from "./paths";

export interface Situation {
  readonly trusted: boolean;
  /** Absolute paths of the workspace's folders, the first one first. */
  readonly folders: readonly string[];
  /** The two settings, as far as the user may be believed to have written them. */
  readonly setting: string;
  readonly defaultInterpreterPath: string;
  /** The interpreter that the Python extension has selected. */
  readonly selected: () => Promise<string | undefined>;
}

export interface Candidate {
  readonly path: string;
  /** Where it comes from, in words that end a sentence. */
  readonly origin: string;
}

export type Choice =
  | { readonly kind: "found"; readonly candidate: Candidate }
  | { readonly kind: "none"; readonly reason: string };

/** The interpreter to start the server with. */
export async function choose(situation: Situation, machine: Machine): Promise<Choice> {
  if (situation.setting !== "") {
    const path = locate(situation.setting, situation.folders[0], machine);
    if (path === undefined) return none(`The setting conv1d-lsp.interpreter names no program: ${situation.setting}`);
    if (!mayRun(path, situation, machine)) {
      return none("The setting conv1d-lsp.interpreter names a program of this workspace, which you have not trusted.");
    }
    return { kind: "found", candidate: { path, origin: "the setting conv1d-lsp.interpreter" } };
  }
  for await (const candidate of search(situation, machine)) return { kind: "found", candidate };
  return none("No Python was found.");
}

/** All interpreters that the order comes by, each once. */
export async function listAll(situation: Situation, machine: Machine): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  for await (const candidate of search(situation, machine)) {
    if (!found.has(candidate.path)) found.set(candidate.path, candidate);
  }
  return [...found.values()];
}

/** The programs of that name on the search path that may be run. */
export function programs(name: string, situation: Situation, machine: Machine): string[] {
  return [...onSearchPath([name], machine)].filter((path) => mayRun(path, situation, machine));
}

async function* search(situation: Situation, machine: Machine): AsyncGenerator<Candidate> {
  for await (const candidate of unchecked(situation, machine)) {
    if (machine.isProgram(candidate.path) && mayRun(candidate.path, situation, machine)) yield candidate;
  }
}

async function* unchecked(situation: Situation, machine: Machine): AsyncGenerator<Candidate> {
  const { trusted, folders } = situation;
  if (trusted) {
    const path = await situation.selected();
    if (path !== undefined) yield { path, origin: "the Python extension" };
  }
  const path = locate(situation.defaultInterpreterPath, folders[0], machine);
  if (path !== undefined) yield { path, origin: "the setting python.defaultInterpreterPath" };
  if (trusted) {
    const inside = machine.windows ? [".venv", "Scripts", "python.exe"] : [".venv", "bin", "python"];
    for (const folder of folders) yield { path: pathRules(machine).join(folder, ...inside), origin: "the folder's .venv" };
  }
  for (const python of onSearchPath(["python", "python3"], machine)) yield { path: python, origin: "the search path" };
}

function mayRun(path: string, { trusted, folders }: Situation, machine: Machine): boolean {
  return trusted || !isInside(path, folders, machine);
}

function none(reason: string): Choice {
  return { kind: "none", reason };
}
