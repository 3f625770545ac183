import keras
from keras import layers

steps, features = 100, 1

inputs = keras.Input(shape=(steps, features))
x = layers.Conv1D(64, 3, activation="relu")(inputs)
x = layers.MaxPooling1D(4)(x)
x = layers.Conv1D(128, 5, activation="relu")(x)
x = layers.MaxPooling1D(4)(x)
x = layers.Conv1D(256, 9, activation="relu")(x)

x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.summary()
