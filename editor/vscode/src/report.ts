/** The text of a report of a problem: what we would ask for, filled in, and nothing of the user's code or folders. */

export interface Facts {
  readonly extension: string;
  readonly editor: string;
  readonly system: string;
  /** The running server's version; undefined if none runs. */
  readonly server: string | undefined;
  /** Where its interpreter comes from. */
  readonly origin: string | undefined;
  /** The generation of Keras of the file that is open. */
  readonly keras: string | undefined;
}

export function reportBody({ extension, editor, system, server, origin, keras }: Facts): string {
  return [
    "**What did you do, what did you see, and what did you expect?**",
    "",
    "**A few lines of code that show it**",
    "",
    "```python",
    "import keras",
    "```",
    "",
    "**Versions**",
    "",
    `- extension ${extension}, in ${editor} on ${system}`,
    `- conv1d-lsp ${server ?? "is not running"}${origin === undefined ? "" : `, from ${origin}`}`,
    `- Keras generation: ${keras ?? "not known"}`,
    "",
  ].join("\n");
}

/** The address of a new issue with that text. */
export function reportAddress(bugs: string, body: string): string {
  return `${bugs}/new?${new URLSearchParams({ body }).toString()}`;
}
