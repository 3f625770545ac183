"""Rewritings: what they offer, and that the models stay as they are."""

import pytest
from pygls.workspace import PositionCodec

from conv1d_lsp.engine import analyze
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.server.requests.rewrites import rewrites
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text
from conv1d_lsp.settings import Settings

LISTED = """from keras import Sequential, layers
model = Sequential([
    layers.Conv1D(8, 3, input_shape=(100, 1), activation="relu"),
    layers.Flatten(),
    layers.Dense(2),
])
"""
ADDED = """import keras
from keras.layers import Dense

def build():
    "😋"; model = keras.Sequential(); n = 7
    model.add(Dense(4, input_dim=n))
    model.add(Dense(2))
    return model

model = build()
"""
BUILDER = """from keras import Input, Model, layers

def build():
    x = Input((100, 8))
    y = layers.LSTM(5)(x)
    return Model(x, y)

model = build()
"""


def snapshot(source: str) -> Snapshot:
    text = Text(source, PositionCodec())
    return Snapshot("file:///m.py", "/m.py", 1, text, Settings(), analyze(source, "/m.py", Settings()))


def after(source: str, line: int, name: str) -> str:
    """The text after the one rewriting of this name, which leaves the models as they are."""
    (chosen,) = [each for each in rewrites(snapshot(source), line, line) if each.name.partition("@")[0] == name]
    text = applied(source, chosen.edits)
    before, then = (analyze(each, "/m.py", Settings()) for each in (source, text))
    assert before.models
    assert [(each.inputs, each.outputs, each.total_params) for each in before.models] == [
        (each.inputs, each.outputs, each.total_params) for each in then.models
    ]
    assert not then.diagnostics
    return text


def test_a_first_layer_in_a_list() -> None:
    text = after(LISTED, 3, "input")
    assert '    layers.Input(shape=(100, 1)),\n    layers.Conv1D(8, 3, activation="relu"),\n' in text


def test_a_first_layer_that_is_added() -> None:
    text = after(ADDED, 6, "input")
    assert "    model.add(keras.Input(shape=(n,)))\n    model.add(Dense(4))\n" in text


def test_one_shape_as_a_comment() -> None:
    assert "    layers.Flatten(),  # (None, 784)\n" in after(LISTED, 4, "comment")


def test_all_shapes_of_a_model_as_comments() -> None:
    lines = after(LISTED, 2, "comments").splitlines()
    assert [line.partition("#")[2] for line in lines[2:5]] == [" (None, 98, 8)", " (None, 784)", " (None, 2)"]


def test_a_summary_as_docstring() -> None:
    text = after(BUILDER, 6, "docstring")
    assert text.splitlines()[3] == '    """Builds a model of these layers:' and "(LSTM)  (None, 5)" in text


@pytest.mark.parametrize("line", [1, 2])
def test_lines_of_nothing(line: int) -> None:
    assert rewrites(snapshot("x = (\n" + LISTED), line, line) == []


def test_a_comment_that_stands_there_stays_alone() -> None:
    commented = LISTED.replace("layers.Flatten(),", "layers.Flatten(),  # flat")
    assert not [each for each in rewrites(snapshot(commented), 4, 4) if each.name.startswith("comment@")]
