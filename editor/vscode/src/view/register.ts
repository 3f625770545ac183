/** The model view beside the code: one panel, which follows the editor that was used last. */

import {
  commands,
  Disposable,
  env,
  languages,
  Range,
  Uri,
  ViewColumn,
  window,
  workspace,
  type ExtensionContext,
  type TextEditor,
  type WebviewPanel,
} from "vscode";

import type { FromView, Place, Tab, ToView, View } from "./data";
import { page } from "./page";

/** What asks the server. */
export interface Asks {
  sendRequest(method: string, params: unknown): Promise<unknown>;
}

/** Milliseconds without another change after which the picture is drawn anew. */
const PAUSE = 250;

export function registerView(context: ExtensionContext, client: () => Asks | undefined): Disposable[] {
  const view = new ModelView(context.extensionUri, client);
  const show = (tab: Tab) => (): void => {
    view.show(tab);
  };
  const dispose = new Disposable(() => {
    view.dispose();
  });
  return [
    dispose,
    commands.registerCommand("conv1d-lsp.showModel", show("graph")),
    commands.registerCommand("conv1d-lsp.showSignal", show("signal")),
    commands.registerCommand("conv1d-lsp.showTable", show("summary")),
  ];
}

class ModelView {
  readonly #home: Uri;
  readonly #client: () => Asks | undefined;
  readonly #listeners: Disposable[];
  #panel: WebviewPanel | undefined;
  #tab: Tab = "graph";
  #uri: Uri | undefined;
  #timer: NodeJS.Timeout | undefined;
  #asked = 0;

  constructor(home: Uri, client: () => Asks | undefined) {
    this.#home = home;
    this.#client = client;
    this.#listeners = [
      window.onDidChangeActiveTextEditor((editor) => {
        this.#follow(editor);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#follow(textEditor);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#uri?.toString()) this.#soon();
      }),
      // An edit of another file may change what is known of this one.
      languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => uri.toString() === this.#uri?.toString())) this.#soon();
      }),
    ];
  }

  show(tab: Tab): void {
    this.#tab = tab;
    this.#uri = uriOf(window.activeTextEditor) ?? this.#uri;
    if (this.#panel === undefined) this.#open();
    else {
      this.#panel.reveal(undefined, true);
      this.#tell({ kind: "tab", tab });
      void this.#refresh();
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#panel?.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #open(): void {
    const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const roots = ["dist", "media"].map((folder) => Uri.joinPath(this.#home, folder));
    const options = { enableScripts: true, localResourceRoots: roots, retainContextWhenHidden: true };
    const panel = window.createWebviewPanel("conv1d-lsp.model", "Model", where, options);
    panel.iconPath = Uri.joinPath(this.#home, "images", "icon.svg");
    panel.webview.onDidReceiveMessage((message: FromView) => void this.#onMessage(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.#panel = panel;
    panel.webview.html = page(panel.webview, this.#home);
  }

  async #onMessage(message: FromView): Promise<void> {
    switch (message.kind) {
      case "ready":
        this.#tell({ kind: "tab", tab: this.#tab });
        await this.#refresh();
        break;
      case "go":
        await go(message.place);
        break;
      case "copy":
        await env.clipboard.writeText(message.text);
        void window.setStatusBarMessage("The table is on the clipboard.", 3000);
        break;
      case "save":
        await save(message.name, message.type, message.data);
        break;
    }
  }

  #follow(editor: TextEditor | undefined): void {
    const uri = uriOf(editor);
    if (this.#panel === undefined || editor === undefined || uri === undefined) return;
    if (uri.toString() !== this.#uri?.toString()) {
      this.#uri = uri;
      void this.#refresh();
    } else this.#tell({ kind: "cursor", uri: uri.toString(), line: editor.selection.active.line });
  }

  #soon(): void {
    if (this.#panel === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), PAUSE);
  }

  /** Asks for what is there now; an answer that a later one has overtaken is left aside. */
  async #refresh(): Promise<void> {
    const client = this.#client();
    const uri = this.#uri;
    if (uri === undefined) return;
    const file = workspace.asRelativePath(uri);
    if (client === undefined) {
      this.#tell({ kind: "trouble", sentence: "The language server does not run; the status bar says why." });
      return;
    }
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const answer = (await client.sendRequest("conv1d-lsp/view", { textDocument: { uri: uri.toString() } })) as View | null;
      if (asked !== this.#asked || answer === null) return;
      this.#tell({ kind: "view", view: answer, file });
      const editor = window.activeTextEditor;
      if (editor?.document.uri.toString() === uri.toString()) {
        this.#tell({ kind: "cursor", uri: answer.uri, line: editor.selection.active.line });
      }
    } catch (error) {
      this.#tell({ kind: "trouble", sentence: error instanceof Error ? error.message : String(error) });
    }
  }

  #tell(message: ToView): void {
    void this.#panel?.webview.postMessage(message);
  }
}

function uriOf(editor: TextEditor | undefined): Uri | undefined {
  return editor?.document.languageId === "python" ? editor.document.uri : undefined;
}

/** Puts the cursor at a place, where its document is shown already if it is. */
async function go(place: Place): Promise<void> {
  const uri = Uri.parse(place.uri);
  const { start, end } = place.range;
  const shown = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const column = shown?.viewColumn ?? ViewColumn.One;
  const selection = new Range(start.line, start.character, start.line, start.character);
  const editor = await window.showTextDocument(uri, { viewColumn: column, selection, preserveFocus: true });
  editor.revealRange(new Range(start.line, start.character, end.line, end.character));
}

async function save(name: string, type: "svg" | "png", data: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const filters = { [type.toUpperCase()]: [type] };
  const target = await window.showSaveDialog({ filters, ...(folder && { defaultUri: Uri.joinPath(folder, name) }) });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, Buffer.from(data, type === "png" ? "base64" : "utf8"));
}
