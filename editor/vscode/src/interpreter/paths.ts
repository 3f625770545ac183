/** From what a user writes (`python3`, `~/env/bin/python`, `${workspaceFolder}/…`) to an absolute path. */

import { posix, win32, type PlatformPath } from "node:path";

import type { Machine } from "./machine";

/** How the machine writes paths. */
export function pathRules(machine: Machine): PlatformPath {
  return machine.windows ? win32 : posix;
}

/** Replaces `${workspaceFolder}`, `${userHome}`, `${env:NAME}` and a leading `~`; an unset variable becomes nothing. */
export function expand(text: string, folder: string | undefined, machine: Machine): string {
  return text
    .replace(/^~(?=$|[\\/])/, () => machine.home)
    .replaceAll("${workspaceFolder}", () => folder ?? "")
    .replaceAll("${userHome}", () => machine.home)
    .replace(/\$\{env:([^}]+)\}/g, (_, name: string) => machine.env[name] ?? "");
}

/** The program that `text` names: an absolute path, one from `folder`, or a bare name on the search path. */
export function locate(text: string, folder: string | undefined, machine: Machine): string | undefined {
  const paths = pathRules(machine);
  const path = expand(text, folder, machine);
  if (path === "") return undefined;
  if (paths.isAbsolute(path)) return runnable(path, machine);
  if (/[\\/]/.test(path)) return folder === undefined ? undefined : runnable(paths.join(folder, path), machine);
  const [first] = onSearchPath([path], machine);
  return first;
}

/** Each of `names` in each directory of PATH. Relative directories would mean the workspace: left out. */
export function* onSearchPath(names: readonly string[], machine: Machine): Generator<string> {
  const paths = pathRules(machine);
  const entries = (machine.env.PATH ?? machine.env.Path ?? "").split(paths.delimiter);
  const directories = entries.filter((entry) => paths.isAbsolute(entry));
  for (const directory of directories) {
    for (const name of names) {
      const program = runnable(paths.join(directory, name), machine);
      if (program !== undefined) yield program;
    }
  }
}

/** Whether `path` lies in one of `folders`, by its name or by where its links lead. */
export function isInside(path: string, folders: readonly string[], machine: Machine): boolean {
  const paths = pathRules(machine);
  const within = (inner: string, outer: string): boolean => {
    const way = paths.relative(outer, inner);
    return way !== ".." && !/^\.\.[\\/]/.test(way) && !paths.isAbsolute(way);
  };
  const names = [path, machine.realPath(path)];
  const roots = folders.flatMap((folder) => [folder, machine.realPath(folder)]);
  return names.some((name) => roots.some((root) => within(name, root)));
}

function runnable(path: string, machine: Machine): string | undefined {
  const spellings = machine.windows && !/\.exe$/i.test(path) ? [`${path}.exe`, path] : [path];
  return spellings.find((spelling) => machine.isProgram(spelling));
}
