"""See the package."""

import keras
from keras import layers


def inception_module(x, filters=6, kernel_sizes=(41, 21, 11)):
    short = layers.Conv1D(filters, 1, padding="same", use_bias=False)(x) if int(x.shape[-1]) > 1 else x
    towers = [layers.Conv1D(filters, size, padding="same", use_bias=False)(short) for size in kernel_sizes]
    pooled = layers.MaxPool1D(pool_size=3, strides=1, padding="same")(x)
    towers.append(layers.Conv1D(filters, 1, padding="same", use_bias=False)(pooled))
    joined = layers.Concatenate(axis=2)(towers)
    return layers.Activation("relu")(layers.BatchNormalization()(joined))


def shortcut(x, y):
    x = layers.Conv1D(int(y.shape[-1]), 1, padding="same", use_bias=False)(x)
    return layers.Activation("relu")(layers.Add()([layers.BatchNormalization()(x), y]))


inputs = layers.Input((150, 1))
x = residual = inputs
for depth in range(6):
    x = inception_module(x)
    if depth % 3 == 2:
        x = shortcut(residual, x)
        residual = x
outputs = layers.Dense(3, activation="softmax")(layers.GlobalAveragePooling1D()(x))
model = keras.models.Model(inputs=inputs, outputs=outputs)
