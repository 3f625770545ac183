"""The models of a program as JSON for a client that draws them."""

import json
from typing import Any

import pytest
from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.engine import analyze, draw
from conv1d_lsp.server.requests.view import view
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text
from conv1d_lsp.settings import Settings
from tests.server.clients import MODERN, session

SOURCE = """import keras
from keras import layers
wave = keras.Input((100, 4), name="wave")
"😋"; x = layers.Conv1D(8, 5, strides=2)(wave)
body = keras.Sequential([keras.Input((48, 8)), layers.Conv1D(8, 3, name="c")], name="body")
model = keras.Model(wave, body(x))
bad = keras.Sequential([keras.Input((10, 4)), layers.Conv1D(8, 30)])
"""


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    text, settings = Text(SOURCE, PositionCodec()), Settings()
    snapshot = Snapshot("file:///m.py", "/m.py", 7, text, settings, analyze(SOURCE, "/m.py", settings))
    found: dict[str, Any] = json.loads(json.dumps(view(snapshot, draw(SOURCE, "/m.py", settings))))
    return found


def test_models_have_boxes_lines_and_rows(seen: dict[str, Any]) -> None:
    assert (seen["uri"], seen["version"], seen["parsed"]) == ("file:///m.py", 7, True)
    model, bad = seen["models"]
    assert (model["variable"], model["outputs"], model["params"]) == ("model", ["(None, 46, 8)"], 368)
    assert [box["layer"] for box in model["boxes"]] == ["Input", "Conv1D", "Sequential"]
    assert [line["shape"] for line in model["lines"]] == ["(None, 100, 4)", "(None, 48, 8)"]
    assert [row["outputs"] for row in model["rows"]] == [["(None, 100, 4)"], ["(None, 48, 8)"], ["(None, 46, 8)"]]
    assert [box["name"] for box in model["boxes"][2]["inner"]["boxes"]][-1] == "c"
    assert bad["boxes"][1]["faults"][0]["rule"] == "window-too-long"


def test_a_box_stands_in_the_positions_of_the_client(seen: dict[str, Any]) -> None:
    conv = seen["models"][0]["boxes"][1]
    assert conv["at"]["range"] == {"start": {"line": 3, "character": 10}, "end": {"line": 3, "character": 46}}
    assert conv["outputs"] == [[None, 48, 8]]
    assert conv["fields"] == [
        {"input": "wave", "of": 100, "steps": 5, "stride": "2", "padding": 0, "says": "sees 5 of the 100 steps"}
    ]


async def test_over_the_wire() -> None:
    async with session(MODERN) as client:
        client.open("file:///m.py", "x = Layer(9)\n")
        ask: Any = client.protocol.send_request_async
        answer = await ask("conv1d-lsp/view", {"textDocument": t.TextDocumentIdentifier("file:///m.py")})
        assert answer.models == [] and answer.version == 1
        assert await ask("conv1d-lsp/view", {"textDocument": t.TextDocumentIdentifier("file:///other.py")}) is None
