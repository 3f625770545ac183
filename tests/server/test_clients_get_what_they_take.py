"""Recorded clients with the real engine: each is answered, and nothing is sent that a client did not say it takes."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as t
from pygls.capabilities import get_capability

from tests.server.clients import MODERN, RECORDED, Client, session

SERVER = [sys.executable, "-m", "conv1d_lsp", "server", "--stdio"]
SOURCE = """\
import keras
from keras import layers

x = keras.Input((100, 3))
y = layers.Conv1D(64, 3, padding=)(x)
"""
WHOLE = SOURCE.replace(", padding=", "") + "z = layers.Conv1D(8, 300)(y)\nmodel = keras.Model(x, y)\n"
INSIDE = t.Position(4, SOURCE.splitlines()[4].index("=)") + 1)


async def answers(client: Client, folder: Path) -> dict[str, Any]:
    """What the client is told of a whole file, and of one whose fifth line is being written."""
    whole = t.TextDocumentIdentifier((folder / "whole.py").as_uri())
    begun = t.TextDocumentIdentifier((folder / "begun.py").as_uri())
    client.open(whole.uri, WHOLE)
    found = await client.found(whole.uri)
    client.open(begun.uri, SOURCE)
    everywhere = t.Range(t.Position(0, 0), t.Position(8, 0))
    context = t.CodeActionContext([])
    return {
        "faults": found,
        "hover": await client.text_document_hover_async(t.HoverParams(whole, t.Position(4, 0))),
        "hints": await client.text_document_inlay_hint_async(t.InlayHintParams(whole, everywhere)),
        "actions": await client.text_document_code_action_async(t.CodeActionParams(whole, found[0].range, context)),
        "lenses": await client.text_document_code_lens_async(t.CodeLensParams(whole)),
        "completion": await client.text_document_completion_async(t.CompletionParams(begun, INSIDE)),
        "signature": await client.text_document_signature_help_async(t.SignatureHelpParams(begun, INSIDE)),
    }


def pairs(sent: Any) -> Iterator[tuple[str, Any]]:
    """Each key of the JSON with its value, however deep."""
    yield from sent.items() if isinstance(sent, dict) else ()
    for inner in sent.values() if isinstance(sent, dict) else sent if isinstance(sent, list | tuple) else ():
        yield from pairs(inner)


@pytest.mark.parametrize("name", [*RECORDED, MODERN])
async def test_a_client_is_sent_nothing_that_it_did_not_declare(name: str, tmp_path: Path) -> None:
    async with session(name, SERVER, folders=[tmp_path]) as client:
        told = await answers(client, tmp_path)
        assert all(told.values()), [what for what, answer in told.items() if not answer]
        capabilities = client.capabilities
        assert capabilities is not None
        sent = list(pairs(client.protocol._converter.unstructure(told)))
        kinds = {value for key, value in sent if key == "kind" and isinstance(value, str)}
        if t.MarkupKind.Markdown not in (get_capability(capabilities, "text_document.hover.content_format") or ()):
            assert "markdown" not in kinds
        if not get_capability(capabilities, "workspace.workspace_edit.document_changes"):
            assert not [value for key, value in sent if key == "documentChanges" and value]
        if not get_capability(capabilities, "text_document.completion.completion_item.snippet_support"):
            assert t.InsertTextFormat.Snippet not in [value for key, value in sent if key == "insertTextFormat"]
        if not get_capability(capabilities, "text_document.code_action.is_preferred_support"):
            assert not [value for key, value in sent if key == "isPreferred" and value]
