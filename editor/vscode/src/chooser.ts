/** The list to choose an interpreter from. */

import { ConfigurationTarget, window, workspace, type QuickPickItem } from "vscode";

import { listAll } from "./interpreter/order";
import { thisMachine } from "./interpreter/machine";
import { currentSettings, currentSituation } from "./host";
import { SECTION } from "./settings";

interface Item extends QuickPickItem {
  /** The setting's new value; undefined asks for a file. */
  readonly value: string | undefined;
}

/** Lets the user choose, and writes the setting, whose listener restarts the server; `tryAgain` does, where it stays as it was. */
export async function chooseInterpreter(tryAgain: () => Promise<void>): Promise<void> {
  const item = await window.showQuickPick(items(), {
    title: "conv1d-lsp: the Python that runs the language server",
    placeHolder: "It needs the package conv1d-lsp (pip install conv1d-lsp)",
    matchOnDescription: true,
  });
  const value = item === undefined ? undefined : (item.value ?? (await askForFile()));
  if (value === undefined) return;
  if (value === currentSettings().interpreter) {
    await tryAgain();
    return;
  }
  const ofWorkspace = workspace.isTrusted && workspace.workspaceFolders !== undefined;
  const target = ofWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration(SECTION).update("interpreter", value, target);
}

async function items(): Promise<Item[]> {
  const candidates = await listAll(currentSituation(), thisMachine);
  return [
    { label: "$(folder-opened) Choose a file…", value: undefined },
    { label: "$(sparkle) Find one automatically", description: "clears the setting", value: "" },
    ...candidates.map(({ path, origin }) => ({ label: path, description: origin, value: path })),
  ];
}

async function askForFile(): Promise<string | undefined> {
  const files = await window.showOpenDialog({ title: "The Python that runs conv1d-lsp", openLabel: "Choose" });
  return files?.[0]?.fsPath;
}
