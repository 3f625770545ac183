/** The extension's beginning: one server, one status item, one output channel, and what they listen to. */

import { commands, window, workspace, type ConfigurationChangeEvent, type Disposable, type ExtensionContext } from "vscode";

import { askForDocument, fixAll, openExample, openRule, reportProblem, showActions, switchKeras } from "./actions";
import { chooseInterpreter } from "./chooser";
import { Generations } from "./generations";
import { install } from "./offers";
import { Installer, type Extension } from "./package/installer";
import { onSelection } from "./pythonExtension";
import { Server } from "./server";
import { SECTION } from "./settings";
import { StatusView } from "./status";
import { SummaryView } from "./summary";
import { registerTasks } from "./tasks";
import { registerView } from "./view/register";

interface Manifest {
  readonly version: string;
  readonly bugs: { readonly url: string };
}

export function activate(context: ExtensionContext): void {
  const { version, bugs } = context.extension.packageJSON as Manifest;
  const extension: Extension = { directory: context.extensionPath, storage: context.globalStorageUri.fsPath, version };
  const output = window.createOutputChannel("conv1d-lsp", { log: true });
  const generations = new Generations();
  const status = new StatusView(generations);
  const installer = new Installer(extension, output);
  const summary = new SummaryView();
  const server = new Server({ output, status, generations, summary }, installer, extension);
  const reconsider = (): void => void server.reconsider();
  const followPythonExtension = async (): Promise<void> => {
    context.subscriptions.push(await onSelection(reconsider));
  };

  context.subscriptions.push(
    output,
    generations,
    status,
    summary,
    server,
    registerTasks(() => server.python),
    ...registerView(context, () => server.client),
    ...ofTheServer(server, installer, status),
    commands.registerCommand("conv1d-lsp.showOutput", () => {
      output.show();
    }),
    commands.registerCommand("conv1d-lsp.fixAll", fixAll),
    commands.registerCommand("conv1d-lsp.openRule", openRule),
    commands.registerCommand("conv1d-lsp.openExample", openExample),
    commands.registerCommand("conv1d-lsp.switchKeras", switchKeras),
    commands.registerCommand("conv1d-lsp.reportProblem", () => reportProblem(bugs.url, version, status.status, generations)),
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

/** The commands that have something done by the server, or with it. */
function ofTheServer(server: Server, installer: Installer, status: StatusView): Disposable[] {
  const restart = (): Promise<void> => server.restart();
  const ask = (command: string): Promise<void> => askForDocument(command, server.client !== undefined);
  return [
    commands.registerCommand("conv1d-lsp.restartServer", restart),
    commands.registerCommand("conv1d-lsp.chooseInterpreter", () => chooseInterpreter(restart)),
    commands.registerCommand("conv1d-lsp.installPackage", (python: unknown) => install(installer, python, restart)),
    commands.registerCommand("conv1d-lsp.showActions", () => showActions(status.status)),
    commands.registerCommand("conv1d-lsp.showFileSummary", () => ask("conv1d-lsp.showSummary")),
    commands.registerCommand("conv1d-lsp.showFileGraph", () => ask("conv1d-lsp.showGraph")),
    commands.registerCommand("conv1d-lsp.verifyFile", () => ask("conv1d-lsp.verify")),
  ];
}

async function follow(event: ConfigurationChangeEvent, server: Server): Promise<void> {
  const interpreters = ["conv1d-lsp.interpreter", "python.defaultInterpreterPath"];
  if (interpreters.some((name) => event.affectsConfiguration(name))) await server.reconsider();
  if (event.affectsConfiguration(SECTION)) await server.tellSettings();
}
