"""The requests: each takes the newest snapshot of its document to the pure function that knows the answer."""

from lsprotocol import types as t

from conv1d_lsp.server.markup import Markup
from conv1d_lsp.server.options import SECTION
from conv1d_lsp.server.requests.diagnostics import report
from conv1d_lsp.server.requests.hover import hover
from conv1d_lsp.server.requests.inlay_hints import inlay_hints
from conv1d_lsp.server.requests.meanwhile import hover_meanwhile
from conv1d_lsp.server.server import Server


def register(server: Server) -> None:
    server.feature(t.TEXT_DOCUMENT_HOVER)(on_hover)
    server.feature(t.TEXT_DOCUMENT_INLAY_HINT)(on_inlay_hint)


def register_pull(server: Server) -> None:
    """Only for a client that pulls: one that is told of both shows every diagnostic twice."""
    options = t.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier=SECTION)
    server.feature(t.TEXT_DOCUMENT_DIAGNOSTIC, options)(on_pull)


async def on_pull(ls: Server, params: t.DocumentDiagnosticParams) -> t.DocumentDiagnosticReport:
    snapshot = await ls.session.settled(params.text_document.uri)
    return report(snapshot, ls.client, params.previous_result_id)


async def on_hover(ls: Server, params: t.HoverParams) -> t.Hover | None:
    uri, position = params.text_document.uri, params.position
    document = ls.opened(uri)
    if document is None:
        return None
    markup = Markup(t.MarkupKind.Markdown if ls.client.markdown else t.MarkupKind.PlainText)
    asked = document.text
    snapshot = await ls.session.soon(uri)
    if snapshot is not None and snapshot.text.source != asked.source:
        answer = hover_meanwhile(snapshot, asked, position, markup, ls.explain)
        if answer is not None:
            return answer
        snapshot = await ls.session.now(uri)
    return None if snapshot is None else hover(snapshot, position, markup, ls.explain)


async def on_inlay_hint(ls: Server, params: t.InlayHintParams) -> list[t.InlayHint]:
    kinds = ls.options(params.text_document.uri).inlay_hints
    if not kinds:
        return []
    snapshot = await ls.session.settled(params.text_document.uri)
    return [] if snapshot is None else inlay_hints(snapshot, params.range, kinds)
