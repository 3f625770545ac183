"""See the package."""

import keras
from keras import layers

inputs = keras.Input((None, 1))
x = layers.Conv1D(8, 2, padding="causal")(inputs)
skips = []
for rate in (1, 2, 4):
    gate = layers.Conv1D(8, 2, padding="causal", dilation_rate=rate, activation="sigmoid")(x)
    wave = layers.Conv1D(8, 2, padding="causal", dilation_rate=rate, activation="tanh")(x)
    gated = layers.Multiply()([gate, wave])
    skips.append(layers.Conv1D(16, 1)(gated))
    x = layers.Add()([x, layers.Conv1D(8, 1)(gated)])
outputs = layers.Conv1D(4, 1, activation="softmax")(layers.ReLU()(layers.Add()(skips)))
model = keras.Model(inputs, outputs)
