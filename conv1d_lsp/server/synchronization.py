"""Documents that open, change and close."""

from lsprotocol import types as t

from conv1d_lsp.server.refreshing import refresh
from conv1d_lsp.server.server import Server
from conv1d_lsp.server.session import path_of
from conv1d_lsp.server.status import tell


def register(server: Server) -> None:
    server.feature(t.TEXT_DOCUMENT_DID_OPEN)(on_open)
    server.feature(t.TEXT_DOCUMENT_DID_CHANGE)(on_change)
    server.feature(t.TEXT_DOCUMENT_DID_SAVE)(on_save)
    server.feature(t.TEXT_DOCUMENT_DID_CLOSE)(on_close)


def on_open(ls: Server, params: t.DidOpenTextDocumentParams) -> None:
    ls.session.open_document(params.text_document.uri)
    ls.session.snapshots.hurry(params.text_document.uri)  # nobody types yet
    tell(ls)


def on_change(ls: Server, params: t.DidChangeTextDocumentParams) -> None:
    ls.session.changed(params.text_document.uri)
    ls.sweep.changed({path_of(params.text_document.uri)})
    tell(ls)


async def on_save(ls: Server, params: t.DidSaveTextDocumentParams) -> None:
    """A client that tells of no files on the disk saves settings all the same, here or in another window."""
    if not ls.client.watches_files:
        ls.session.read_projects_again()
        ls.sweep.forget()
        await refresh(ls)


def on_close(ls: Server, params: t.DidCloseTextDocumentParams) -> None:
    """Forget the document, and take back what was pushed about it."""
    uri = params.text_document.uri
    ls.session.close_document(uri)
    ls.sweep.changed({path_of(uri)})
    if not ls.client.pulls:
        ls.text_document_publish_diagnostics(t.PublishDiagnosticsParams(uri, []))
