"""See the package."""

import keras
from keras import layers

inputs = keras.Input((96, 2), name="signal")
code = layers.Conv1D(8, 7, strides=2, padding="same", name="down")(inputs)
code = layers.Conv1D(4, 7, strides=2, padding="same")(code)
encoder = keras.Model(inputs, code, name="encoder")
back = keras.Input((24, 4))
x = layers.Conv1DTranspose(8, 7, strides=2, padding="same")(back)
x = layers.Conv1DTranspose(2, 7, strides=2, padding="same")(x)
decoder = keras.Model(back, x, name="decoder")
model = keras.Model(inputs, decoder(encoder(inputs)))
frozen = keras.Sequential([keras.Input((96, 2)), encoder, layers.Flatten(), layers.Dense(3)])
