"""See the package."""

import keras
from keras import layers

model = keras.Sequential(name="crnn")
model.add(keras.Input((100, 4)))
model.add(layers.Conv1D(12, 7, strides=2, padding="same"))
model.add(layers.Bidirectional(layers.LSTM(10, return_sequences=True)))
model.add(layers.GRU(7))
model.add(layers.Dense(2, name="head"))
