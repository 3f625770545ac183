"""Clients for the tests: recorded ones, and one of our own for what no record has."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types as t
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

PRETEND = [sys.executable, str(Path(__file__).with_name("pretend.py"))]
RECORDED = ["visual_studio_code", "neovim@v0.7", "neovim@v0.11", "emacs"]
#: VS Code of today: it pulls, wants hints, takes versions and plain edits of documents. No record has it.
MODERN = "modern"
#: The same, but that it is told, with versions.
PUSHED = "pushed"
#: The modern one, which asks for the edit of an action once it is chosen.
RESOLVING = "resolving"


class Client(LanguageClient):
    """Remembers what a plain client of pytest-lsp refuses or forgets."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        self.registered: list[t.Registration] = []
        self.published: list[t.PublishDiagnosticsParams] = []
        self.refreshed: list[str] = []
        self.parts: list[t.WorkspaceDocumentDiagnosticReport] = []
        self.before = 0
        self.answer: t.InitializeResult | None = None

    @property
    def told(self) -> t.ServerCapabilities:
        """What the server says it can do."""
        assert self.answer is not None
        return self.answer.capabilities

    @property
    def returncode(self) -> int | None:
        return None if self._server is None else self._server.returncode

    def open(self, uri: str, text: str, version: int = 1) -> None:
        self.before = len(self.published)
        document = t.TextDocumentItem(uri, t.LanguageKind.Python, version, text)
        self.text_document_did_open(t.DidOpenTextDocumentParams(document))

    def change(self, uri: str, text: str, version: int) -> None:
        self.before = len(self.published)
        document = t.VersionedTextDocumentIdentifier(version, uri)
        change = t.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(t.DidChangeTextDocumentParams(document, [change]))

    def close(self, uri: str) -> None:
        self.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(uri)))

    async def found(self, uri: str) -> Sequence[t.Diagnostic]:
        """The diagnostics since the last change, in the way that the server has chosen."""
        if self.told.diagnostic_provider is not None:
            params = t.DocumentDiagnosticParams(t.TextDocumentIdentifier(uri))
            report = await self.text_document_diagnostic_async(params)
            assert isinstance(report, t.RelatedFullDocumentDiagnosticReport)
            return report.items
        await until(lambda: len(self.published) > self.before)
        return self.diagnostics[uri]


def make_client() -> Client:
    client = Client()

    def register(params: t.RegistrationParams) -> None:
        client.registered.extend(params.registrations)

    def publish(params: t.PublishDiagnosticsParams) -> None:
        client.published.append(params)
        client.diagnostics[params.uri] = params.diagnostics

    def refresh_diagnostics(_: None) -> None:
        client.refreshed.append("diagnostics")

    def refresh_hints(_: None) -> None:
        client.refreshed.append("hints")

    def progress(ls: Client, params: t.ProgressParams) -> None:
        if isinstance(params.value, dict) and "kind" in params.value:
            DEFAULT_CLIENT_FEATURES[t.PROGRESS](ls, params)
        else:
            partial = client.protocol._converter.structure(params.value, t.WorkspaceDiagnosticReportPartialResult)
            client.parts.extend(partial.items)

    features: dict[str, Any] = {
        **DEFAULT_CLIENT_FEATURES,
        t.CLIENT_REGISTER_CAPABILITY: register,
        t.PROGRESS: progress,
        t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: publish,
        t.WORKSPACE_DIAGNOSTIC_REFRESH: refresh_diagnostics,
        t.WORKSPACE_INLAY_HINT_REFRESH: refresh_hints,
    }
    register_lsp_features(client, features)
    return client


@asynccontextmanager
async def session(
    name: str,
    command: Sequence[str] = PRETEND,
    options: Any = None,
    configuration: Any = None,
    folders: Sequence[Path] = (),
    within: Path | None = None,
) -> AsyncIterator[Client]:
    """A client that has said hello to a server of its own, and leaves it in good order. within: its working folder."""
    client = make_client()
    client.set_configuration({"conv1d-lsp": configuration})
    await client.start_io(*command, cwd=within)
    async with asyncio.timeout(60):
        opened = [t.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders]
        hello = t.InitializeParams(capabilities(name), initialization_options=options, workspace_folders=opened or None)
        client.answer = await client.initialize_session(hello)
        yield client
        await client.shutdown_session()
        await client.stop()  # type: ignore[no-untyped-call]
    assert client.error is None
    assert client.returncode == 0


def label_of(label: str | Sequence[t.InlayHintLabelPart]) -> str:
    """The words of an inlay hint."""
    return label if isinstance(label, str) else "".join(part.value for part in label)


async def until(seen: Callable[[], object], seconds: float = 15) -> None:
    """Wait until something has been seen."""
    async with asyncio.timeout(seconds):
        while not seen():
            await asyncio.sleep(0.01)


def capabilities(name: str) -> t.ClientCapabilities:
    if name in RECORDED:
        return client_capabilities(name)
    told: dict[str, Any] = {"diagnostic": t.DiagnosticClientCapabilities(related_information=True, data_support=True)}
    if name == PUSHED:
        told = {"publish_diagnostics": t.PublishDiagnosticsClientCapabilities(version_support=True)}
    return t.ClientCapabilities(
        notebook_document=t.NotebookDocumentClientCapabilities(t.NotebookDocumentSyncClientCapabilities()),
        general=t.GeneralClientCapabilities(position_encodings=["utf-16"]),
        text_document=t.TextDocumentClientCapabilities(
            **told,
            hover=t.HoverClientCapabilities(content_format=[t.MarkupKind.Markdown, t.MarkupKind.PlainText]),
            inlay_hint=t.InlayHintClientCapabilities(),
            code_action=t.CodeActionClientCapabilities(
                is_preferred_support=True,
                resolve_support=t.ClientCodeActionResolveOptions(["edit"]) if name == RESOLVING else None,
                code_action_literal_support=t.ClientCodeActionLiteralOptions(
                    t.ClientCodeActionKindOptions([t.CodeActionKind.QuickFix])
                ),
            ),
        ),
        workspace=t.WorkspaceClientCapabilities(
            configuration=True,
            workspace_edit=t.WorkspaceEditClientCapabilities(document_changes=True),
            did_change_configuration=t.DidChangeConfigurationClientCapabilities(dynamic_registration=True),
            did_change_watched_files=t.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            diagnostics=t.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
            inlay_hint=t.InlayHintWorkspaceClientCapabilities(refresh_support=True),
        ),
    )
