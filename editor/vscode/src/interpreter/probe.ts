/** Asks an interpreter whether it can run the server, before a server is started that would die at once. */

import { execFile, type ExecFileException } from "node:child_process";

export type Answer =
  | { readonly kind: "ready"; readonly version: string }
  | { readonly kind: "missing" }
  | { readonly kind: "broken"; readonly reason: string };

const PATIENCE_MS = 20_000;

/**
 * Runs `python -m conv1d_lsp --version`. `directory` becomes the working directory, which Python searches for modules
 * first: it must not be one of the workspace's.
 */
export function probe(python: string, directory: string): Promise<Answer> {
  return new Promise((resolve) => {
    const options = { cwd: directory, timeout: PATIENCE_MS, windowsHide: true };
    execFile(python, ["-m", "conv1d_lsp", "--version"], options, (error, stdout, stderr) => {
      resolve(error === null ? readVersion(stdout) : readFailure(error, stderr));
    });
  });
}

function readVersion(stdout: string): Answer {
  const version = /\d+(\.\d+)+\S*/.exec(stdout)?.[0];
  return version === undefined ? { kind: "broken", reason: "it does not tell its version" } : { kind: "ready", version };
}

function readFailure(error: ExecFileException, stderr: string): Answer {
  if (/No module named '?conv1d_lsp'?\s*$/m.test(stderr)) return { kind: "missing" };
  if (error.killed === true) return { kind: "broken", reason: `no answer within ${PATIENCE_MS / 1000} seconds` };
  const lastLine = stderr.trim().split("\n").at(-1)?.trim() ?? "";
  return { kind: "broken", reason: lastLine === "" ? error.message.trim() : lastLine };
}
