"""Kernels and pools without padding eat the steps until none are left."""

import keras
from keras import layers

short = keras.Input(shape=(10, 8))
wide = layers.Conv1D(64, 30)(short)

model = keras.Sequential()
model.add(keras.Input(shape=(40, 3)))
model.add(layers.Conv1D(16, 5, activation="relu"))
model.add(layers.MaxPooling1D(3))
model.add(layers.Conv1D(32, 5, activation="relu"))
model.add(layers.MaxPooling1D(3))
model.add(layers.Conv1D(64, 5, activation="relu"))
model.add(layers.GlobalAveragePooling1D())
