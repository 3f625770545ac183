"""64 sequences of 50 steps with 5 features; padding keeps the number of steps: all right."""

import numpy as np
from tensorflow.keras.layers import Conv1D, Input
from tensorflow.keras.models import Model

batch_size = 64
steps = 50
input_dim = 5

inputs = Input(shape=(steps, input_dim))
features = Conv1D(32, 5, padding="same")(inputs)
model = Model(inputs, features)
model.summary()

data = np.random.rand(batch_size, steps, input_dim)
output = model(data)
print(output.shape)  # this should return (64, 50, 32)
