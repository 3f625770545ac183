/** The extension's beginning: one server, one status item, one output channel, and what they listen to. */

import { commands, window, workspace, type ConfigurationChangeEvent, type ExtensionContext } from "vscode";

import { chooseInterpreter } from "./chooser";
import { onSelection } from "./pythonExtension";
import { Server } from "./server";
import { SECTION } from "./settings";
import { StatusView } from "./status";

export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel("conv1d-lsp", { log: true });
  const status = new StatusView();
  const server = new Server(output, status, context.extensionPath);
  const reconsider = (): void => void server.reconsider();
  const followPythonExtension = async (): Promise<void> => {
    context.subscriptions.push(await onSelection(reconsider));
  };

  context.subscriptions.push(
    output,
    status,
    server,
    commands.registerCommand("conv1d-lsp.restartServer", () => server.restart()),
    commands.registerCommand("conv1d-lsp.showOutput", () => {
      output.show();
    }),
    commands.registerCommand("conv1d-lsp.chooseInterpreter", () => chooseInterpreter(() => server.restart())),
    workspace.onDidChangeConfiguration((event) => void follow(event, server)),
    workspace.onDidChangeWorkspaceFolders(reconsider),
    workspace.onDidGrantWorkspaceTrust(() => {
      void server.restart(); // what it may read is told at its start
      void followPythonExtension();
    }),
  );
  void server.restart();
  if (workspace.isTrusted) void followPythonExtension();
}

async function follow(event: ConfigurationChangeEvent, server: Server): Promise<void> {
  const interpreters = ["conv1d-lsp.interpreter", "python.defaultInterpreterPath"];
  if (interpreters.some((name) => event.affectsConfiguration(name))) await server.reconsider();
  if (event.affectsConfiguration(SECTION)) await server.tellSettings();
}
