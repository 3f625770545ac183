/** What is offered where the server can't run: to install the package here or apart, or to choose another Python. */

import { commands, window } from "vscode";

import type { Installer } from "./package/installer";

const HERE = "Install Here";
const APART = "Install Apart";
const CHOOSE = "Choose Python…";
const LOG = "Show Log";

/** One message. `python` is an interpreter into which the package could be installed. */
export async function offerHelp(reason: string, python: string | undefined): Promise<void> {
  const offers = python === undefined ? [APART, CHOOSE, LOG] : [HERE, APART, CHOOSE];
  const sentence = reason.endsWith(".") ? reason : `${reason}.`;
  const answer = await window.showWarningMessage(`${sentence} “Apart” is an environment that the extension keeps.`, ...offers);
  if (answer === HERE) await commands.executeCommand("conv1d-lsp.installPackage", python);
  if (answer === APART) await commands.executeCommand("conv1d-lsp.installPackage");
  if (answer === CHOOSE) await commands.executeCommand("conv1d-lsp.chooseInterpreter");
  if (answer === LOG) await commands.executeCommand("conv1d-lsp.showOutput");
}

/** Installs into the environment of `python`, else into the extension's own, and starts the server. */
export async function install(installer: Installer, python: unknown, restart: () => Promise<void>): Promise<void> {
  const trouble = typeof python === "string" ? await installer.into(python) : await installer.intoOwn();
  if (trouble === undefined) {
    await restart();
    return;
  }
  const offers = typeof python === "string" ? [APART, CHOOSE, LOG] : [CHOOSE, LOG];
  const answer = await window.showErrorMessage(trouble, ...offers);
  if (answer === APART) await install(installer, undefined, restart);
  if (answer === CHOOSE) await commands.executeCommand("conv1d-lsp.chooseInterpreter");
  if (answer === LOG) await commands.executeCommand("conv1d-lsp.showOutput");
}
