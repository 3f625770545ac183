"""Completion and signature help over the wire, with the real engine; a `|` is the cursor."""

import sys

import pytest
from lsprotocol import types as t

from tests.server.clients import MODERN, session

SERVER = (sys.executable, "-m", "conv1d_lsp", "server", "--stdio")
URI = "file:///project/model.py"
TOP = "import numpy as np\nfrom keras import Input, Model, Sequential, layers\nx_train = np.zeros((1000, 100, 3))\n"
FUNCTIONAL = TOP + "x = Input((100, 3))\n"
END = "\nother = Input((7,))\n"


async def completed(text: str) -> dict[str, t.CompletionItem]:
    source, after = text.split("|")
    line = source.count("\n")
    position = t.Position(line, len(source) - source.rfind("\n") - 1)
    async with session(MODERN, SERVER) as client:
        client.open(URI, source + after)
        identifier = t.TextDocumentIdentifier(URI)
        answer = await client.text_document_completion_async(t.CompletionParams(identifier, position))
        assert not isinstance(answer, t.CompletionList)
        return {each.label: each for each in answer or ()}


async def helped(text: str) -> t.SignatureHelp | None:
    source, after = text.split("|")
    line = source.count("\n")
    position = t.Position(line, len(source) - source.rfind("\n") - 1)
    async with session(MODERN, SERVER) as client:
        client.open(URI, source + after)
        identifier = t.TextDocumentIdentifier(URI)
        return await client.text_document_signature_help_async(t.SignatureHelpParams(identifier, position))


@pytest.mark.parametrize(
    ("text", "label", "told"),
    [
        (FUNCTIONAL + 'y = layers.Conv1D(32, 3, padding="|")(x)', "same", "→ (None, 100, 32)"),
        (FUNCTIONAL + 'y = layers.Conv1D(32, 3, padding="|")(x)', "valid", "→ (None, 98, 32)"),
        (FUNCTIONAL + 'y = layers.Conv1D(32, 3, padding="|', "valid", "→ (None, 98, 32)"),
        (FUNCTIONAL + "y = layers.Conv1D(32, 3, padding=|)(x)", '"causal"', "→ (None, 100, 32)"),
        (FUNCTIONAL + "y = layers.Conv1D(32, |" + END, "5", "→ (None, 96, 32)"),
        (FUNCTIONAL + "y = layers.Conv1D(32, kernel_size=|" + END, "21", "→ (None, 80, 32)"),
        (FUNCTIONAL + "y = layers.LSTM(8, return_sequences=|)(x)" + END, "True", "→ (None, 100, 8)"),
        (
            TOP + "m = Sequential([Input((50, 4)), layers.Conv1D(8, 3), layers.MaxPooling1D(|" + END,
            "3",
            "→ (None, 16, 8)",
        ),
        (TOP + "m = Sequential([Input((50, 4)), layers.MaxPooling1D(|)])" + END, "5", "→ (None, 10, 4)"),
        (TOP + "m = Sequential()\nm.add(Input((50, 4)))\nm.add(layers.Conv1D(8, |" + END, "3", "→ (None, 48, 8)"),
        (TOP + "m = Sequential([Input(|)])\nm.fit(x_train)" + END, "(100, 3)", "the shape of `x_train`"),
        (
            TOP + "m = Sequential([layers.GRU(3, input_shape=|)])\nm.fit(x_train)",
            "(100, 3)",
            "the shape of `x_train`",
        ),
        (FUNCTIONAL + "y = layers.Dense(3, activation='|')(x)", "softmax", "activation"),
        (FUNCTIONAL + "y = layers.Dense(3, |)(x)", "activation=", "activation = None"),
        (
            TOP + "m = Sequential([Input((4,)), layers.Dense(3, 'softmax')])\nm.compile(loss='|')" + END,
            "sparse_categorical_crossentropy",
            "after softmax",
        ),
    ],
)
async def test_what_can_be_written_with_what_comes_of_it(text: str, label: str, told: str) -> None:
    found = await completed(text)
    assert label in found, list(found)
    assert found[label].detail == told


@pytest.mark.parametrize(
    "text",
    [
        FUNCTIONAL + "print(|)",
        FUNCTIONAL + "y = np.zeros(|)",
        FUNCTIONAL + "import re\nre.compile(|)",
        FUNCTIONAL + "y = layers.Conv1D(32, 3)(|x)",
        FUNCTIONAL + "y = layers.Conv1D(32, 3)  # (|",
        FUNCTIONAL + 'y = layers.Dense(3, name="|")',
        FUNCTIONAL + "y = |",
        "def Conv1D(filters): ...\nConv1D(|)",
    ],
)
async def test_elsewhere_nothing_is_said(text: str) -> None:
    assert not await completed(text)


async def test_what_keras_refuses_is_not_offered_and_edits_suit_the_text() -> None:
    found = await completed(TOP + "x = Input((4, 3))\ny = layers.Conv1D(32,|)(x)")
    assert [label for label in found if label.isdigit()] == ["1", "2", "3"]
    item = found["padding="]
    assert isinstance(item.text_edit, t.TextEdit) and item.text_edit.new_text == " padding="
    assert "→ (None, 4, ?)" not in str(item.documentation)
    found = await completed(FUNCTIONAL + 'y = layers.Conv1D(32, 3, padding="va|lid")(x)')
    edit = found["same"].text_edit
    assert isinstance(edit, t.TextEdit)
    assert (edit.range.start.character, edit.range.end.character) == (34, 39)


async def test_the_signature_with_what_comes_of_it_so_far() -> None:
    answer = await helped(FUNCTIONAL + "y = layers.Conv1D(32, 3, pad|ding='same')(x)")
    assert answer is not None
    (information,) = answer.signatures
    assert information.label.startswith("Conv1D(filters, kernel_size, strides=1, padding='valid', ")
    assert information.documentation == "(None, 100, 3) → (None, 100, 32)"
    assert information.parameters is not None and answer.active_parameter is not None
    active = information.parameters[answer.active_parameter]
    assert active.label == "padding='valid'" and "same keeps the length" in str(active.documentation)
    answer = await helped(FUNCTIONAL + "y = layers.Conv1D(32, kernel_size=(3|" + END)
    assert answer is not None and answer.active_parameter == 1
    assert await helped(FUNCTIONAL + "print(|)") is None
