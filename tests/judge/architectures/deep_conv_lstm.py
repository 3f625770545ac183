"""See the package."""

import keras
from keras import layers

window, sensors, classes = 24, 9, 6

inputs = keras.Input((window, sensors))
x = layers.Reshape((window, sensors, 1))(inputs)
for _ in range(4):
    x = layers.Conv2D(8, (5, 1), activation="relu")(x)
x = layers.Reshape((x.shape[1], x.shape[2] * x.shape[3]))(x)
for _ in range(2):
    x = layers.LSTM(16, return_sequences=True)(x)
    x = layers.Dropout(0.5)(x)
x = layers.TimeDistributed(layers.Dense(classes, activation="softmax"))(x)
model = keras.Model(inputs, layers.GlobalAveragePooling1D()(x))
