"""Fixes that suit what is most likely meant: samples stay as many, a claim speaks for each call."""

from conv1d_lsp.engine.edited import applied
from tests.units.rules.proofs import Program

MODULE = "import numpy as np\nimport keras\nfrom keras import layers\n"
CLAIM = "def f(n):\n    return layers.Conv1D(8, 3)(keras.Input((n, 3)))  # shape: (None, 10, 8)\nf(10)\n"


def test_samples_stay_as_many() -> None:
    text = f"{MODULE}x = np.random.rand(50, 28)\nx = x.reshape((50, 28, 2))\n"
    program = Program(text)
    titles = [fix.title for fix in program.proven(program.only())]
    assert titles == ["Reshape to (50, 28, 1)", "Reshape to (50, 14, 2)"]


def test_a_claim_for_several_calls_is_not_corrected_for_one() -> None:
    once, twice = Program(MODULE + CLAIM), Program(f"{MODULE}{CLAIM}f(20)\n")
    assert [fix.title for fix in once.proven(once.only())] == ["Correct the comment: (None, 8, 8)"]
    assert not any(twice.proven(each) for each in twice.diagnostics())


def test_images_without_channels_get_one() -> None:
    text = f"{MODULE}x = keras.Input((28, 28))\nlayers.Conv2D(8, 3)(x)\n"
    program = Program(text)
    assert applied(text, program.proven(program.only())[0].edits) == text.replace("28))", "28, 1))")
    assert "(28, 28, 1)" in program.only().trail[-1].message


def test_the_axis_that_is_written_is_exchanged() -> None:
    text = f"{MODULE}a = keras.Input((10, 3))\nb = keras.Input((12, 3))\nlayers.Concatenate(axis=2)([a, b])\n"
    assert Program(text).repaired("Join them along axis 1") == text.replace("axis=2", "axis=1")
    plain = Program(text.replace("axis=2", ""))
    assert not [fix for fix in plain.proven(plain.only()) if fix.title.startswith("Join")]


def test_titles_say_which_input_is_meant() -> None:
    text = f"{MODULE}m = keras.Sequential([keras.Input((10, 3)), layers.Conv1D(4, 3)])\nm(keras.Input((10, 4)))\n"
    titles = [fix.title for fix in Program(text).proven(Program(text).only())]
    assert titles == ["Let Input take (10, 4) in line 4", "Let Input take (10, 3) in line 5"]


def test_the_shape_of_one_sample_is_left_whole() -> None:
    text = f"{MODULE}x = np.zeros((9, 50, 3, 2))\ny = layers.Conv1D(4, 3)(keras.Input(x[0].shape))\n"
    assert not [fix for fix in Program(text).proven(Program(text).only()) if fix.safe]
    whole = Program(text.replace("(9, 50, 3, 2)", "(9, 50, 3)").replace("x[0].shape", "x.shape"))
    assert [fix.title for fix in whole.proven(whole.only()) if fix.safe] == [
        "Give Input the shape of one sample: x.shape[1:]"
    ]
