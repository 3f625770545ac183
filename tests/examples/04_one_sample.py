"""A prediction for one sequence: its batch axis is missing."""

import numpy as np
from tensorflow.keras.layers import Conv1D, Input
from tensorflow.keras.models import Model

steps = 100
input_dim = 1

inputs = Input(shape=(steps, input_dim))
features = Conv1D(64, 3, activation="relu")(inputs)
model = Model(inputs, features)

data = np.random.rand(steps, input_dim)
prediction = model.predict(data)
