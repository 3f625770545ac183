"""Fixes where sizes do not fit: of data and model, of branches, of samples. What the edited text looks like."""

import pytest

from tests.units.rules.proofs import Program

IMPORTS = "import numpy as np\nimport tensorflow as tf\nimport keras\nfrom keras import layers\n"
MODEL = "m = keras.Sequential([keras.Input((100, 1)), layers.Conv1D(8, 3), layers.Flatten(), layers.Dense(1)])\n"
LSTM = "m = keras.Sequential([\n    keras.Input((9, 2)),\n    layers.LSTM(4),  # all\n    layers.Dense(1),\n])\n"
COMPILED = "m.compile('adam', 'mse')\n"
TWO = (
    "a, b = keras.Input((9, 2)), keras.Input((5,))\n"
    "m = keras.Model([a, b], layers.Concatenate()([layers.Flatten()(a), b]))\n"
    "one, two = np.zeros((3, 9, 2)), np.zeros((3, 5))\n"
)

DATA = [
    (MODEL + "m.predict(np.zeros((5, 80, 1)))\n", "Let Input take (80, 1)", "(100, 1)", "(80, 1)"),
    (MODEL + "x = np.zeros((5, 50, 2))\nm.predict(x)\n", "Reshape", "predict(x)", "predict(x.reshape(-1, 100, 1))"),
    (MODEL + "x = np.zeros((5, 120, 1))\nm.predict(x + 1)\n", "Take the first", "x + 1", "(x + 1)[:, :100]"),
    (
        LSTM + COMPILED + "d = tf.data.Dataset.from_tensor_slices((np.zeros((8, 9, 2)), np.zeros((8, 1))))\nm.fit(d)\n",
        "Put its",
        "fit(d)",
        "fit(d.batch(32))",
    ),
    (TWO + "m.predict([two, one])\n", "Pass the two", "[two, one]", "[one, two]"),
    (
        LSTM + COMPILED + "x, y = np.zeros((8, 9, 2)), np.zeros((10, 1))\nm.fit(x, y)\n",
        "Take the first 8",
        "fit(x, y)",
        "fit(x, y[:8])",
    ),
    (
        LSTM + COMPILED + "x_train, y_train = np.zeros((8, 9, 2)), np.zeros((8, 1))\ny_test = np.zeros((2, 1))\n"
        "m.fit(x_train, y_test)\n",
        "Pass y_train",
        "fit(x_train, y_test)",
        "fit(x_train, y_train)",
    ),
    (LSTM + "m.predict(np.zeros((8, 9, 1)))\n", "Let Input take (9, 1)", "(9, 2)", "(9, 1)"),
    (
        LSTM + "m.fit(np.zeros((8, 9, 2)), np.zeros((8, 1)))\n",
        'Compile it before that, with loss="mse"',
        "m.fit",
        'm.compile(optimizer="adam", loss="mse")\nm.fit',
    ),
]

BRANCHES = [
    ("layers.Add()([x, layers.Conv1D(4, 2)(x)])", "Cut", "([x", "([layers.Cropping1D((0, 1))(x)"),
    (
        "layers.Add()([x, layers.Conv1D(4, 2)(x)])",
        "Fill",
        "Conv1D(4, 2)(x)",
        "ZeroPadding1D((0, 1))(layers.Conv1D(4, 2)(x))",
    ),
    (
        "layers.Add()([x, layers.MaxPooling1D(2)(x)])",
        "Repeat",
        "MaxPooling1D(2)(x)",
        "UpSampling1D(2)(layers.MaxPooling1D(2)(x))",
    ),
    ("layers.Concatenate()([x, layers.Conv1D(8, 3, strides=5, padding='same')(x)])", "Keep", "strides=5", "strides=1"),
    (
        "layers.Add()([layers.Flatten()(x), layers.Dense(7)(layers.Flatten()(x))])",
        "Give input 2 80",
        "layers.Dense(7)(layers.Flatten()(x))",
        "layers.Dense(80)(layers.Dense(7)(layers.Flatten()(x)))",
    ),
    ("layers.concatenate([layers.Flatten()(x), x])", "Make", ", x]", ", layers.Flatten()(x)]"),
    ("x - layers.Conv1D(7, 1)(x)", "Project the shortcut", "= x", "= layers.Conv1D(7, 1)(x)"),
    ("layers.Conv2D(8, 3)(x)", "Use Conv1D", "Conv2D", "Conv1D"),
    ("layers.Conv1D(8, 3)(layers.GlobalMaxPooling1D()(x))", "Leave", "layers.GlobalMaxPooling1D()(x)", "x"),
    ("layers.RepeatVector(3)(layers.LSTM(4, return_sequences=True)(x))", "Let LSTM", ", return_sequences=True", ""),
    ("layers.Permute((0, 2, 1))(x)", "Leave the batch axis out", "(0, 2, 1)", "(2, 1)"),
    ("keras.Sequential([layers.Flatten, layers.Dense(2)])", "Make a layer", "Flatten,", "Flatten(),"),
    (
        "keras.Sequential(layers.Flatten(), layers.Dense(2))",
        "Put",
        "layers.Flatten(), layers.Dense(2)",
        "[layers.Flatten(), layers.Dense(2)]",
    ),
    ("layers.LSTM(4, return_state=True)(x); a, b = y", "Take the other 1", "a, b", "a, b, _"),
    ("np.zeros((3, 4)); a, b, c, d = y", "Unpack 3", "a, b, c, d", "a, b, c"),
    ("np.zeros((4, 9)) - np.zeros(4)", "Add an axis", "np.zeros(4)", "np.zeros(4)[:, np.newaxis]"),
    ("np.zeros((4, 9)) - np.zeros((4, 8))", "Take the first 8", "np.zeros((4, 9))", "np.zeros((4, 9))[:, :8]"),
    ("np.zeros((4, 9)).reshape(4, 3, 4)", "Reshape to (4, 3, 3)", "3, 4)", "3, 3)"),
    ("np.zeros((4, 9))[:, 9]", "Take the last one", ", 9]", ", -1]"),
    ("x.shape; assert y == [None, 18, 4]", "Assert that it is", "[None, 18, 4]", "(None, 20, 4)"),
    ("np.reshape(np.zeros((4, 9)), (6, 5))", "Reshape to (6, 6)", "(6, 5)", "(6, 6)"),
]


@pytest.mark.parametrize(("body", "title", "old", "new"), DATA)
def test_data_and_models_get_each_others_sizes(body: str, title: str, old: str, new: str) -> None:
    assert Program(IMPORTS + body).repaired(title) == IMPORTS + body.replace(old, new, 1)


@pytest.mark.parametrize(("made", "title", "old", "new"), BRANCHES)
def test_calls_get_what_they_want(made: str, title: str, old: str, new: str) -> None:
    start, end = IMPORTS + "x = keras.Input((20, 4))\ny ", f"= {made}  # here\n"
    assert Program(start + end).repaired(title) == start + end.replace(old, new, 1)


PER_STEP = IMPORTS + "x, y = np.zeros((8, 9, 2)), np.zeros((8, {}))\n{}" + COMPILED + "m.fit(x, y)\n"


@pytest.mark.parametrize(
    ("target", "model", "title", "old", "new"),
    [
        (
            "3",
            "m = keras.Sequential()\nm.add(keras.Input((9, 2)))\nm.add(layers.Conv1D(8, 3))\nm.add(layers.Dense(3))\n",
            "Average",
            "m.add(layers.Dense",
            "m.add(layers.GlobalAveragePooling1D())\nm.add(layers.Dense",
        ),
        (
            "3",
            "m = keras.Sequential([\n    keras.Input((9, 2)),\n    layers.Conv1D(8, 3),\n    layers.Dense(3),\n])\n",
            "Make the steps flat",
            "    layers.Dense",
            "    layers.Flatten(),\n    layers.Dense",
        ),
        (
            "9, 1",
            "i = keras.Input((9, 2))\nh = layers.Conv1D(4, 3)(i)\nm = keras.Model(i, layers.Dense(1)(h))\n",
            "Keep the steps",
            "3)(i)",
            '3, padding="same")(i)',
        ),
        (
            "8, 1",
            "i = keras.Input((9, 2))\nm = keras.Model(i, layers.Dense(1)(i))\n",
            "Cut the output",
            "layers.Dense(1)(i)",
            "layers.Cropping1D((0, 1))(layers.Dense(1)(i))",
        ),
        (
            "9, 3",
            "m = keras.Sequential([keras.Input((9, 2)), layers.TimeDistributed(layers.Dense(2))])\n",
            "Give the last layer 3 units",
            "Dense(2)",
            "Dense(3)",
        ),
    ],
)
def test_a_model_ends_as_its_targets_do(target: str, model: str, title: str, old: str, new: str) -> None:
    program = Program(PER_STEP.format(target, model))
    assert program.repaired(title) == program.text.replace(old, new, 1)
