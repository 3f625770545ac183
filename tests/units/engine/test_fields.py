"""Receptive fields of whole programs: through branches, models in models and layers of the user's own."""

import pytest

from conv1d_lsp.diagnostics import show_field
from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Generation, Settings

START = """\
import keras
from keras import layers

"""

BLOCKS = """\
def block(x, rate):
    y = layers.Conv1D(8, 3, padding="causal", dilation_rate=rate, activation="relu")(x)
    y = layers.Conv1D(8, 3, padding="causal", dilation_rate=rate)(y)
    return layers.Activation("relu")(x + y)

inputs = keras.Input((1000, 8))
x = inputs
for rate in (1, 2, 4, 8):
    x = block(x, rate)
"""


def seen(text: str, layer: str) -> list[str]:
    """What the last call of a layer of this class sees."""
    analysis = analyze(START + text, "model.py", Settings(keras=Generation.KERAS_3))
    last = [fact for fact in analysis.tensors if fact.layer == layer][-1]
    return [f"{show_field(field)}, stride {field.stride}, padding {field.padding}" for field in last.fields]


def test_dilated_blocks_with_shortcuts() -> None:
    assert seen(BLOCKS, "Activation") == ["sees 61 of the 1,000 steps, stride 1, padding 60"]


def test_a_model_in_a_model() -> None:
    inner = "part = keras.Sequential([keras.Input((90, 4)), layers.Conv1D(4, 5), layers.MaxPooling1D(2)])\n"
    text = inner + "x = keras.Input((90, 4))\ny = layers.Conv1D(2, 3)(part(x))\n"
    assert seen(text, "Conv1D") == ["sees 10 of the 90 steps, stride 2, padding 0"]


def test_a_layer_of_the_users_own() -> None:
    text = """\
class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv1D(8, 5, padding="same")

    def call(self, x):
        return x + self.conv(x)

x = keras.Input((50, 8))
y = layers.AveragePooling1D(2)(Block()(x))
"""
    assert seen(text, "AveragePooling1D") == ["sees 6 of the 50 steps, stride 2, padding 2"]


def test_lengths_that_are_not_known() -> None:
    text = 'x = keras.Input((None, 8))\ny = layers.Conv1D(8, 4, strides=2, padding="same")(x)\n'
    assert seen(text, "Conv1D") == ["sees 4 steps, stride 2, padding None"]


def test_two_inputs() -> None:
    text = """\
a = keras.Input((50, 8), name="a")
b = keras.Input((50, 8), name="b")
y = layers.Add()([layers.Conv1D(8, 3, padding="same")(a), layers.Conv1D(8, 9, padding="same")(b)])
"""
    assert seen(text, "Add") == [
        "sees 3 of the 50 steps, stride 1, padding 1",
        "sees 9 of the 50 steps, stride 1, padding 4",
    ]


@pytest.mark.parametrize(
    "layer", ["layers.Permute((2, 1))(x)", "layers.Lambda(lambda t: t[:, ::-1])(x)", "x[:, ::2]", "layers.LSTM(4)(x)"]
)
def test_nothing_is_said_of_what_is_not_followed(layer: str) -> None:
    text = f'x = layers.Conv1D(8, 3)(keras.Input((50, 8)))\nx = {layer}\ny = layers.Activation("relu")(x)\n'
    assert seen(text, "Activation") == []
