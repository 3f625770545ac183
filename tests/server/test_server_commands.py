"""Code lenses, commands and the status, over the wire and with the real engine."""

import re
import sys
from typing import Any
from xml.etree import ElementTree

import pytest
from lsprotocol import types as t
from pygls.exceptions import JsonRpcException

from conv1d_lsp import __version__
from tests.server.clients import MODERN, Client, session, until

SERVER = (sys.executable, "-m", "conv1d_lsp", "server", "--stdio")
URI = "file:///project/model.py"
SOURCE = """\
from keras import Input, Sequential, layers

encoder = Sequential([Input((100, 1)), layers.Conv1D(64, 3), layers.Flatten()])
classifier = Sequential([Input((6272,)), layers.Dense(10)])
"""


async def run(client: Client, command: str, *arguments: Any) -> Any:
    return await client.workspace_execute_command_async(t.ExecuteCommandParams(command, [*arguments]))


async def test_summary_graph_and_lenses() -> None:
    async with session(MODERN, SERVER) as client:
        client.open(URI, SOURCE)
        lenses = await client.text_document_code_lens_async(t.CodeLensParams(t.TextDocumentIdentifier(URI))) or ()
        told = [(lens.range.start.line, lens.command.title) for lens in lenses if lens.command]
        assert told == [
            (2, "2 layers, 256 parameters, (None, 6272)"),
            (3, "1 layer, 62,730 parameters, (None, 10)"),
        ]
        both = await run(client, "conv1d-lsp.summary", URI)
        assert "(None, 98, 64)" in both and "62,730" in both
        one = await run(client, "conv1d-lsp.summary", URI, "classifier")
        assert "62,730" in one and "(None, 98, 64)" not in one
        drawn = await run(client, "conv1d-lsp.graph", URI, "encoder")
        assert ElementTree.fromstring(drawn).tag.endswith("svg") and "Conv1D" in drawn
        assert lenses[0].command is not None
        await run(client, lenses[0].command.command, *lenses[0].command.arguments or ())
        await until(lambda: client.messages)
        assert "(None, 98, 64)" in client.messages[0].message


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "takes a document's URI and, if wanted, the name of a model."),
        ((3,), "takes a document's URI"),
        ((URI, 3), "takes a document's URI"),
        ((URI, "encoder", 1), "takes a document's URI"),
        (("file:///other.py",), "file:///other.py is not open."),
        ((URI, "decoder"), 'There is no model "decoder"; there is encoder, classifier.'),
    ],
)
@pytest.mark.parametrize("command", ["conv1d-lsp.summary", "conv1d-lsp.graph"])
async def test_a_wrong_argument_is_one_sentence(command: str, arguments: tuple[Any, ...], sentence: str) -> None:
    async with session(MODERN, SERVER) as client:
        client.open(URI, SOURCE)
        with pytest.raises(JsonRpcException, match=re.escape(sentence)) as raised:
            await run(client, command, *arguments)
        assert raised.value.code == -32602


async def test_restart_analyses_again_and_the_status_says_what_is_known() -> None:
    async with session(MODERN, SERVER, {"status": True}) as client:
        client.open(URI, SOURCE)
        await client.found(URI)
        await run(client, "conv1d-lsp.restart")
        assert "hints" in client.refreshed
        busy = await run(client, "conv1d-lsp.status")
        await client.found(URI)
        status = await run(client, "conv1d-lsp.status")
        assert busy["version"] == status["version"] == __version__ and busy["state"] == "busy"
        assert status["state"] == "idle" and status["waiting"] == []
        (document,) = status["documents"]
        assert document["uri"] == URI and document["keras"] == 3 and document["kerasReason"]
        assert not document["cutShort"] and document["parsed"]
        asked = await client.protocol.send_request_async("conv1d-lsp/status")  # type: ignore[no-untyped-call]
        assert asked.state == "idle"


@pytest.mark.parametrize("wanted", [True, False])
async def test_only_who_asks_is_told_the_status(wanted: bool) -> None:
    async with session(MODERN, SERVER, {"status": wanted}) as client:
        states: list[str] = []

        def told(status: Any) -> None:
            states.append(status.state)

        client.feature("conv1d-lsp/status")(told)
        client.open(URI, SOURCE)
        await client.found(URI)
        await run(client, "conv1d-lsp.status")
        assert states == (["busy", "idle"] if wanted else [])
