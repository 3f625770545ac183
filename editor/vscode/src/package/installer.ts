/** Puts the Python package where the user wants it: into an environment of theirs, or into one that the extension keeps. */

import { rm } from "node:fs/promises";

import { ProgressLocation, window, type LogOutputChannel } from "vscode";

import { currentSituation } from "../host";
import { thisMachine } from "../interpreter/machine";
import { listAll, programs } from "../interpreter/order";
import { intoEnvironment, intoOwn, OLDEST_PYTHON, ownEnvironment, type Step } from "./plan";
import { hasPip, isNewEnough, runAll } from "./run";

/** What the editor knows of the extension. */
export interface Extension {
  /** Its own folder: what is run, runs there, since `python -m` imports from the working directory. */
  readonly directory: string;
  /** Where it may keep things. */
  readonly storage: string;
  readonly version: string;
}

export class Installer {
  readonly #extension: Extension;
  readonly #output: LogOutputChannel;

  constructor(extension: Extension, output: LogOutputChannel) {
    this.#extension = extension;
    this.#output = output;
  }

  /** The interpreter of the extension's own environment, if that was made. */
  own(): string | undefined {
    const { python } = ownEnvironment(this.#extension.storage, thisMachine);
    return thisMachine.isProgram(python) ? python : undefined;
  }

  /** Whether the extension's own environment has the package of another release than the extension's. */
  isOutdated(version: string): boolean {
    return version !== this.#extension.version;
  }

  /** Installs into the environment of `python`; gives what went wrong, in a sentence. */
  async into(python: string): Promise<string | undefined> {
    const { directory } = this.#extension;
    const steps = intoEnvironment(python, "conv1d-lsp", await hasPip(python, directory), this.#uv());
    if (steps === undefined) return `${python} has no pip, and uv was not found: conv1d-lsp was not installed.`;
    return this.#run(steps, `Installing conv1d-lsp into ${python}`);
  }

  /** Brings the package in the extension's own environment to the extension's version; gives what went wrong, in a sentence. */
  async upgradeOwn(python: string): Promise<string | undefined> {
    const steps = intoEnvironment(python, this.#wanted(), await hasPip(python, this.#extension.directory), this.#uv());
    if (steps === undefined) return "The extension's own environment has no pip: conv1d-lsp was not upgraded.";
    return this.#run(steps, `Upgrading conv1d-lsp to ${this.#extension.version}`);
  }

  /** Makes the extension's own environment, or makes it anew; gives what went wrong, in a sentence. */
  async intoOwn(): Promise<string | undefined> {
    const own = ownEnvironment(this.#extension.storage, thisMachine);
    const steps = intoOwn(own, this.#wanted(), this.#uv(), await this.#base());
    await rm(own.folder, { recursive: true, force: true });
    if (steps === undefined) return `No Python ${OLDEST_PYTHON} or newer was found: conv1d-lsp was not installed.`;
    return this.#run(steps, "Installing conv1d-lsp into an environment of the extension");
  }

  #wanted(): string {
    return `conv1d-lsp==${this.#extension.version}`;
  }

  async #base(): Promise<string | undefined> {
    for (const { path } of await listAll(currentSituation(), thisMachine)) {
      if (await isNewEnough(path, this.#extension.directory)) return path;
    }
    return undefined;
  }

  #uv(): string | undefined {
    return programs("uv", currentSituation(), thisMachine)[0];
  }

  async #run(steps: readonly Step[], title: string): Promise<string | undefined> {
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    const trouble = await window.withProgress(options, async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => {
        stop.abort();
      });
      const say = (line: string): void => {
        this.#output.info(line);
        progress.report({ message: line.split("\n").at(-1)?.slice(0, 80) ?? "" });
      };
      return runAll(steps, this.#extension.directory, say, stop.signal);
    });
    return trouble === undefined ? undefined : `conv1d-lsp was not installed: ${trouble}`;
  }
}
