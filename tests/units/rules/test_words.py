"""The messages of the first programs, with their trails."""

import pytest

from conv1d_lsp.diagnostics import Diagnostic, Severity
from conv1d_lsp.settings import Generation
from tests.units.rules.proofs import Program

IMPORTS = "import numpy as np\nimport keras\nfrom keras import layers\n"


def steps(diagnostic: Diagnostic) -> list[tuple[int, str]]:
    return [(step.place.line, step.message) for step in diagnostic.trail]


def marked(text: str, diagnostic: Diagnostic) -> str:
    """The text at the place of a diagnostic of one line."""
    place = diagnostic.place
    assert place.line == place.end_line
    return text.split("\n")[place.line - 1][place.column - 1 : place.end_column - 1]


def test_four_axes() -> None:
    text = IMPORTS + "inputs = keras.Input((50, 3, 2))\nx = layers.Conv1D(32, 5)(inputs)\n"
    found = Program(text).only()
    assert (found.rule, found.severity) == ("input-rank", Severity.ERROR)
    assert found.message == ("Conv1D wants 3 axes (batch, steps, channels), but `inputs` has 4 axes: (None, 50, 3, 2)")
    assert marked(text, found) == "inputs"
    assert steps(found)[0] == (4, "`inputs` = Input: (None, 50, 3, 2)")
    assert "Reshape" in found.trail[-1].message


def test_layers_that_eat_the_steps() -> None:
    text = IMPORTS + (
        "def build(steps):\n"
        "    x = keras.Input((steps, 1))\n"
        "    x = layers.Conv1D(8, 5)(x)\n"
        "    x = layers.Dense(4)(x)\n"
        "    x = layers.MaxPooling1D(3)(x)\n"
        "    return layers.Conv1D(8, 5, dilation_rate=2)(x)\n"
        "build(30)\n"
    )
    found = Program(text).only()
    assert found.rule == "window-too-long"
    assert found.message == (
        "the window covers 9 steps (a kernel of 5, dilated by 2), but `x` has only 8 of 30 left: (None, 8, 4)"
    )
    assert marked(text, found) == "5"
    assert steps(found)[:-1] == [
        (5, "`x` = Input: (None, 30, 1)"),
        (6, "`x` = Conv1D: (None, 30, 1) → (None, 26, 8), 4 steps fewer"),
        (8, "`x` = MaxPooling1D: (None, 26, 4) → (None, 8, 4), 18 steps fewer, the most of all"),
        (10, "called from here: `build(30)`"),
    ]


def test_a_long_trail_keeps_its_ends() -> None:
    layers = "".join(f"x = layers.Conv1D(8, {kernel})(x)\n" for kernel in (2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 9))
    found = Program(f"{IMPORTS}x = keras.Input((20, 1))\n{layers}").only()
    lines = [line for line, _ in steps(found)]
    assert lines == [4, 8, 9, 10, 11, 12, 13, 14, 15]


def test_data_without_its_batch_axis() -> None:
    text = IMPORTS + (
        "inputs = keras.Input((100, 1))\n"
        "model = keras.Model(inputs, layers.Conv1D(64, 3)(inputs))\n"
        "data = np.random.rand(100, 1)\n"
        "model.predict(data)\n"
    )
    for keras in Generation:
        found = Program(text, keras).only()
        assert found.message == "`data` has (100, 1), but the model wants (None, 100, 1): the batch axis is missing"
        assert marked(text, found) == "data"
        assert steps(found)[:2] == [
            (6, "the data comes from np.random.rand, as `data`"),
            (5, "the model is made here; its input is (None, 100, 1)"),
        ]


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("(64, 100)", "the channel axis is missing"),
        ("(100,)", "the batch axis and the channel axis are missing"),
        ("(64, 4, 100)", "steps and channels are swapped"),
        ("(64, 90, 4)", "90 steps instead of 100"),
        ("(64, 100, 1)", "1 channel instead of 4"),
        ("(64, 90, 1)", "90 steps instead of 100 and 1 channel instead of 4"),
        ("(1, 64, 100, 4)", "4 axes instead of 3"),
    ],
)
def test_data_that_does_not_fit(shape: str, words: str) -> None:
    text = IMPORTS + (
        "inputs = keras.Input((100, 4))\n"
        "model = keras.Model(inputs, layers.Conv1D(64, 3)(inputs))\n"
        f"data = np.ones({shape})\nmodel.predict(data)\n"
    )
    found = Program(text).only()
    assert found.message == f"`data` has {shape}, but the model wants (None, 100, 4): {words}"


def test_swapped_data_points_at_the_reshape() -> None:
    text = IMPORTS + (
        "X = np.random.rand(20, 300)\n"
        "X = X.reshape(20, 3, 100)\n"
        "model = keras.Sequential([keras.Input((100, 3)), layers.Conv1D(8, 3)])\n"
        "model.predict(X[:10])\n"
    )
    found = Program(text).only()
    assert (
        found.message == "`X[:10]` has (10, 3, 100), but the model wants (None, 100, 3): steps and channels are swapped"
    )
    assert steps(found)[:2] == [
        (4, "the data comes from np.random.rand, as `X`"),
        (5, "the data gets its axes from `reshape`, as `X`"),
    ]
    assert "if the numbers lie step after step, write reshape(-1, 100, 3)" in found.trail[-1].message


def test_sizes_that_would_do_are_in_the_help() -> None:
    text = IMPORTS + "def build(steps=9):\n    return layers.Conv1D(8, 11)(keras.Input((steps, 1)))\n"
    found = Program(text).only()
    assert found.message.endswith("the window covers 11 steps, but its input has only 9: (None, 9, 1)")
    assert found.trail[-1].message.startswith("help: it works with `steps >= 11`; or ")


def test_a_sum_of_other_steps_names_the_padding() -> None:
    text = IMPORTS + "x = keras.Input((100, 8))\ny = layers.Conv1D(8, 3)(x)\nz = x + y\n"
    found = Program(text).only()
    assert found.message == (
        "`x + y`: (None, 100, 8) and (None, 98, 8) do not fit in steps: 100 on the left, 98 on the right"
    )
    assert found.trail[-1].message == 'help: make the steps equal, with padding="same" in each branch'


def test_two_findings_of_a_line_stand_as_they_come_when_it_runs() -> None:
    text = IMPORTS + (
        "x = keras.Input((20, 4))\n"
        "y = layers.Conv1D(8, 30)(layers.Softmax()(layers.Dense(1)(x)))\n"
        "z = layers.Dense(0)(x)\n"
    )
    found = Program(text).diagnostics()
    assert [each.rule for each in found] == ["softmax-of-one", "window-too-long", "bad-argument"]
    assert found[0].place.column > found[1].place.column


def test_a_layer_that_is_made_elsewhere() -> None:
    text = IMPORTS + "conv = layers.Conv1D(8, 12)\nx = keras.Input((10, 4))\ny = conv(x)\n"
    found = Program(text).only()
    assert marked(text, found) == "conv(x)"
    assert (4, "Conv1D is made here") in steps(found)


def test_what_runs_is_a_warning() -> None:
    text = "import keras\nfrom keras import layers\nmodel = keras.Sequential([layers.Conv1D(8, 3)])\nmodel.summary()\n"
    found = {keras: Program(text, keras).only() for keras in Generation}
    assert found[Generation.KERAS_3].severity is Severity.WARNING
    assert found[Generation.KERAS_2].severity is Severity.ERROR


def test_an_element_of_a_sequential_has_no_name_for_its_input() -> None:
    text = IMPORTS + "keras.Sequential([\n    keras.Input((100,)),\n    layers.Conv1D(8, 3),\n])\n"
    found = Program(text).only()
    assert "but its input has 2 axes: (None, 100)" in found.message
    assert marked(text, found) == "layers.Conv1D(8, 3)"


def test_a_claim_in_a_comment() -> None:
    text = IMPORTS + "x = keras.Input((100, 1))\ny = layers.Conv1D(64, 3)(x)  # (100, 64)\n"
    found = Program(text).only()
    assert found.message == "the comment says (100, 64), but `y` has the shape (None, 98, 64)"
    assert marked(text, found) == "(100, 64)"
    assert Program(text).repaired("Correct").endswith("(x)  # (98, 64)\n")
