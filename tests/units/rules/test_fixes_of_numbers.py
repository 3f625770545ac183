"""Fixes of numbers in arguments: what is calculated stays calculated, for a function is called more than once."""

import pytest

from conv1d_lsp.engine.edited import applied
from tests.units.rules.proofs import Program

MODULE = "import numpy as np\nimport keras\nfrom keras import layers\n"
BLOCK = "def block(x, width):\n    return layers.Dense(width / 2)(x)\nblock(block(keras.Input((3,)), 64), 32)\n"


def test_a_literal_is_written_as_an_integer() -> None:
    text = f"{MODULE}layers.Dense(16.0)(keras.Input((3,)))\n"
    assert Program(text).repaired("Write 16") == text.replace("16.0", "16")


def test_a_division_in_a_function_suits_each_call() -> None:
    program = Program(MODULE + BLOCK)
    for diagnostic in program.diagnostics():
        first = program.proven(diagnostic)[0]
        assert first.safe
        assert applied(program.text, first.edits) == program.text.replace("/ 2", "// 2")


def test_a_name_in_a_loop_suits_each_turn() -> None:
    text = f"{MODULE}u = 64\nfor _ in range(3):\n    u = u / 2\n    layers.Dense(u)(keras.Input((3,)))\n"
    program = Program(text)
    titles = {tuple(fix.title for fix in program.proven(each)) for each in program.diagnostics()}
    assert titles == {("Make it an integer with int()",)}


def test_what_stays_a_float_is_not_divided_otherwise() -> None:
    text = f"{MODULE}layers.Dense(1e2 / 4)(keras.Input((3,)))\n"
    (fix,) = Program(text).proven(Program(text).only())
    assert applied(text, fix.edits) == text.replace("1e2 / 4", "int(1e2 / 4)")


@pytest.mark.parametrize("size", ["0", "n"])
def test_no_size_is_made_of_a_zero_that_is_written(size: str) -> None:
    program = Program(f"{MODULE}n = 0\nlayers.Dense({size})(keras.Input((3,)))\n")
    titles = [fix.title for fix in program.proven(program.only())]
    assert titles == ([] if size == "0" else ["Let it be at least 1 with max()"])


def test_strides_of_zero_become_one() -> None:
    text = f"{MODULE}layers.Conv1D(4, 3, strides=0)(keras.Input((9, 3)))\n"
    assert Program(text).repaired("Write 1") == text.replace("=0", "=1")
