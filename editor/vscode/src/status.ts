/** The status bar item: one glance says whether the server runs and for which Keras, its tooltip says with what. */

import { MarkdownString, StatusBarAlignment, ThemeColor, window, workspace, type Disposable, type StatusBarItem } from "vscode";

import type { Generations } from "./generations";

export type Status =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string; readonly python: string; readonly origin: string }
  | { readonly kind: "stopped"; readonly reason: string };

const LINKS = { showActions: "Actions…", restartServer: "Restart", showOutput: "Log" };

export class StatusView implements Disposable {
  readonly #item: StatusBarItem;
  readonly #generations: Generations;
  readonly #listeners: Disposable[];
  #status: Status = { kind: "starting" };

  constructor(generations: Generations) {
    this.#generations = generations;
    this.#item = window.createStatusBarItem("conv1d-lsp.status", StatusBarAlignment.Right, 100);
    this.#item.name = "conv1d-lsp";
    this.#item.command = "conv1d-lsp.showActions";
    const draw = (): void => {
      this.#draw();
    };
    this.#listeners = [
      window.onDidChangeActiveTextEditor(draw),
      workspace.onDidGrantWorkspaceTrust(draw),
      generations.onDidChange(draw),
    ];
    draw();
    this.#item.show();
  }

  /** What is shown now. */
  get status(): Status {
    return this.#status;
  }

  show(status: Status): void {
    this.#status = status;
    this.#draw();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#item.dispose();
  }

  #draw(): void {
    const status = this.#status;
    const keras = status.kind === "running" ? this.#generations.current()?.keras : undefined;
    const { icon, sentence } = describe(status);
    const limited = workspace.isTrusted ? [] : ["Limited, since the workspace is not trusted: its Python, its settings and its data are left alone."];
    const of = keras === undefined ? [] : [`Keras ${keras}: ${this.#generations.current()?.reason ?? ""}`];
    const sentences = [sentence, ...of, ...limited];
    const parts = ["conv1d", ...(keras === undefined ? [] : [`Keras ${keras}`]), ...(workspace.isTrusted ? [] : ["limited"])];
    this.#item.text = `$(${icon}) ${parts.join(" · ")}`;
    this.#item.backgroundColor = status.kind === "stopped" ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    this.#item.accessibilityInformation = { label: `conv1d-lsp: ${sentences.join(" ")}` };
    this.#item.tooltip = tooltip(sentences);
  }
}

function tooltip(sentences: readonly string[]): MarkdownString {
  const text = new MarkdownString("", true);
  for (const sentence of sentences) text.appendText(sentence).appendMarkdown("\n\n");
  text.appendMarkdown(Object.entries(LINKS).map(([name, title]) => `[${title}](command:conv1d-lsp.${name})`).join(" · "));
  text.isTrusted = { enabledCommands: Object.keys(LINKS).map((name) => `conv1d-lsp.${name}`) };
  return text;
}

function describe(status: Status): { icon: string; sentence: string } {
  switch (status.kind) {
    case "starting":
      return { icon: "loading~spin", sentence: "The server is starting." };
    case "running":
      return { icon: "check", sentence: `conv1d-lsp ${status.version} runs in ${status.python}, from ${status.origin}.` };
    case "stopped":
      return { icon: "warning", sentence: status.reason };
  }
}
