"""The open documents, as the client sees them.

Two things differ from pygls's own: lines end where the protocol says (`text.py`), and a change with a range is applied
as one whatever was advertised: full text is asked for, yet clients send ranges in notebook cells.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from lsprotocol import types as t
from pygls.workspace import TextDocument, Workspace

from conv1d_lsp.server.cells import Cell, Cells
from conv1d_lsp.server.text import Text

#: With this tag whoever executes a notebook goes on below a cell that fails.
_MAY_RAISE = "raises-exception"


class Document(TextDocument):
    """An open document."""

    _text: Text | None = None

    @property
    def text(self) -> Text:
        """What stands in it now. The record never changes: an edit makes a new one."""
        source = self.source
        if self._text is None or self._text.source is not source:
            self._text = Text(source, self.position_codec)
        return self._text

    @property
    def lines(self) -> tuple[str, ...]:
        return self.text.lines

    def apply_change(self, change: t.TextDocumentContentChangeEvent) -> None:
        if isinstance(change, t.TextDocumentContentChangePartial):
            text = self.text
            start, end = text.offset(change.range.start), text.offset(change.range.end)
            self._source = text.source[:start] + change.text + text.source[end:]
        else:
            self._source = change.text


class Documents(Workspace):
    """A workspace whose documents are `Document`s."""

    @staticmethod
    def instead_of(workspace: Workspace) -> "Documents":
        """The same folders and encoding as a workspace that pygls has just made."""
        return Documents(
            workspace.root_uri,
            workspace._sync_kind,
            list(workspace.folders.values()),
            workspace.position_encoding,
        )

    def opened(self, uri: str) -> Document | None:
        """The document, if it is open. Nothing is ever read from disk here."""
        document = self.text_documents.get(unquote(uri))  # pygls keeps them so
        return document if isinstance(document, Document) else None

    def notebook(self, uri: str, path: str) -> Cells | None:
        """The notebook, if it is open. path: its file."""
        notebook = self.get_notebook_document(notebook_uri=uri)
        if notebook is None:
            return None
        return Cells(notebook.uri, path, notebook.version, tuple(self._cells(notebook)), self.position_codec)

    def keeper(self, uri: str) -> str:
        """The notebook of a cell; of what is none, itself."""
        notebook = self.get_notebook_document(cell_uri=uri)
        return uri if notebook is None else notebook.uri

    def cell_uris(self, notebook: str) -> list[str]:
        """The documents of a notebook, also where it is closed and they are not."""
        cells = [uri for uri, keeper in self._cell_in_notebook.items() if keeper == unquote(notebook)]
        return [self._text_documents[uri].uri for uri in cells if uri in self._text_documents]

    def _cells(self, notebook: t.NotebookDocument) -> Iterator[Cell]:
        """Those with Python; others are sent by clients that do not choose."""
        for cell in notebook.cells:
            document = self.opened(cell.document)
            if cell.kind != t.NotebookCellKind.Code or document is None:
                continue
            if (document.language_id or "python") == "python":
                yield Cell(document.uri, document.version, document.text, _may_raise(cell.metadata))

    def _create_text_document(
        self, doc_uri: str, source: str | None = None, version: int | None = None, language_id: str | None = None
    ) -> Document:
        return Document(
            doc_uri,
            source,
            version,
            language_id,
            sync_kind=self._sync_kind,
            position_codec=self.position_codec,
        )


def _may_raise(metadata: object) -> bool:
    """Visual Studio Code has the tags within another `metadata`."""
    if not isinstance(metadata, dict):
        return False
    tags = metadata.get("tags")
    return (isinstance(tags, list | tuple) and _MAY_RAISE in tags) or _may_raise(metadata.get("metadata"))
