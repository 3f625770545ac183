"""Notebooks that open, change and close. Their cells are one program; requests name a cell."""

from collections.abc import Iterable

from lsprotocol import types as t

from conv1d_lsp.server.server import Server


def register(server: Server) -> None:
    server.feature(t.NOTEBOOK_DOCUMENT_DID_OPEN)(on_open)
    server.feature(t.NOTEBOOK_DOCUMENT_DID_CHANGE)(on_change)
    server.feature(t.NOTEBOOK_DOCUMENT_DID_SAVE)(on_save)
    server.feature(t.NOTEBOOK_DOCUMENT_DID_CLOSE)(on_close)


def on_open(ls: Server, params: t.DidOpenNotebookDocumentParams) -> None:
    uri = params.notebook_document.uri
    ls.session.open_document(uri)
    ls.session.snapshots.hurry(uri)


def on_change(ls: Server, params: t.DidChangeNotebookDocumentParams) -> None:
    """Take back what was pushed about cells that are gone."""
    ls.session.changed(params.notebook_document.uri)
    cells = params.change.cells
    if cells is not None and cells.structure is not None:
        _take_back(ls, (each.uri for each in cells.structure.did_close or ()))


def on_save(ls: Server, params: t.DidSaveNotebookDocumentParams) -> None:
    """Nothing hangs on what the disk has of it."""


def on_close(ls: Server, params: t.DidCloseNotebookDocumentParams) -> None:
    """Forget it with all of its cells, also those that the client does not name."""
    uri = params.notebook_document.uri
    left = ls.documents.cell_uris(uri)
    for cell in left:
        ls.documents.remove_text_document(cell)
    ls.session.close_document(uri)
    _take_back(ls, dict.fromkeys([*(each.uri for each in params.cell_text_documents), *left]))


def _take_back(ls: Server, cells: Iterable[str]) -> None:
    if not ls.client.pulls:
        for uri in cells:
            ls.text_document_publish_diagnostics(t.PublishDiagnosticsParams(uri, []))
