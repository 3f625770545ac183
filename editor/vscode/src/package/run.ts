/** Runs an installer's steps, and asks interpreters what they can do. */

import { execFile, spawn } from "node:child_process";

import { failure, OLDEST_PYTHON, type Step } from "./plan";

const PATIENCE_MS = 20_000;

/** Runs the steps in turn; undefined if all went well, else what went wrong. */
export async function runAll(
  steps: readonly Step[],
  directory: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const step of steps) {
    const trouble = await runOne(step, directory, say, signal);
    if (trouble !== undefined) return trouble;
  }
  return undefined;
}

function runOne(
  { program, args }: Step,
  directory: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  say([program, ...args].join(" "));
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: directory, signal, windowsHide: true, stdio: ["ignore", "pipe", "pipe"] });
    let told = "";
    const hear = (data: Buffer): void => {
      told += data.toString();
      say(data.toString().trimEnd());
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", (error) => {
      resolve(signal.aborted ? "it was cancelled" : error.message);
    });
    child.on("close", (status) => {
      resolve(status === 0 ? undefined : failure(told));
    });
  });
}

/** Whether the interpreter is new enough for the package. `directory` is where it runs: not in the workspace. */
export function isNewEnough(python: string, directory: string): Promise<boolean> {
  const version = OLDEST_PYTHON.split(".").join(", ");
  return succeeds(python, ["-c", `import sys; sys.exit(sys.version_info < (${version}))`], directory);
}

/** Whether the interpreter has pip. */
export function hasPip(python: string, directory: string): Promise<boolean> {
  return succeeds(python, ["-m", "pip", "--version"], directory);
}

function succeeds(program: string, args: string[], directory: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: directory, timeout: PATIENCE_MS, windowsHide: true }, (error) => {
      resolve(error === null);
    });
  });
}
