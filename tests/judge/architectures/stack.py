"""See the package."""

import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((128, 3)),
        layers.Conv1D(16, 5, activation="relu"),
        layers.BatchNormalization(),
        layers.MaxPooling1D(2),
        layers.Conv1D(32, 3, padding="same", use_bias=False),
        layers.GlobalAveragePooling1D(),
        layers.Dropout(0.5),
        layers.Dense(4, activation="softmax"),
    ]
)
