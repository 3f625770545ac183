"""See the package."""

import keras
from keras import layers

words = keras.Input((40,))
x = layers.Embedding(500, 16)(words)
towers = []
for size in (3, 4, 5):
    tower = layers.Conv1D(10, size, activation="relu")(x)
    towers.append(layers.GlobalMaxPooling1D()(tower))
x = layers.concatenate(towers)
model = keras.Model(words, layers.Dense(2, activation="softmax")(layers.Dropout(0.4)(x)))
