"""Multiply-accumulate counts of whole models, against TensorFlow's profiler.

The profiler counts neither grouped convolutions nor what stands in a loop, nor the products inside of an attention; and
of a transposed convolution with "valid" padding the borders too often.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import analyze
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation, Settings
from tests.judge.scripts import answer_of

SCRIPT = Path(__file__).with_name("under_keras.py")

START = {
    Generation.KERAS_3: "import keras\nfrom keras import layers\n",
    Generation.KERAS_2: "import tf_keras as keras\nfrom tf_keras import layers\n",
}

PROGRAMS = {
    "stack": """
model = keras.Sequential([
    keras.Input((100, 3)),
    layers.Conv1D(8, 5, activation="relu"),
    layers.BatchNormalization(),
    layers.MaxPooling1D(2),
    layers.Conv1D(6, 3, strides=2, padding="same"),
    layers.Flatten(),
    layers.Dense(4),
])
""",
    "dilated": """
x = inputs = keras.Input((200, 4))
for rate in (1, 2, 4):
    y = layers.Conv1D(8, 3, padding="causal", dilation_rate=rate)(x)
    x = layers.Add()([y, layers.Conv1D(8, 1)(x)])
model = keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling1D()(x)))
""",
    "steps by channels": """
model = keras.Sequential([
    keras.Input((40, 4)),
    layers.DepthwiseConv1D(5, depth_multiplier=2),
    layers.SeparableConv1D(6, 3),
    layers.Conv1DTranspose(3, 4, strides=2, padding="same"),
])
""",
    "pictures": """
model = keras.Sequential([
    keras.Input((32, 24, 3)),
    layers.Conv2D(8, (5, 3)),
    layers.DepthwiseConv2D(3),
    layers.SeparableConv2D(6, 3),
    layers.Conv2DTranspose(3, 4, strides=2, padding="same"),
])
""",
    "recurrent": """
model = keras.Sequential([
    keras.Input((20, 3)),
    layers.LSTM(5, unroll=True, return_sequences=True),
    layers.GRU(4, unroll=True, return_sequences=True),
    layers.Bidirectional(layers.SimpleRNN(3, unroll=True)),
    layers.Dense(4),
])
""",
    "shared and nested": """
part = keras.Sequential([keras.Input((50, 2)), layers.Conv1D(4, 3), layers.Flatten(), layers.Dense(8)])
a, b = keras.Input((50, 2)), keras.Input((50, 2))
head = layers.Dense(3)
model = keras.Model([a, b], layers.Concatenate()([head(part(a)), head(part(b))]))
""",
    "a layer of one's own": """
class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.first = layers.Conv1D(8, 3, padding="same")
        self.second = layers.Conv1D(8, 3, padding="same")

    def call(self, x):
        return x + self.second(self.first(x))

inputs = keras.Input((60, 8))
model = keras.Model(inputs, Block()(inputs))
""",
    "a kernel that is scaled": """
model = keras.Sequential([
    keras.Input((10, 4)),
    layers.SpectralNormalization(layers.Conv1D(8, 3)),
    layers.SpectralNormalization(layers.Dense(6)),
])
""",
    "letters": """
model = keras.Sequential([
    keras.Input((10, 4)),
    layers.EinsumDense("abc,cd->abd", output_shape=(10, 6), bias_axes="d"),
    layers.EinsumDense("abc,cde->abde", output_shape=(10, 2, 3)),
])
""",
    "each step": """
inputs = keras.Input((12, 30, 2))
x = layers.TimeDistributed(layers.Conv1D(4, 3))(inputs)
model = keras.Model(inputs, layers.Dense(5)(layers.TimeDistributed(layers.Flatten())(x)))
""",
}


@pytest.mark.parametrize("keras", Generation, ids=lambda keras: f"keras{keras.value}")
def test_multiplications_are_those_that_tensorflow_counts(
    keras: Generation, ask: Callable[[Generation], Worker]
) -> None:
    ask(keras).start()
    counted = dict(zip(PROGRAMS, profiled(keras), strict=True))
    said = {name: macs(program, keras) for name, program in PROGRAMS.items()}
    if keras is Generation.KERAS_2:
        assert (said.pop("letters"), counted.pop("letters")) == (600, 0)  # TensorFlow's einsum is not counted
    assert {name: macs and 2 * macs for name, macs in said.items()} == counted


def macs(program: str, keras: Generation) -> int | None:
    text = START[keras] + program
    analysis: Analysis = analyze(text, "model.py", Settings(keras=keras))
    model = next(model for model in analysis.models if model.variable == "model")
    parts = [row.cost.macs for row in model.layers]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def profiled(keras: Generation) -> list[int]:
    legacy = {"TF_USE_LEGACY_KERAS": "1"} if keras is Generation.KERAS_2 else {}
    command = str(SCRIPT), str(keras.value)
    answer: list[int] = answer_of(*command, request=list(PROGRAMS.values()), environment=legacy)
    return answer
