"""See the package."""

import keras
from keras import layers

inputs = keras.Input((30, 8))
normal = layers.LayerNormalization(epsilon=1e-6)(inputs)
attended = layers.MultiHeadAttention(num_heads=2, key_dim=8, dropout=0.1)(normal, normal)
res = layers.Add()([attended, inputs])
x = layers.Conv1D(16, 1, activation="relu")(layers.LayerNormalization(epsilon=1e-6)(res))
x = layers.Add()([layers.Conv1D(8, 1)(x), res])
model = keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling1D()(x)))
