"""See the package."""

import keras
from keras import layers


def block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = layers.Conv1D(filters, 1)(x)
    y = layers.Conv1D(filters, 3, padding="same")(x)
    y = layers.BatchNormalization()(y)
    y = layers.ReLU()(y)
    y = layers.Conv1D(filters, 3, padding="same")(y)
    return layers.Add()([shortcut, y])


inputs = keras.Input((64, 2))
x = inputs
for filters in (8, 8, 16):
    x = block(x, filters)
model = keras.Model(inputs, layers.Dense(3)(layers.GlobalMaxPooling1D()(x)))
