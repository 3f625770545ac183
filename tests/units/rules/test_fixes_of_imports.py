"""Where a fix takes a layer from: never from a module that has none, nor by a name that the file gives to another."""

import pytest

from tests.units.rules.proofs import Program

OPS = "from keras import ops\nimport keras\n"
INPUTS = "a = keras.Input((10, 3))\nb = keras.Input((4, 10))\n"


def test_a_layer_beside_a_function_is_taken_from_layers() -> None:
    text = f"{OPS}{INPUTS}ops.matmul(a, b)\n"
    assert Program(text).repaired("Give the left side 4") == text.replace("(a,", "(keras.layers.Conv1D(4, 1)(a),")


@pytest.mark.parametrize("style", ["ops.add(a, b)", "ops.concatenate([a, b], axis=1)"])
def test_a_function_of_several_tensors(style: str) -> None:
    text = f"{OPS}a = keras.Input((10, 3))\nb = keras.Input((10, 4))\n{style}\n"
    made = style.replace("a,", "keras.layers.Conv1D(4, 1)(a),")
    assert Program(text).repaired("Give input 1") == text.replace(style, made)


def test_no_import_takes_a_name_that_is_given_to_another() -> None:
    text = "from keras.layers import Conv1D, Input\nReshape = 'mine'\ni = Input((5, 3, 2))\ny = Conv1D(8, 2)(i)\n"
    program = Program(text)
    titles = [fix.title.split()[0] for fix in program.proven(program.only())]
    assert titles == ["Leave", "Slide", "Apply"]


def test_sizes_one_by_one_become_one_tuple() -> None:
    text = "import keras\ni = keras.Input(30, 3)\n"
    program = Program(text)
    assert program.only().message.endswith("write (30, 3)")
    assert not program.proven(program.only())[0].safe
    assert program.repaired("Make it a tuple") == text.replace("30, 3", "(30, 3)")
