"""See the package."""

import keras
from keras import layers

inputs = keras.Input((20, 4))
x = layers.Conv1D(8, 3, dtype="float16")(inputs)
x = layers.BatchNormalization(dtype="float16")(x)
x = layers.Conv1D(6, 3, dtype="bfloat16")(x)
x = layers.TimeDistributed(layers.Dense(5), dtype="float64")(x)
x = layers.Bidirectional(layers.GRU(3, dtype="float64"))(x)
typed = keras.Model(inputs, layers.Dense(2, dtype="mixed_float16")(x))
normalizing = keras.Sequential(
    [keras.Input((20, 4)), layers.Normalization(), layers.LayerNormalization(dtype="float16")]
)
normalizing.layers[1].trainable = False

keras.mixed_precision.set_global_policy("mixed_float16")
mixed = keras.Sequential([keras.Input((20, 4)), layers.Conv1D(8, 3), layers.Normalization(), layers.LSTM(3)])
keras.mixed_precision.set_global_policy("float64")
doubles = keras.Sequential([keras.Input((20, 4)), layers.Conv1D(8, 3), layers.BatchNormalization(), mixed.layers[-1]])
keras.mixed_precision.set_global_policy("float32")
singles = keras.Sequential([keras.Input((20, 4)), layers.Conv1D(8, 3), layers.SeparableConv1D(3, 3, dtype="float64")])
