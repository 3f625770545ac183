"""Shortcuts around convolutions: the projection says what the block says, so that it serves every call."""

import pytest

from conv1d_lsp.engine.edited import applied
from tests.units.rules.proofs import Program

MODULE = "import keras\nfrom keras import layers\n"
BLOCK = """def block(x, filters{parameter}):
    shortcut = x
    y = layers.Conv1D(filters, 3{strides}, padding="same")(x)
    y = layers.BatchNormalization()(y)
    return {merged}
x = keras.Input((48, 16))
x = block(x, 32{passed})
x = block(x, 64{passed})
"""
PLAIN = {"parameter": "", "strides": "", "passed": ""}
STRIDED = {"parameter": ", stride", "strides": ", strides=stride", "passed": ", 2"}
TITLE = "Project the shortcut with Conv1D of kernel size 1"


@pytest.mark.parametrize("merged", ["layers.add([shortcut, y])", "layers.Add()([y, shortcut])", "shortcut + y"])
@pytest.mark.parametrize("style", [PLAIN, STRIDED])
def test_the_projection_uses_the_words_of_the_block(merged: str, style: dict[str, str]) -> None:
    program = Program(MODULE + BLOCK.format(merged=merged, **style))
    first = program.proven(program.diagnostics()[0])[0]
    strides = ", strides=stride" if style is STRIDED else ""
    made = merged.replace("shortcut", f"layers.Conv1D(filters, 1{strides})(shortcut)")
    assert first.title == TITLE
    assert applied(program.text, first.edits) == program.text.replace(merged, made)


def test_no_number_is_proposed_in_a_function() -> None:
    program = Program(MODULE + BLOCK.format(merged="layers.add([shortcut, y])", **PLAIN))
    titles = [fix.title for fix in program.proven(program.diagnostics()[0])]
    assert titles == [TITLE, "Give input 1 as many channels as y has, with Conv1D"]


def test_two_inputs_of_a_dot_are_no_shortcut() -> None:
    text = f"{MODULE}x = keras.Input((50, 16))\ny = layers.Conv1D(32, 3)(x)\nlayers.Dot(axes=2)([x, y])\n"
    assert TITLE not in [fix.title for fix in Program(text).proven(Program(text).only())]
