"""A small script with one fault: the last convolution reaches further than what is left."""

from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential(
    [
        keras.Input(shape=(160, 6)),
        layers.Conv1D(24, kernel_size=7, strides=2, activation="relu"),
        layers.AveragePooling1D(pool_size=5),
        layers.Conv1D(48, kernel_size=21),
        layers.GlobalMaxPooling1D(),
        layers.Dense(4, activation="softmax"),
    ]
)
