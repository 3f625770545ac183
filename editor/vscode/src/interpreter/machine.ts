/** What the search for an interpreter needs to know of the machine; tests bring a machine of their own. */

import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";

export interface Machine {
  readonly windows: boolean;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether `path` is a file that this user may run. */
  isProgram(path: string): boolean;
  /** `path` with its links followed, or `path` itself where it does not exist. */
  realPath(path: string): string;
}

export const thisMachine: Machine = {
  windows: process.platform === "win32",
  home: homedir(),
  env: process.env,
  isProgram(path) {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  },
  realPath(path) {
    try {
      return realpathSync.native(path);
    } catch {
      return path;
    }
  },
};
