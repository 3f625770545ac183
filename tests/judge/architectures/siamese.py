"""See the package."""

import keras
from keras import layers

encoder = keras.Sequential([keras.Input((50, 3)), layers.Conv1D(8, 5), layers.GlobalMaxPooling1D(), layers.Dense(6)])
left, right = keras.Input((50, 3)), keras.Input((50, 3))
merged = layers.Subtract()([encoder(left), encoder(right)])
model = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(merged))
