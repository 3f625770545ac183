"""The batch size does not belong into the shape of an Input."""

import numpy as np
from tensorflow.keras.layers import Conv1D, Input
from tensorflow.keras.models import Model

batch_size = 32

inputs = Input(shape=(batch_size, 100, 1))
features = Conv1D(64, 3, activation="relu")(inputs)
model = Model(inputs, features)
