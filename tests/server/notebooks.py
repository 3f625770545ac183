"""A notebook as Visual Studio Code's client sends it."""

from collections.abc import Sequence

from lsprotocol import types as t

from tests.server.clients import Client

NOTEBOOK = "file:///project/net.ipynb"


def cell_uri(name: str) -> str:
    return f"vscode-notebook-cell:/project/net.ipynb#{name}"


class Sheet:
    """Keeps a notebook of a client: its cells by name, in their order."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._version = 1
        self._versions: dict[str, int] = {}
        self.names: list[str] = []

    def open(self, **cells: str) -> None:
        self.names = list(cells)
        notebook = t.NotebookDocument(NOTEBOOK, "jupyter-notebook", 1, [_cell(name) for name in cells])
        items = [self._item(name, text) for name, text in cells.items()]
        self._client.notebook_document_did_open(t.DidOpenNotebookDocumentParams(notebook, items))

    def edit(self, name: str, line: int, columns: tuple[int, int], text: str) -> None:
        """Replace a part of one line, as the client tells it of cells whatever was agreed."""
        self._versions[name] += 1
        where = t.Range(t.Position(line, columns[0]), t.Position(line, columns[1]))
        document = t.VersionedTextDocumentIdentifier(self._versions[name], cell_uri(name))
        content = t.NotebookDocumentCellContentChanges(document, [t.TextDocumentContentChangePartial(where, text)])
        self._change(t.NotebookDocumentCellChanges(text_content=[content]))

    def splice(self, start: int, deleted: int, **cells: str) -> None:
        """Take cells away and put others there; of those that were there before, they move."""
        gone, names = self.names[start : start + deleted], list(cells)
        self.names[start : start + deleted] = names
        array = t.NotebookCellArrayChange(start, deleted, [_cell(name) for name in cells])
        opened = [self._item(name, text) for name, text in cells.items() if name not in self._versions]
        closed = [t.TextDocumentIdentifier(cell_uri(name)) for name in gone if name not in self.names]
        structure = t.NotebookDocumentCellChangeStructure(array, opened, closed)
        self._change(t.NotebookDocumentCellChanges(structure=structure))

    def move(self, name: str, to: int) -> None:
        """Move a cell: one message without opening or closing anything."""
        before, after = self.names[:], [each for each in self.names if each != name]
        after.insert(to, name)
        self.names = after
        array = t.NotebookCellArrayChange(0, len(before), [_cell(each) for each in after])
        self._change(t.NotebookDocumentCellChanges(structure=t.NotebookDocumentCellChangeStructure(array)))

    def close(self) -> None:
        cells = [t.TextDocumentIdentifier(cell_uri(name)) for name in self.names]
        identifier = t.NotebookDocumentIdentifier(NOTEBOOK)
        self._client.notebook_document_did_close(t.DidCloseNotebookDocumentParams(identifier, cells))

    def _item(self, name: str, text: str) -> t.TextDocumentItem:
        self._versions[name] = 1
        return t.TextDocumentItem(cell_uri(name), t.LanguageKind.Python, 1, text)

    def _change(self, cells: t.NotebookDocumentCellChanges) -> None:
        self._version += 1
        identifier = t.VersionedNotebookDocumentIdentifier(version=self._version, uri=NOTEBOOK)
        change = t.NotebookDocumentChangeEvent(cells=cells)
        self._client.before = len(self._client.published)
        self._client.notebook_document_did_change(t.DidChangeNotebookDocumentParams(identifier, change))


def lines(faults: Sequence[t.Diagnostic]) -> list[tuple[str, int]]:
    return [(str(fault.code), fault.range.start.line) for fault in faults]


def _cell(name: str) -> t.NotebookCell:
    return t.NotebookCell(t.NotebookCellKind.Code, cell_uri(name))
