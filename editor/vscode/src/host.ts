/** What the workbench knows that decides about the interpreter and the settings, as plain data. */

import { workspace } from "vscode";

import type { Situation } from "./interpreter/order";
import { selectedInterpreter } from "./pythonExtension";
import { readSettings, SECTION, type Settings } from "./settings";

export function currentSettings(): Settings {
  const configuration = workspace.getConfiguration(SECTION, workspace.workspaceFolders?.[0]?.uri);
  return readSettings((key) => configuration.get(key));
}

export function currentSituation(): Situation {
  const first = workspace.workspaceFolders?.[0]?.uri;
  return {
    trusted: workspace.isTrusted,
    folders: (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath),
    setting: currentSettings().interpreter,
    defaultInterpreterPath: defaultInterpreterPath(),
    selected: () => selectedInterpreter(first),
  };
}

/** Only what somebody wrote: the Python extension's own default, `python`, would go before the folder's `.venv`. */
function defaultInterpreterPath(): string {
  const first = workspace.workspaceFolders?.[0]?.uri;
  const written = workspace.getConfiguration("python", first).inspect<unknown>("defaultInterpreterPath");
  const ofWorkspace = workspace.isTrusted ? (written?.workspaceFolderValue ?? written?.workspaceValue) : undefined;
  const value = ofWorkspace ?? written?.globalValue;
  return typeof value === "string" ? value.trim() : "";
}
