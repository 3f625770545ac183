"""The server object: pygls's, with our protocol, our documents and the session on it."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as t
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from conv1d_lsp import __version__
from conv1d_lsp.server.cells import Cells
from conv1d_lsp.server.client import Client
from conv1d_lsp.server.documents import Document, Documents
from conv1d_lsp.server.engine import Engine
from conv1d_lsp.server.options import SECTION, Options
from conv1d_lsp.server.protocol import Protocol
from conv1d_lsp.server.requests.diagnostics import to_protocol
from conv1d_lsp.server.session import Session, path_of
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.status import tell
from conv1d_lsp.server.sweep import Sweep

#: Notebooks of any kind, of which the cells in Python are sent.
_NOTEBOOKS = t.NotebookDocumentSyncOptions(
    [t.NotebookDocumentFilterWithNotebook("*", [t.NotebookCellLanguage("python")])], save=True
)


class Server(LanguageServer):
    """One client's server. engine: what it asks of the lower rooms.

    parent: the process to end with, if `initialize` names none.
    """

    def __init__(
        self,
        engine: Engine = Engine(),  # noqa: B008 - frozen
        parent: int | None = None,
    ) -> None:
        super().__init__(
            SECTION,
            __version__,
            t.TextDocumentSyncKind.Full,
            protocol_cls=Protocol,
            converter_factory=default_converter,
            notebook_document_sync=_NOTEBOOKS,
        )
        self.client = Client()
        self.initial_options = Options()
        self.explain = engine.explain
        self.session = Session(engine, self.program, self.keeper, self.buffers, self.publish, self.complain)
        self.sweep = Sweep(self.session)
        self.asked_to_stop = False
        self.parent = parent
        self._complaints: set[str] = set()

    @property
    def exit_code(self) -> int:
        """As the protocol wants it: 0 only after `shutdown`."""
        return 0 if self.asked_to_stop else 1

    def use_own_documents(self) -> None:
        """To be called while `initialize` is handled: pygls has just made its own."""
        self.protocol._workspace = Documents.instead_of(self.workspace)

    @property
    def documents(self) -> Documents:
        """All that is open."""
        workspace = self.workspace
        assert isinstance(workspace, Documents)
        return workspace

    def opened(self, uri: str) -> Document | None:
        return self.documents.opened(uri)

    def program(self, uri: str) -> Document | Cells | None:
        """What is open and analysed as one: a notebook with its cells, or a document."""
        return self.documents.notebook(uri, path_of(uri)) or self.opened(uri)

    def keeper(self, uri: str) -> str:
        """The notebook of a cell; of what is none, itself."""
        return self.documents.keeper(uri)

    def options(self, uri: str) -> Options:
        """The user's options for a document or a cell."""
        return self.session.options_of(path_of(self.keeper(uri)))

    def folders(self) -> list[Path]:
        """Those of the workspace, as far as they are on the disk."""
        told = [each.uri for each in self.workspace.folders.values()] or [self.workspace.root_uri or ""]
        return [Path(path_of(uri)) for uri in told if uri.startswith("file:")]

    def open_at(self, path: str) -> str | None:
        """The URI of an open file."""
        opened = [*self.documents.notebook_documents.values(), *self.documents.text_documents.values()]
        return next((each.uri for each in opened if path_of(each.uri) == path), None)

    def buffers(self) -> dict[str, str]:
        """The texts of all open files, by path."""
        documents = self.workspace.text_documents.items()
        return {str(Path(path_of(uri))): each.source for uri, each in documents if self.keeper(uri) == uri}

    def publish(self, snapshot: Snapshot) -> None:
        """Push what a snapshot found, if it is the newest and the client does not ask for it by itself."""
        for cell in snapshot.cells.values():
            self.publish(cell)
        if snapshot.notebook is None:
            tell(self)
        document = self.opened(snapshot.uri)
        if self.client.pulls or document is None or document.version != snapshot.version:
            return
        items = to_protocol(snapshot, self.client)
        version = snapshot.version if self.client.versions else None
        self.text_document_publish_diagnostics(t.PublishDiagnosticsParams(snapshot.uri, items, version))

    def complain(self, sentence: str) -> None:
        """Say it to the user, once."""
        if sentence not in self._complaints:
            self._complaints.add(sentence)
            self.window_show_message(t.ShowMessageParams(t.MessageType.Warning, sentence))

    async def ask_client(self, what: str, request: Awaitable[Any]) -> Any:
        """The client's answer, or None if it refuses."""
        try:
            return await request
        except Exception as error:  # whatever the client put into its refusal
            logging.warning("the client refused %s: %s", what, error)
            return None

    def report_server_error(self, error: Exception, source: Callable[..., object]) -> None:
        """To the log only: a pop-up for each, sent into a closed stream, would make new errors without end."""
        logging.error("%s: %s", getattr(source, "__name__", source), error)
