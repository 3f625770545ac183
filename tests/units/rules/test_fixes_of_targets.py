"""Fixes where an output and its target do not fit: what the edited text looks like, and that the engine proves it."""

import pytest

from conv1d_lsp.settings import Generation
from tests.units.rules.proofs import Program

IMPORTS = "import numpy as np\nimport keras\nfrom keras import layers\nx = np.random.rand(9, 20, 3)\n"

LABELS = "y = np.random.randint(0, 4, 9)\n"
ONE_HOT = "y = keras.utils.to_categorical(np.random.randint(0, 4, 9), 4)\n"
POOLED = "m = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(4, activation='softmax')])\n"
REPEATED = """m = keras.Sequential([
    keras.Input((20, 3)), layers.LSTM(4), layers.RepeatVector({}),
    layers.LSTM(4, return_sequences=True), layers.TimeDistributed(layers.Dense(1)),
])
"""
PER_STEP = """m = keras.Sequential([keras.Input((20, 3)), layers.{}, layers.Dense(4, activation="softmax")])
"""
MSE = "m.compile('adam', 'mse')\n"
FIT = "m.fit(x, y, verbose=0)\n"


def _compiled(loss: str) -> str:
    return f"m.compile('adam', loss={loss})\n"


#: What precedes `fit`, the beginning of a fix's title, what it exchanges for what.
REPAIRS = [
    (LABELS + POOLED + _compiled("'categorical_crossentropy'"), "Use", "'cat", "'sparse_cat"),
    (ONE_HOT + POOLED + _compiled("'sparse_categorical_crossentropy'"), "Use", "'sparse_", "'"),
    (
        LABELS + POOLED + _compiled("keras.losses.CategoricalCrossentropy()"),
        "Use",
        "losses.Cat",
        "losses.SparseCat",
    ),
    (
        ONE_HOT + POOLED.replace("Dense(4", "Dense(5") + _compiled("'categorical_crossentropy'"),
        "Give the last layer 4 units",
        "Dense(5",
        "Dense(4",
    ),
    (
        ONE_HOT + PER_STEP.format("LSTM(8, return_sequences=True)") + _compiled("'categorical_crossentropy'"),
        "Let the last recurrent layer",
        "LSTM(8, return_sequences=True)",
        "LSTM(8)",
    ),
    ("y = np.random.rand(9, 12)\n" + REPEATED.format(6) + MSE, "Repeat 12", "RepeatVector(6)", "RepeatVector(12)"),
    ("y = np.random.rand(9, 12, 1)\n" + REPEATED.format("n=6") + MSE, "Repeat 12", "n=6", "n=12"),
]

#: Whose repair is not known, or would not do.
BEYOND = [
    "y = np.random.randint(0, 3, (9, 4, 2))\n" + POOLED + _compiled("'sparse_categorical_crossentropy'"),
    ONE_HOT
    + POOLED.replace("Dense(4", "Dense(5").replace("layers.Dense", "layers.Activation('relu'), layers.Dense")
    + _compiled("'sparse_categorical_crossentropy'"),
]


@pytest.mark.parametrize("keras", Generation)
@pytest.mark.parametrize(("body", "title", "old", "new"), REPAIRS)
def test_a_target_gets_what_it_wants(body: str, title: str, old: str, new: str, keras: Generation) -> None:
    program = Program(IMPORTS + body + FIT, keras)
    assert program.repaired(title) == IMPORTS + body.replace(old, new, 1) + FIT


@pytest.mark.parametrize("body", BEYOND)
def test_nothing_is_offered_that_would_not_do(body: str) -> None:
    program = Program(IMPORTS + body + FIT)
    assert not program.proven(program.only())


@pytest.mark.parametrize("keras", Generation)
def test_targets_in_the_other_order_are_exchanged(keras: Generation) -> None:
    made = "i = keras.Input((20, 3)); h = layers.LSTM(4)(i); a, b = np.random.rand(9, 2), np.random.rand(9, 5)\n"
    model = made + "m = keras.Model(i, [layers.Dense(2)(h), layers.Dense(5)(h)])\n" + MSE
    program = Program(IMPORTS + model + "m.fit(x, [b, a], verbose=0)\n", keras)
    assert program.repaired("Exchange the targets") == IMPORTS + model + "m.fit(x, [a, b], verbose=0)\n"
