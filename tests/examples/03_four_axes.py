"""Three features of two values each: Conv1D has no place for a fourth axis. Keras 2 takes it as batch."""

import numpy as np
from tensorflow.keras.layers import Conv1D, Input
from tensorflow.keras.models import Model

batch_size = 64
steps = 50

inputs = Input(shape=(steps, 3, 2))
features = Conv1D(32, 5, padding="same")(inputs)
model = Model(inputs, features)
model.summary()

data = np.random.rand(batch_size, steps, 3, 2)
output = model(data)
print(output.shape)  # this should return (64, 50, 32)
