/** The tables of `model.summary()`, as a document beside the code. */

import { EventEmitter, Uri, ViewColumn, window, workspace, type Disposable } from "vscode";

const SCHEME = "conv1d-lsp-summary";
const DOCUMENT = Uri.from({ scheme: SCHEME, path: "Model summary.txt" });

export class SummaryView implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #provider: Disposable;
  #text = "";

  constructor() {
    this.#provider = workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  /** Shows what `ask` gives; what it throws is a sentence for the user. */
  async show(ask: () => unknown): Promise<void> {
    try {
      this.#text = String(await ask());
    } catch (error) {
      void window.showInformationMessage(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#changed.fire(DOCUMENT);
    const document = await workspace.openTextDocument(DOCUMENT);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
