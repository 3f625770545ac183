"""The lines above a mixed model: imports, and classes that it may use."""

HEAD = [
    "import keras",
    "from keras import layers",
    "import numpy as np",
    "import tensorflow as tf",
    "",
]

CLASSES = """
class Residual(layers.Layer):
    def __init__(self, filters, size=3, **kwargs):
        super().__init__(**kwargs)
        self.first = layers.Conv1D(filters, size, padding="same", activation="relu")
        self.second = layers.Conv1D(filters, size, padding="same")
        self.filters = filters

    def build(self, input_shape):
        self.shortcut = layers.Conv1D(self.filters, 1) if input_shape[-1] != self.filters else None
        super().build(input_shape)

    def call(self, x):
        y = self.second(self.first(x))
        return y + (x if self.shortcut is None else self.shortcut(x))


class Scale(layers.Layer):
    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones", name="scale")

    def call(self, inputs):
        return inputs * self.scale


class Halves(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.gate = layers.Dense(units, activation="sigmoid")
        self.units = units

    def call(self, x):
        return self.gate(x), x[:, 1:]

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.units), (input_shape[0], None, *input_shape[2:])


class Tower(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.conv = layers.Conv1D(units, 3, strides=2)
        self.pool = layers.GlobalMaxPooling1D()
        self.head = layers.Dense(units)

    def call(self, x, training=None):
        return self.head(self.pool(self.conv(x)))


def block(x, filters, size):
    y = layers.Conv1D(filters, size, padding="same")(x)
    y = layers.BatchNormalization()(y)
    y = layers.Activation("relu")(y)
    if x.shape[-1] == filters:
        y = layers.Add()([x, y])
    return y
""".strip("\n").split("\n")
