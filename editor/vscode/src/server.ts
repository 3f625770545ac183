/** The running server: found, asked whether it can run, started, restarted. One step at a time. */

import { commands, env, window, workspace, type Disposable, type LogOutputChannel } from "vscode";
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
} from "vscode-languageclient/node";

import { currentSettings, currentSituation } from "./host";
import { thisMachine } from "./interpreter/machine";
import { choose, type Candidate } from "./interpreter/order";
import { probe } from "./interpreter/probe";
import { initializationOptions, SECTION } from "./settings";
import type { StatusView } from "./status";

export class Server implements Disposable {
  readonly #output: LogOutputChannel;
  readonly #status: StatusView;
  /** The extension's own folder. Python searches the working directory for modules: it must not be the user's. */
  readonly #directory: string;
  #client: LanguageClient | undefined;
  #python: string | undefined;
  #lastComplaint = "";
  #queue: Promise<void> = Promise.resolve();

  constructor(output: LogOutputChannel, status: StatusView, directory: string) {
    this.#output = output;
    this.#status = status;
    this.#directory = directory;
  }

  /** Starts the server, or starts it anew, and complains anew if it can't. */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      this.#lastComplaint = "";
      await this.#stop();
      await this.#start();
    });
  }

  /** Starts the server anew if another interpreter is to run it now, or if it does not run. */
  reconsider(): Promise<void> {
    return this.#inTurn(async () => {
      const choice = await choose(currentSituation(), thisMachine);
      const same = choice.kind === "found" && choice.candidate.path === this.#python;
      if (same && this.#client?.state === State.Running) return;
      await this.#stop();
      await this.#start();
    });
  }

  /** Hands changed settings to the running server. */
  async tellSettings(): Promise<void> {
    if (this.#client?.state !== State.Running) return;
    const settings = { [SECTION]: initializationOptions(currentSettings(), workspace.isTrusted) };
    await this.#client.sendNotification(DidChangeConfigurationNotification.type, { settings });
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  dispose(): void {
    void this.stop();
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((error: unknown) => {
      this.#complain(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`);
    });
    return this.#queue;
  }

  async #start(): Promise<void> {
    this.#status.show({ kind: "starting" });
    const choice = await choose(currentSituation(), thisMachine);
    if (choice.kind === "none") {
      this.#complain(choice.reason);
      return;
    }
    const { path, origin } = choice.candidate;
    this.#output.info(`Interpreter: ${path} (from ${origin})`);
    const answer = await probe(path, this.#directory);
    switch (answer.kind) {
      case "missing":
        this.#complain(`The package conv1d-lsp is not installed in ${path} (from ${origin}).`, installCommand(path));
        return;
      case "broken":
        this.#complain(`conv1d-lsp does not run in ${path} (from ${origin}): ${answer.reason}`);
        return;
      case "ready":
        await this.#run(choice.candidate, answer.version);
    }
  }

  async #run(candidate: Candidate, version: string): Promise<void> {
    const client = new LanguageClient(SECTION, "conv1d-lsp", this.#command(candidate), this.#clientOptions());
    client.onDidChangeState(({ newState }) => {
      if (client !== this.#client) return;
      if (newState === State.Running) this.#showRunning(candidate, version);
      if (newState === State.Starting) this.#status.show({ kind: "starting" });
      if (newState === State.Stopped) this.#status.show({ kind: "stopped", reason: "The server has stopped." });
    });
    this.#client = client;
    this.#python = candidate.path;
    await client.start();
  }

  #command({ path }: Candidate): { command: string; args: string[]; options: { cwd: string } } {
    return { command: path, args: ["-m", "conv1d_lsp", "server", "--stdio"], options: { cwd: this.#directory } };
  }

  #clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "python" },
        { scheme: "untitled", language: "python" },
        { notebook: "*", language: "python" },
      ],
      initializationOptions: () => initializationOptions(currentSettings(), workspace.isTrusted),
      outputChannel: this.#output,
      // What goes wrong at the start is told by #complain, once.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
    };
  }

  #showRunning({ path, origin }: Candidate, version: string): void {
    this.#lastComplaint = "";
    this.#output.info(`conv1d-lsp ${version} is running.`);
    this.#status.show({ kind: "running", version, python: path, origin });
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#python = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.#output.warn(`The server did not stop in good order: ${String(error)}`);
    }
  }

  /** Says it once: in the status bar as long as it holds, and in one message, with the command that would help. */
  #complain(reason: string, remedy?: string): void {
    this.#status.show({ kind: "stopped", reason });
    if (reason === this.#lastComplaint) return;
    this.#lastComplaint = reason;
    this.#output.warn(reason);
    void this.#offerHelp(reason, remedy);
  }

  async #offerHelp(reason: string, remedy: string | undefined): Promise<void> {
    const another = "Choose Python…";
    const copy = "Copy pip Command";
    const show = "Show Output";
    const offers = remedy === undefined ? [another, show] : [another, copy, show];
    const answer = await window.showWarningMessage(reason, ...offers);
    if (answer === another) await commands.executeCommand("conv1d-lsp.chooseInterpreter");
    if (answer === copy && remedy !== undefined) await env.clipboard.writeText(remedy);
    if (answer === show) this.#output.show();
  }
}

function installCommand(python: string): string {
  const program = /\s/.test(python) ? `"${python}"` : python;
  return `${program} -m pip install conv1d-lsp`;
}
