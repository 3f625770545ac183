/** Which generation of Keras each document is read for, as the server tells. */

import { EventEmitter, window, type Disposable } from "vscode";

export interface Generation {
  /** "2" or "3". */
  readonly keras: string;
  /** How that is known, in words. */
  readonly reason: string;
}

/** What a `conv1d-lsp/status` of the server says; the keys are the contract with it. */
export interface ServerStatus {
  readonly documents: readonly { readonly uri: string; readonly keras: number; readonly kerasReason: string }[];
}

export class Generations implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #known = new Map<string, Generation>();

  follow(status: ServerStatus): void {
    this.#known = new Map(
      status.documents.map(({ uri, keras, kerasReason }) => [uri, { keras: String(keras), reason: kerasReason }]),
    );
    this.#changed.fire();
  }

  /** That of the document or the notebook that is looked at. */
  current(): Generation | undefined {
    const uris = [window.activeTextEditor?.document.uri, window.activeNotebookEditor?.notebook.uri];
    return uris.map((uri) => (uri === undefined ? undefined : this.#known.get(uri.toString()))).find((known) => known !== undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
