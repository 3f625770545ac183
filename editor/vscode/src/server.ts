/** The running server: found, asked whether it can run, started, restarted. One step at a time. */

import { commands, workspace, type Disposable, type LogOutputChannel } from "vscode";
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
} from "vscode-languageclient/node";

import type { Generations, ServerStatus } from "./generations";
import { currentSettings, currentSituation } from "./host";
import { thisMachine } from "./interpreter/machine";
import { choose, type Candidate } from "./interpreter/order";
import { probe } from "./interpreter/probe";
import { offerHelp } from "./offers";
import type { Extension, Installer } from "./package/installer";
import { initializationOptions, SECTION } from "./settings";
import type { StatusView } from "./status";
import type { SummaryView } from "./summary";

/** What the workbench's menus go by. */
const CAN_VERIFY = "conv1d-lsp.canVerify";
const VERIFY = "conv1d-lsp.verify";

/** Why the server does not run, and the interpreter that would do if the package were installed there. */
interface Complaint {
  readonly reason: string;
  readonly python: string | undefined;
}

/** Where the server's doings are shown. */
export interface Views {
  readonly output: LogOutputChannel;
  readonly status: StatusView;
  readonly generations: Generations;
  readonly summary: SummaryView;
}

type Found = { readonly candidate: Candidate; readonly version: string } | Complaint;

export class Server implements Disposable {
  readonly #output: LogOutputChannel;
  readonly #status: StatusView;
  readonly #generations: Generations;
  readonly #summary: SummaryView;
  readonly #installer: Installer;
  /** The extension's own folder. Python searches the working directory for modules: it must not be the user's. */
  readonly #directory: string;
  #client: LanguageClient | undefined;
  #python: string | undefined;
  #lastComplaint = "";
  #queue: Promise<void> = Promise.resolve();

  constructor(views: Views, installer: Installer, extension: Extension) {
    this.#output = views.output;
    this.#status = views.status;
    this.#generations = views.generations;
    this.#summary = views.summary;
    this.#installer = installer;
    this.#directory = extension.directory;
  }

  /** What to ask the server through; undefined while none runs. */
  get client(): LanguageClient | undefined {
    return this.#client?.state === State.Running ? this.#client : undefined;
  }

  /** The interpreter that runs the server. */
  get python(): string | undefined {
    return this.client === undefined ? undefined : this.#python;
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
      if (same && this.client !== undefined) return;
      await this.#stop();
      await this.#start();
    });
  }

  /** Hands changed settings to the running server. */
  async tellSettings(): Promise<void> {
    const settings = { [SECTION]: initializationOptions(currentSettings(), workspace.isTrusted) };
    await this.client?.sendNotification(DidChangeConfigurationNotification.type, { settings });
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  dispose(): void {
    void this.stop();
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((error: unknown) => {
      this.#complain({ reason: `The language server did not start: ${error instanceof Error ? error.message : String(error)}`, python: undefined });
    });
    return this.#queue;
  }

  async #start(): Promise<void> {
    this.#status.show({ kind: "starting" });
    const chosen = await this.#chosen();
    const found = "reason" in chosen ? await this.#own(chosen) : chosen;
    if ("reason" in found) this.#complain(found);
    else await this.#run(found.candidate, found.version);
  }

  /** What the settings and the machine lead to. */
  async #chosen(): Promise<Found> {
    const choice = await choose(currentSituation(), thisMachine);
    if (choice.kind === "none") return { reason: choice.reason, python: undefined };
    const { path, origin } = choice.candidate;
    this.#output.info(`Interpreter: ${path} (from ${origin})`);
    const answer = await probe(path, this.#directory);
    switch (answer.kind) {
      case "missing":
        return { reason: `The package conv1d-lsp is not installed in ${path} (from ${origin}).`, python: path };
      case "broken":
        return { reason: `conv1d-lsp does not run in ${path} (from ${origin}): ${answer.reason}`, python: undefined };
      case "ready":
        return { candidate: choice.candidate, version: answer.version };
    }
  }

  /** The extension's own environment stands in where the user has had it made. It goes up with the extension. */
  async #own(complaint: Complaint): Promise<Found> {
    const path = this.#installer.own();
    if (path === undefined) return complaint;
    this.#output.info(`${complaint.reason} The extension's own environment is taken: ${path}`);
    let answer = await probe(path, this.#directory);
    if (answer.kind === "ready" && this.#installer.isOutdated(answer.version)) {
      const trouble = await this.#installer.upgradeOwn(path);
      if (trouble !== undefined) this.#output.warn(trouble);
      answer = await probe(path, this.#directory);
    }
    if (answer.kind !== "ready") return complaint;
    return { candidate: { path, origin: "the extension's own environment" }, version: answer.version };
  }

  async #run(candidate: Candidate, version: string): Promise<void> {
    const client = new LanguageClient(SECTION, "conv1d-lsp", this.#command(candidate), this.#clientOptions());
    client.onDidChangeState(({ newState }) => {
      if (client !== this.#client) return;
      if (newState === State.Running) this.#showRunning(candidate, version);
      if (newState === State.Starting) this.#status.show({ kind: "starting" });
      if (newState === State.Stopped) this.#status.show({ kind: "stopped", reason: "The server has stopped." });
    });
    client.onNotification("conv1d-lsp/status", (status: ServerStatus) => {
      this.#generations.follow(status);
    });
    this.#client = client;
    this.#python = candidate.path;
    await client.start();
    const offered = client.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
    await commands.executeCommand("setContext", CAN_VERIFY, offered.includes(VERIFY));
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
      middleware: {
        // A table in a message at the lower right can't be read: it is shown beside the code.
        executeCommand: (command, args: unknown[], next): unknown => {
          if (command === "conv1d-lsp.showSummary") return this.#summary.show(() => next("conv1d-lsp.summary", args));
          return command === "conv1d-lsp.showGraph" ? commands.executeCommand("conv1d-lsp.showModel") : next(command, args);
        },
      },
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

  /** Says it once: in the status bar as long as it holds, and in one message, with what would help. */
  #complain({ reason, python }: Complaint): void {
    this.#status.show({ kind: "stopped", reason });
    if (reason === this.#lastComplaint) return;
    this.#lastComplaint = reason;
    this.#output.warn(reason);
    void offerHelp(reason, python);
  }
}
