"""A batch of 32 sequences of 100 steps with 1 feature: all right."""

import numpy as np
from tensorflow.keras.layers import Conv1D, Input
from tensorflow.keras.models import Model

batch_size = 32
steps = 100
input_dim = 1

inputs = Input(shape=(steps, input_dim))
features = Conv1D(filters=64, kernel_size=3, activation="relu")(inputs)
model = Model(inputs=inputs, outputs=features)
model.summary()

data = np.random.rand(batch_size, steps, input_dim)
output = model(data)
print(output.shape)  # this should return (32, 98, 64)
