"""The outline, and ways from one place to another."""

from collections.abc import Sequence

from lsprotocol import types as t

from conv1d_lsp.server.requests.definition import definition, highlights, references
from conv1d_lsp.server.requests.symbols import document_symbols, flat
from conv1d_lsp.server.server import Server


def register(server: Server) -> None:
    server.feature(t.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(on_symbols)
    server.feature(t.TEXT_DOCUMENT_DEFINITION)(on_definition)
    server.feature(t.TEXT_DOCUMENT_REFERENCES)(on_references)
    server.feature(t.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(on_highlight)


async def on_symbols(
    ls: Server, params: t.DocumentSymbolParams
) -> Sequence[t.DocumentSymbol] | Sequence[t.SymbolInformation]:
    snapshot = await ls.session.settled(params.text_document.uri)
    if snapshot is None:
        return []
    symbols = document_symbols(snapshot)
    return symbols if ls.client.symbols_in_trees else flat(symbols, snapshot.uri)


async def on_definition(ls: Server, params: t.DefinitionParams) -> list[t.Location]:
    snapshot = await ls.session.now(params.text_document.uri)
    return [] if snapshot is None else definition(snapshot, params.position)


async def on_references(ls: Server, params: t.ReferenceParams) -> list[t.Location]:
    snapshot = await ls.session.now(params.text_document.uri)
    declared = params.context.include_declaration
    return [] if snapshot is None else references(snapshot, params.position, declared=declared)


async def on_highlight(ls: Server, params: t.DocumentHighlightParams) -> list[t.DocumentHighlight]:
    snapshot = await ls.session.now(params.text_document.uri)
    return [] if snapshot is None else highlights(snapshot, params.position)
