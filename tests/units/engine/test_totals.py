"""Totals of parameters, where Keras prints them too."""

from conv1d_lsp.diagnostics import ModelFact
from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Generation, Settings

PROGRAM = """
import keras
from keras import layers

encoder = keras.Sequential([layers.Conv1D(8, 3, padding="same"), layers.MaxPooling1D(2)])
inputs = keras.Input((100, 4))
x = layers.GlobalAveragePooling1D()(encoder(inputs))
model = keras.Model(inputs, layers.Dense(3)(x))
{more}
"""


def models(more: str = "") -> dict[str | None, ModelFact]:
    analysis = analyze(PROGRAM.format(more=more), "x.py", Settings(keras=Generation.KERAS_3))
    return {model.variable: model for model in analysis.models}


def test_a_sequential_that_its_first_call_builds_is_counted() -> None:
    found = models()
    assert (found["encoder"].total_params, found["model"].total_params) == (104, 131)


def test_what_was_added_later_is_not_known() -> None:
    assert models("encoder.add(unknown)")["encoder"].total_params is None
