"""Rewritings over the wire: with their edits, or resolved when they are chosen."""

from typing import Any

from lsprotocol import types as t

from tests.server.clients import MODERN, RESOLVING, Client, session
from tests.server.test_real_engine import SERVER

URI = "file:///project/rewritten.py"
SOURCE = """from keras import Sequential, layers
model = Sequential([
    layers.Conv1D(8, 3, input_shape=(100, 1)),
    layers.Flatten(),
])
"""


async def offered(client: Client, line: int, **context: Any) -> dict[str, t.CodeAction]:
    at = t.Range(t.Position(line, 8), t.Position(line, 8))
    params = t.CodeActionParams(t.TextDocumentIdentifier(URI), at, t.CodeActionContext([], **context))
    found = await client.text_document_code_action_async(params) or ()
    return {each.title: each for each in found if isinstance(each, t.CodeAction)}


async def test_an_edit_comes_when_it_is_asked_for() -> None:
    async with session(RESOLVING, SERVER) as client:
        client.open(URI, SOURCE)
        chosen = (await offered(client, 2))["Say `input_shape` by an Input of its own"]
        assert chosen.edit is None and chosen.kind == "refactor.rewrite"
        resolved = await client.code_action_resolve_async(chosen)
        assert resolved.edit is not None
        client.change(URI, SOURCE + "\n", 2)
        assert (await client.code_action_resolve_async(chosen)).edit is None


async def test_strange_data_resolves_to_nothing() -> None:
    async with session(RESOLVING, SERVER) as client:
        client.open(URI, SOURCE)
        for data in (None, 3, {}, {"uri": URI, "version": 1, "name": "input@99999"}, {"uri": 5}):
            assert (await client.code_action_resolve_async(t.CodeAction("x", data=data))).edit is None


async def test_a_client_that_resolves_nothing_gets_proven_edits_when_a_person_asks() -> None:
    async with session(MODERN, SERVER) as client:
        client.open(URI, SOURCE)
        assert all(each.edit for each in (await offered(client, 3)).values())
        assert "Write `(None, 784)` as a comment" in await offered(client, 3)
        assert await offered(client, 3, trigger_kind=t.CodeActionTriggerKind.Automatic) == {}
        assert await offered(client, 3, only=[t.CodeActionKind.QuickFix]) == {}
