"""See the package."""

import keras
from keras import layers


def residual_block(x, filters, kernel_size, dilation):
    y = x
    for _ in range(2):
        y = layers.Conv1D(filters, kernel_size, padding="causal", dilation_rate=dilation)(y)
        y = layers.LayerNormalization()(y)
        y = layers.Activation("relu")(y)
        y = layers.SpatialDropout1D(0.1)(y)
    if x.shape[-1] != filters:
        x = layers.Conv1D(filters, 1, padding="same")(x)
    return layers.Activation("relu")(layers.add([x, y]))


inputs = keras.Input(shape=(120, 3), name="series")
x = inputs
for level in range(4):
    x = residual_block(x, 12, 3, 2**level)
model = keras.Model(inputs, layers.Dense(1)(layers.Lambda(lambda z: z[:, -1, :])(x)), name="tcn")
