"""Fixes in every style of code that they know: what the edited text looks like, and that the engine proves it."""

import pytest

from conv1d_lsp.settings import Generation
from tests.units.rules.proofs import Program

MODULE = "import numpy as np\nimport keras\nfrom keras import layers\n"
NAMES = "from tensorflow.keras.layers import Conv1D, Input\n"
LINES = "from keras.layers import (\n    Conv1D,\n    Input,\n)\n"
TF = "import tensorflow as tf\n"

FOUR_AXES = [
    (MODULE, "x = keras.Input((5, 3, 2))\ny = layers.Conv1D(8, 2)(x)\n", "layers."),
    (TF, "x = tf.keras.Input((5, 3, 2))\ny = tf.keras.layers.Conv1D(8, 2)(x)\n", "tf.keras.layers."),
]


@pytest.mark.parametrize(("imports", "body", "prefix"), FOUR_AXES)
def test_one_axis_too_many(imports: str, body: str, prefix: str) -> None:
    program = Program(imports + body)
    assert program.repaired("Fold") == imports + body.replace("(x)", f"({prefix}Reshape((5, 6))(x))")
    assert program.repaired("Slide") == imports + body.replace("Conv1D", "Conv2D")
    assert program.repaired("Leave 5 out") == imports + body.replace("(5, 3, 2)", "(3, 2)")
    wrapped = f"{prefix}TimeDistributed({prefix}Conv1D(8, 2))"
    assert program.repaired("Apply") == imports + body.replace(f"{prefix}Conv1D(8, 2)", wrapped)


def test_names_are_imported_beside_their_siblings() -> None:
    body = "x = Input((5, 3, 2))\ny = Conv1D(8, 2)(x)\n"
    folded = body.replace("(x)", "(Reshape((5, 6))(x))")
    assert Program(NAMES + body).repaired("Fold") == NAMES.replace("Input", "Input, Reshape") + folded
    assert Program(LINES + body).repaired("Fold") == LINES.replace("Input,", "Input,\n    Reshape,") + folded
    known = NAMES + "from keras.layers import Reshape as Fold\n"
    assert Program(known + body).repaired("Fold") == known + folded.replace("Reshape", "Fold")


def test_a_batch_size_is_left_out_first() -> None:
    text = f"{MODULE}batch = 32\nx = keras.Input((batch, 100, 1))\ny = layers.Conv1D(8, 3)(x)\n"
    program = Program(text)
    assert program.proven(program.only())[0].title == "Leave the batch size out of Input: (100, 1)"
    assert program.repaired("Leave") == text.replace("batch, 100", "100")
    assert Program(text, Generation.KERAS_2).repaired("Leave") == text.replace("batch, 100", "100")


def test_a_layer_in_front_in_a_sequential() -> None:
    added = "m = keras.Sequential()\nm.add(keras.Input((9,)))\nif m:\n    m.add(layers.Conv1D(8, 3))  # first\n"
    assert Program(MODULE + added).repaired("Take") == MODULE + added.replace(
        "    m.add", "    m.add(layers.Reshape((9, 1)))\n    m.add"
    )
    listed = "keras.Sequential([\n    keras.Input((9,)),\n    # sequence\n    layers.Conv1D(8, 3),\n])\n"
    assert Program(MODULE + listed).repaired("Take") == MODULE + listed.replace(
        "    layers.Conv1D", "    layers.Reshape((9, 1)),\n    layers.Conv1D"
    )


@pytest.mark.parametrize(
    ("body", "repaired"),
    [
        ("x = keras.Input((9,))\nlayers.Conv1D(8, 3)(x)\n", ("(9,)", "(9, 1)")),
        ("x = keras.Input(shape=[9])\nlayers.Conv1D(8, 3)(x)\n", ("[9]", "[9, 1]")),
        ("keras.Sequential([layers.Conv1D(8, 3, input_shape=(9,))])\n", ("(9,)", "(9, 1)")),
        ("m = keras.Sequential()\nm.add(layers.Conv1D(8, 3, input_shape=(9,)))\n", ("(9,)", "(9, 1)")),
    ],
)
def test_a_channel_axis_for_input(body: str, repaired: tuple[str, str]) -> None:
    assert Program(MODULE + body).repaired("Give") == MODULE + body.replace(*repaired)


@pytest.mark.parametrize(
    ("made", "padded"),
    [
        ("layers.Conv1D(8, 15)", 'layers.Conv1D(8, 15, padding="same")'),
        ("layers.Conv1D(8, 15, padding='valid')", "layers.Conv1D(8, 15, padding='same')"),
        ("layers.Conv1D(8, 15, 1, 'valid')", "layers.Conv1D(8, 15, 1, 'same')"),
        (
            "layers.Conv1D(\n    8,\n    kernel_size = 15,  # long\n)",
            'layers.Conv1D(\n    8,\n    kernel_size = 15,\n    padding="same",  # long\n)',
        ),
        ("layers.MaxPooling1D(15)", 'layers.MaxPooling1D(15, padding="same")'),
    ],
)
def test_padding(made: str, padded: str) -> None:
    body = "{}(keras.Input((10, 4)))\n"
    assert Program(MODULE + body.format(made)).repaired("Pad") == MODULE + body.format(padded)


def test_no_padding_for_a_window_that_is_twice_as_long() -> None:
    program = Program(MODULE + "layers.Conv1D(8, 20)(keras.Input((10, 4)))\n")
    assert [fix.title for fix in program.proven(program.only())] == ["Set kernel_size to 10, the longest that fits"]


def test_the_channels_that_the_data_has() -> None:
    body = "layers.Conv1D(8, 3)(keras.Input((60,)))\ndata = np.zeros((32, 60, 3))\n"
    assert Program(MODULE + body).repaired("Give") == MODULE + body.replace("60,)", "60, 3)")


def test_a_shorter_window() -> None:
    body = "layers.Conv1D(8, kernel_size = (30), dilation_rate=2)(keras.Input((10, 4)))\n"
    assert Program(MODULE + body).repaired("Set") == MODULE + body.replace("(30)", "5")


@pytest.mark.parametrize(
    ("given", "passed", "title", "repaired"),
    [
        ("np.ones((100, 1))", "x=data", "Add the batch", "x=data[np.newaxis]"),
        ("np.ones((100,))", "data + 1", "Add both", "(data + 1)[np.newaxis, ..., np.newaxis]"),
        ("np.ones((7, 1, 100))", "data", "Swap", "np.transpose(data, (0, 2, 1))"),
    ],
)
def test_data(given: str, passed: str, title: str, repaired: str) -> None:
    body = (
        "inputs = keras.Input((100, 1))\nmodel = keras.Model(inputs, layers.Conv1D(8, 3)(inputs))\n"
        f"data = {given}\nmodel.predict({passed})\n"
    )
    found = Program(MODULE + body).repaired(title)
    assert found == MODULE + body.replace(f"predict({passed})", f"predict({repaired})")


def test_branches() -> None:
    body = (
        "i = keras.Input((50, 4))\nshared = layers.Conv1D(4, 3)(i)\na = layers.Conv1D(4, 3)(shared)\n"
        "b = layers.ReLU()(shared)\nlayers.Add()([a, b])\n"
    )
    assert Program(MODULE + body).repaired("Keep") == MODULE + body.replace("3)(shared)", '3, padding="same")(shared)')


def test_a_shortcut_is_projected() -> None:
    body = "x = keras.Input((50, 4))\ny = layers.Conv1D(8, 3, padding='same')(x)\nlayers.Add()([{}, {}])\n"
    projected = "layers.Conv1D(8, 1)(x)"
    assert Program(MODULE + body.format("x", "y")).repaired("Project") == MODULE + body.format(projected, "y")
    assert Program(MODULE + body.format("y", "x")).repaired("Project") == MODULE + body.format("y", projected)


@pytest.mark.parametrize(
    ("made", "title", "repaired"),
    [
        ("layers.Conv1D(8, 3, border_mode='same')", "Rename", "layers.Conv1D(8, 3, padding='same')"),
        ("layers.Conv1D(8, 3, border_mode='same')", "Leave", "layers.Conv1D(8, 3)"),
        ("layers.Conv1D(nope=1, filters=8, kernel_size=3)", "Leave", "layers.Conv1D(filters=8, kernel_size=3)"),
        ("layers.Conv1D(8, 3, 'same')", "Pass", "layers.Conv1D(8, 3, padding='same')"),
        ("layers.Conv1D(8, 3, 'relu')", "Pass", "layers.Conv1D(8, 3, activation='relu')"),
        ("layers.Conv1D(8.0, 3)", "Write", "layers.Conv1D(8, 3)"),
        ("layers.Conv1D(8, 3, padding='sane')", 'Write "same"', "layers.Conv1D(8, 3, padding='same')"),
        ("layers.Conv1D(8, 3, kernel_size=5)", "Leave", "layers.Conv1D(8, 3)"),
        ("layers.Conv1D(8, 3, groups=3)", "Do without", "layers.Conv1D(8, 3, groups=1)"),
        ("layers.Conv1D(8, 3, 2, dilation_rate=2)", "Do without s", "layers.Conv1D(8, 3, 1, dilation_rate=2)"),
        ("layers.Reshape((7, 2))", "Reshape", "layers.Reshape((20, 2))"),
        ("layers.Reshape(target_shape = (8, 6))", "Reshape", "layers.Reshape(target_shape = (8, 5))"),
    ],
)  # fmt: skip
def test_arguments(made: str, title: str, repaired: str) -> None:
    body = "y = {}(keras.Input((10, 4)))  # call\n"
    assert Program(MODULE + body.format(made)).repaired(title) == MODULE + body.format(repaired)


@pytest.mark.parametrize(
    ("body", "title", "repaired"),
    [
        ("keras.Input(shape=(100))\n", "Make it a tuple", "keras.Input(shape=(100,))\n"),
        ("keras.Input(100)\n", "Make it a tuple", "keras.Input((100,))\n"),
        ("keras.Input(shape = 100)\n", "Make it a tuple", "keras.Input(shape = (100,))\n"),
        (
            "x = layers.LSTM(4)(keras.Input((9, 1)))\nlayers.Conv1D(8, 3)(x)\n",
            "Let LSTM",
            "x = layers.LSTM(4, return_sequences=True)(keras.Input((9, 1)))\nlayers.Conv1D(8, 3)(x)\n",
        ),
        (
            "x = layers.Bidirectional(layers.GRU(4))(keras.Input((9, 1)))\nlayers.Conv1D(8, 3)(x)\n",
            "Let Bidirectional",
            "x = layers.Bidirectional(layers.GRU(4, return_sequences=True))(keras.Input((9, 1)))\n"
            "layers.Conv1D(8, 3)(x)\n",
        ),
        (
            "x = layers.Reshape((40))(keras.Input((10, 4)))\n",
            "Make it a tuple",
            "x = layers.Reshape((40,))(keras.Input((10, 4)))\n",
        ),
        (
            "keras.Sequential([layers.Dense(3, input_shape=7)])\n",
            "Make it a tuple",
            "keras.Sequential([layers.Dense(3, input_shape=(7,))])\n",
        ),
        (
            "x = layers.Flatten()(keras.Input((None, 1)))\nlayers.Dense(3)(x)\n",
            "Take the average",
            "x = layers.GlobalAveragePooling1D()(keras.Input((None, 1)))\nlayers.Dense(3)(x)\n",
        ),
        (
            "a = keras.Input((9, 1))\nlayers.Add()(a, a)\n",
            "Pass the tensors",
            "a = keras.Input((9, 1))\nlayers.Add()([a, a])\n",
        ),
        (
            "c = layers.Conv1D(8, 3)\nc(keras.Input((9, 1)))\nc(keras.Input((9, 2)))\n",
            "Make a Conv1D",
            "c = layers.Conv1D(8, 3)\nc(keras.Input((9, 1)))\nlayers.Conv1D(8, 3)(keras.Input((9, 2)))\n",
        ),
    ],
)
def test_inputs_and_layers_before(body: str, title: str, repaired: str) -> None:
    assert Program(MODULE + body).repaired(title) == MODULE + repaired


def test_operations_on_symbolic_tensors() -> None:
    start = MODULE + "x = keras.Input((10, 4))\nmask = np.ones((10, 4))\n"
    assert Program(start + "y = mask * x\n").repaired("Put the tensor first") == start + "y = x * mask\n"
    assert Program(start + "y = x[1:]\n").repaired("Write") == start + "y = x[1:, ...]\n"
    for operation in ("mask - x", "2 * mask * x", "x[...]"):
        program = Program(start + f"y = {operation}\n")
        assert not program.only().fixes


@pytest.mark.parametrize("around", ["[{}]", "({},)"])
def test_a_tensor_without_its_brackets(around: str) -> None:
    body = "x = keras.Input((9, 2))\ny = layers.Conv1D(8, 3)({})\n"
    assert Program(MODULE + body.format(around.format("x"))).repaired("Pass the tensor") == MODULE + body.format("x")


def test_the_init_of_keras_is_called_first() -> None:
    start = MODULE + 'class Scale(layers.Layer):\n    def __init__(self):\n        """By two."""\n'
    end = "        self.by = 2\n    def call(self, x):\n        return x * self.by\ny = Scale()(keras.Input((9, 2)))\n"
    assert Program(start + end).repaired("Call super") == start + "        super().__init__()\n" + end
