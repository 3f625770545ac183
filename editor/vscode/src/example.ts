/** A first model to look at: its second window is longer than what is left of the sequence. */
export const EXAMPLE = `import keras
from keras import layers

inputs = keras.Input(shape=(100, 1))
x = layers.Conv1D(32, 5, activation="relu")(inputs)
x = layers.MaxPooling1D(4)(x)
x = layers.MaxPooling1D(4)(x)
x = layers.Conv1D(64, 9, activation="relu")(x)
x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs, outputs)
`;
