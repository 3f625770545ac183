"""The outline and its like over the wire, with the real engine."""

from lsprotocol import types as t

from tests.server.clients import MODERN, session
from tests.server.test_real_engine import IDENTIFIER, SERVER, SOURCE, URI


async def test_outline_definition_references() -> None:
    async with session(MODERN, SERVER) as client:
        client.open(URI, SOURCE)
        symbols = await client.text_document_document_symbol_async(t.DocumentSymbolParams(IDENTIFIER)) or ()
        assert "model" in [each.name for each in symbols]
        at = t.Position(5, 0)
        (made,) = await client.text_document_definition_async(t.DefinitionParams(IDENTIFIER, at)) or ()  # type: ignore[misc]
        assert isinstance(made, t.Location) and made.range.start.line == 5
        context = t.ReferenceContext(include_declaration=True)
        used = await client.text_document_references_async(t.ReferenceParams(context, IDENTIFIER, at)) or ()
        assert [each.range.start.line for each in used] == [5, 6]
        marks = await client.text_document_document_highlight_async(t.DocumentHighlightParams(IDENTIFIER, at)) or ()
        assert [mark.range.start.line for mark in marks] == [5, 6]
