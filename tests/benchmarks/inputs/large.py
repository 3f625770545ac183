"""A program of 2,000 lines: functions that build models, plain models, layers of one's own and what prepares data."""

from collections.abc import Callable, Iterator
from itertools import count, cycle

LINES = 2_000

_HEAD = '''"""A collection of models for signals."""
import math

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers import Add, AveragePooling1D, BatchNormalization, Conv1D, Dense, Dropout, Input, LSTM


'''


def _network(number: int) -> str:
    return f'''def network_{number}(steps={320 + number}, channels=2, classes={3 + number % 7}):
    """The network number {number}."""
    signal = keras.Input(shape=(steps, channels), name="signal_{number}")
    # what comes in
    x = layers.Conv1D({24 + 8 * (number % 4)}, kernel_size=9, strides=2, padding="same", activation="relu")(signal)
    x = BatchNormalization()(x)
    x = AveragePooling1D(pool_size=2)(x)
    side = layers.Conv1D(48, 1, padding="same")(x)
    x = layers.Conv1D(48, 5, padding="same")(x)
    x = Add()([x, side])
    for level in range(3):
        x = layers.Conv1D(
            48 * (level + 1),
            kernel_size=5,
            padding="same",
            dilation_rate=2**level,
            name=f"network_{number}_{{level}}",
        )(x)
    x = layers.GlobalMaxPooling1D()(x)
    x = layers.Dropout(0.3)(x)
    return keras.Model(signal, layers.Dense(classes, activation="softmax")(x), name="network_{number}")


'''


def _stack(number: int) -> str:
    return f"""stack_{number} = keras.Sequential([
    Input(shape=({180 + number}, 3)),
    Conv1D(24, 7, activation="relu"),
    AveragePooling1D(2),
    Conv1D(48, 5, activation="relu"),
    Dropout(0.2),
    LSTM(32, return_sequences=True),
    layers.Flatten(),
    Dense(48, activation="relu"),
    Dense(2, activation="softmax"),
])


"""


def _layer(number: int) -> str:
    return f"""class Gated{number}(keras.layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.content = layers.Conv1D(filters, 5, padding="same")
        self.gate = layers.Conv1D(filters, 5, padding="same", activation="sigmoid")
        self.norm = layers.LayerNormalization(epsilon=1e-5)
        self.act = layers.Activation("tanh")

    def call(self, inputs, training=None):
        x = self.act(self.content(inputs)) * self.gate(inputs)
        return self.norm(x, training=training) + inputs

    def compute_output_shape(self, input_shape):
        return tuple(input_shape)


"""


def _preparation(number: int) -> str:
    return f"""def frames_{number}(signal, width={64 + number}, step=32):
    rows = 1 + (len(signal) - width) // step
    frames = np.empty((rows, width), dtype="float32")
    for row in range(rows):
        frames[row] = signal[row * step : row * step + width]
    low, high = frames.min(axis=1, keepdims=True), frames.max(axis=1, keepdims=True)
    if math.isnan(float(high.sum())):
        raise ValueError(f"{{rows}} rows of width {{width!r}} hold what is no number")
    return (frames - low) / (high - low + 1e-6)


"""


_PARTS: tuple[Callable[[int], str], ...] = (_network, _stack, _layer, _preparation)


def _parts() -> Iterator[str]:
    return (part(number) for number, part in zip(count(), cycle(_PARTS), strict=False))


def large() -> str:
    """The text."""
    text, networks = _HEAD, 0
    for part in _parts():
        if (text + part).count("\n") + networks + 3 > LINES:
            break
        text += part
        networks += part.startswith("def network")
    return text + "def main():\n" + "".join(f"    network_{4 * number}().summary()\n" for number in range(networks))
