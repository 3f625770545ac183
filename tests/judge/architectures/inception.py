"""See the package."""

import keras
from keras import layers

inputs = keras.Input((96, 2))
bottleneck = layers.Conv1D(8, 1, padding="same", use_bias=False)(inputs)
branches = [layers.Conv1D(8, k, padding="same", use_bias=False)(bottleneck) for k in (40, 20, 10)]
pooled = layers.MaxPooling1D(3, strides=1, padding="same")(inputs)
branches.append(layers.Conv1D(8, 1, padding="same", use_bias=False)(pooled))
x = layers.Concatenate(axis=-1)(branches)
x = layers.Activation("relu")(layers.BatchNormalization()(x))
model = keras.Model(inputs, layers.Dense(5)(layers.GlobalAveragePooling1D()(x)))
