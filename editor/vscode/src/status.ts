/** The status bar item: one glance says whether the server runs, its tooltip says with what. */

import { MarkdownString, StatusBarAlignment, ThemeColor, window, type Disposable, type StatusBarItem } from "vscode";

export type Status =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string; readonly python: string; readonly origin: string }
  | { readonly kind: "stopped"; readonly reason: string };

export class StatusView implements Disposable {
  readonly #item: StatusBarItem;

  constructor() {
    this.#item = window.createStatusBarItem("conv1d-lsp.status", StatusBarAlignment.Right, 100);
    this.#item.name = "conv1d-lsp";
    this.#item.command = "conv1d-lsp.showOutput";
    this.show({ kind: "starting" });
    this.#item.show();
  }

  show(status: Status): void {
    const { icon, sentence } = describe(status);
    this.#item.text = `$(${icon}) conv1d`;
    this.#item.backgroundColor = status.kind === "stopped" ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    this.#item.accessibilityInformation = { label: `conv1d-lsp: ${sentence}` };
    const tooltip = new MarkdownString("", true);
    tooltip.appendText(sentence);
    tooltip.appendMarkdown(
      "\n\n[Restart](command:conv1d-lsp.restartServer) · [Choose interpreter…](command:conv1d-lsp.chooseInterpreter)" +
        " · [Output](command:conv1d-lsp.showOutput)",
    );
    tooltip.isTrusted = { enabledCommands: ["conv1d-lsp.restartServer", "conv1d-lsp.chooseInterpreter", "conv1d-lsp.showOutput"] };
    this.#item.tooltip = tooltip;
  }

  dispose(): void {
    this.#item.dispose();
  }
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
