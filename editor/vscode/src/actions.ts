/** What the commands do that ask nothing but the workbench. */

import { commands, ConfigurationTarget, env, languages, Uri, version, window, workspace, type Diagnostic } from "vscode";

import { EXAMPLE } from "./example";
import type { Generations } from "./generations";
import { currentSettings } from "./host";
import { reportAddress, reportBody } from "./report";
import { SECTION, type Keras } from "./settings";
import type { Status } from "./status";

/** The list behind the status item. */
export async function showActions(status: Status): Promise<void> {
  const running = [
    { label: "$(type-hierarchy) Show Graph", command: "showFileGraph" },
    { label: "$(table) Show Summary", command: "showFileSummary" },
    { label: "$(wand) Fix All", command: "fixAll" },
    { label: "$(versions) Switch Keras Generation…", command: "switchKeras" },
  ];
  const stopped = [{ label: "$(cloud-download) Install Apart", description: "into an environment that the extension keeps", command: "installPackage" }];
  const always = [
    { label: "$(output) Show Log", command: "showOutput" },
    { label: "$(debug-restart) Restart Server", command: "restartServer" },
    { label: "$(symbol-misc) Choose Interpreter…", command: "chooseInterpreter" },
    { label: "$(report) Report a Problem…", command: "reportProblem" },
  ];
  const title = status.kind === "running" ? `conv1d-lsp ${status.version}, from ${status.origin}` : "conv1d-lsp";
  const list = status.kind === "running" ? [...running, ...always] : [...stopped, ...always];
  const chosen = await window.showQuickPick(list, { title });
  if (chosen !== undefined) await commands.executeCommand(`conv1d-lsp.${chosen.command}`);
}

/** Has the server do something with the document that is looked at. */
export async function askForDocument(command: string, running: boolean): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== "python") void window.showInformationMessage("Open a Python file first.");
  else if (!running) void window.showInformationMessage("The server of conv1d-lsp does not run.");
  else await commands.executeCommand(command, document.uri.toString());
}

export async function fixAll(): Promise<void> {
  await commands.executeCommand("editor.action.codeAction", { kind: `source.fixAll.${SECTION}`, apply: "first" });
}

/** Opens the page of the rule of the finding at the cursor, else lets one of the file's be chosen. */
export async function openRule(): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  const findings = languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === SECTION);
  const here = findings.find(({ range }) => range.contains(editor.selection.active));
  const pages = new Map(findings.map((finding) => [pageOf(finding)?.rule, pageOf(finding)?.page]));
  const rules = [...pages.keys()].filter((rule) => rule !== undefined);
  if (rules.length === 0) {
    void window.showInformationMessage("conv1d-lsp has found nothing in this file.");
    return;
  }
  const rule = here === undefined ? await window.showQuickPick(rules, { title: "Explain a rule" }) : pageOf(here)?.rule;
  const page = pages.get(rule);
  if (page !== undefined) await env.openExternal(page);
}

function pageOf({ code }: Diagnostic): { rule: string; page: Uri } | undefined {
  return typeof code === "object" ? { rule: String(code.value), page: code.target } : undefined;
}

/** Lets the generation of Keras be chosen, and writes the setting. */
export async function switchKeras(): Promise<void> {
  const now = currentSettings().keras;
  const items: { label: string; description: string; value: Keras }[] = [
    { label: "Automatic", description: "the file's imports, else the version that the project pins, else Keras 3", value: "auto" },
    { label: "Keras 3", description: "keras, and tf.keras from TensorFlow 2.16", value: "3" },
    { label: "Keras 2", description: "tf_keras, and tf.keras before TensorFlow 2.16", value: "2" },
  ];
  const marked = items.map((item) => ({ ...item, label: `${item.value === now ? "$(check) " : ""}${item.label}` }));
  const chosen = await window.showQuickPick(marked, { title: "The generation of Keras that your code runs under" });
  if (chosen === undefined) return;
  const target = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration(SECTION).update("keras", chosen.value, target);
}

export async function openExample(): Promise<void> {
  const document = await workspace.openTextDocument({ language: "python", content: EXAMPLE });
  await window.showTextDocument(document);
}

/** Opens a new issue, with the versions filled in. */
export async function reportProblem(bugs: string, extension: string, status: Status, generations: Generations): Promise<void> {
  const running = status.kind === "running" ? status : undefined;
  const body = reportBody({
    extension,
    editor: `${env.appName} ${version}`,
    system: `${process.platform} ${process.arch}`,
    server: running?.version,
    origin: running?.origin,
    keras: generations.current()?.keras,
  });
  await env.openExternal(Uri.parse(reportAddress(bugs, body), true));
}
