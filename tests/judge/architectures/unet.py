"""See the package."""

import keras
from keras import layers

inputs = keras.Input((64, 1))
skips = []
x = inputs
for filters in (4, 8):
    x = layers.Conv1D(filters, 3, padding="same", activation="relu")(x)
    skips.append(x)
    x = layers.MaxPooling1D(2)(x)
x = layers.Conv1D(16, 3, padding="same")(x)
while skips:
    skip = skips.pop()
    x = layers.UpSampling1D(2)(x)
    x = layers.Concatenate()([x, skip])
    x = layers.Conv1D(skip.shape[-1], 3, padding="same")(x)
model = keras.Model(inputs, layers.Conv1D(1, 1, activation="sigmoid")(x))
