"""The whole way with the real engine: `python -m conv1d_lsp server --stdio` and programs that people write."""

import sys
from pathlib import Path

import pytest
from lsprotocol import types as t

from tests.server.clients import MODERN, PUSHED, Client, label_of, session
from tests.server.test_editors import EMACS, NEOVIM, walk

SERVER = (sys.executable, "-m", "conv1d_lsp", "server", "--stdio")
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))
URI = "file:///project/model.py"
IDENTIFIER = t.TextDocumentIdentifier(URI)
SOURCE = """\
from keras import Input, Model, layers

x = Input((10, 8))
a = layers.Conv1D(64, 11)(x)
"😋"; b = layers.Conv1D(32, 30)(x)
c = layers.Conv1D(16, 3, name="c")(x)
model = Model(x, c)
"""


async def asked_at(client: Client, line: int, character: int) -> str:
    hover = await client.text_document_hover_async(t.HoverParams(IDENTIFIER, t.Position(line, character)))
    assert hover is not None and isinstance(hover.contents, t.MarkupContent)
    return hover.contents.value


async def test_shapes_faults_and_fixes_of_a_real_program() -> None:
    async with session(MODERN, SERVER) as client:
        client.open(URI, SOURCE)
        faults = await client.found(URI)
        assert [(fault.code, fault.range.start.line) for fault in faults] == [
            ("window-too-long", 3),
            ("window-too-long", 4),
        ]
        assert faults[1].related_information
        shown = await asked_at(client, 5, 0)
        assert "`(None, 8, 16)`" in shown and "= 8`" in shown
        assert "window-too-long" in await asked_at(client, 4, faults[1].range.start.character)
        whole = t.Range(t.Position(0, 0), t.Position(9, 0))
        hints = await client.text_document_inlay_hint_async(t.InlayHintParams(IDENTIFIER, whole)) or ()
        found = {hint.position.line: label_of(hint.label) for hint in hints}
        assert found[2] == ": (None, 10, 8)" and found[5] == ": (None, 8, 16)" and found[6] == " → (None, 8, 16)"
        params = t.CodeActionParams(IDENTIFIER, faults[1].range, t.CodeActionContext([faults[1]]))
        actions = await client.text_document_code_action_async(params) or ()
        *fixes, last = (each for each in actions if isinstance(each, t.CodeAction))
        assert fixes and last.title == "Silence window-too-long here, with a comment" and not last.is_preferred
        assert last.edit is not None and last.edit.document_changes is not None
        (change,) = last.edit.document_changes
        assert isinstance(change, t.TextDocumentEdit)
        end = t.Position(4, 34)  # the emoji counts two
        assert [*change.edits] == [t.TextEdit(t.Range(end, end), "  # conv1d: ignore[window-too-long]")]


SAFE = "import keras\nx = keras.Input(100)\ny = keras.layers.Conv1D(8, 30)(keras.Input((10, 4)))\nz = keras.Input(9)\n"


@pytest.mark.parametrize("only", ["source.fixAll", "source.fixAll.conv1d-lsp"])
async def test_all_safe_fixes_at_once(only: str) -> None:
    async with session(MODERN, SERVER) as client:
        client.open(URI, SAFE)
        nowhere = t.Range(t.Position(0, 0), t.Position(0, 0))
        params = t.CodeActionParams(IDENTIFIER, nowhere, t.CodeActionContext([], only=[only]))
        (action,) = await client.text_document_code_action_async(params) or ()
        assert isinstance(action, t.CodeAction) and action.kind == "source.fixAll.conv1d-lsp"
        assert action.edit is not None and action.edit.document_changes is not None
        (change,) = action.edit.document_changes
        assert isinstance(change, t.TextDocumentEdit)
        assert [edit.new_text for edit in change.edits if isinstance(edit, t.TextEdit)] == [
            "x = keras.Input((100,))\n",
            "z = keras.Input((9,))\n",
        ]
        client.change(URI, SAFE.replace("100", "(100,)").replace("(9)", "((9,))"), 2)
        assert not await client.text_document_code_action_async(params)


async def test_a_broken_line_takes_nothing_from_the_others() -> None:
    async with session(PUSHED, SERVER) as client:
        client.open(URI, SOURCE)
        before = await client.found(URI)
        client.change(URI, SOURCE + "d = layers.Conv1D(16, (", 2)
        after = await client.found(URI)
        assert [fault.code for fault in after if fault.range.start.line < 7] == [fault.code for fault in before]
        assert "syntax-error" in [fault.code for fault in after]


@pytest.mark.parametrize("editor", [NEOVIM, EMACS], ids=["neovim", "emacs"])
def test_an_editor_mends_a_real_program(editor: list[str], tmp_path: Path) -> None:
    environment = {"MEND_LINE": "4", "MEND_TEXT": "a = layers.Conv1D(64, 5)(x)", "HOVER_LINE": "6"}
    said = walk(editor, tmp_path, SERVER, SOURCE, environment)
    assert said.count("FAULT ") == 2
    assert "(None, 8, 16)" in said and "= 8" in said
    assert 'FIXED "😋"; b = layers.Conv1D(32, ' in said


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
async def test_every_example_is_answered(path: Path) -> None:
    async with session(MODERN, SERVER) as client:
        client.open(URI, path.read_text(encoding="utf-8"))
        faults = await client.found(URI)
        whole = t.Range(t.Position(0, 0), t.Position(999, 0))
        hints = await client.text_document_inlay_hint_async(t.InlayHintParams(IDENTIFIER, whole)) or ()
        assert hints or faults
        lines = [hint.position.line for hint in hints]
        assert len(lines) == len(set(lines))
