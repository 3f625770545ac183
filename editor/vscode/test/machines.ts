/** Machines and situations for the tests. */

import type { Machine } from "../src/interpreter/machine";
import type { Situation } from "../src/interpreter/order";

/** A machine with these programs, links (name to target), and search path. */
export function posixMachine(programs: string[], path = "", links: Record<string, string> = {}): Machine {
  return {
    windows: false,
    home: "/home/ada",
    env: { PATH: path, ENVS: "/envs" },
    isProgram: (name) => programs.includes(name),
    realPath: (name) => links[name] ?? name,
  };
}

export function windowsMachine(programs: string[], path = ""): Machine {
  const known = new Set(programs.map((name) => name.toLowerCase()));
  return {
    windows: true,
    home: "C:\\Users\\ada",
    env: { Path: path },
    isProgram: (name) => known.has(name.toLowerCase()),
    realPath: (name) => name,
  };
}

export function situation(changes: Partial<Situation>): Situation {
  return {
    trusted: true,
    folders: ["/code/project"],
    setting: "",
    defaultInterpreterPath: "",
    selected: () => Promise.resolve(undefined),
    ...changes,
  };
}
