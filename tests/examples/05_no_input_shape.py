"""A Sequential whose first layer knows no input shape."""

from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    layers.Conv1D(32, 3, activation="relu"),
    layers.GlobalMaxPooling1D(),
    layers.Dense(10, activation="softmax"),
])
model.summary()
weights = model.get_weights()
print(model.output_shape)
