"""See the package."""

from keras.layers import Conv1D, Dense, Dropout, Flatten, Input, MaxPooling1D
from keras.models import Sequential

model = Sequential(name="vgg1d")
model.add(Input(shape=(256, 2)))
for block, (filters, repeats) in enumerate([(4, 2), (8, 2), (16, 3), (16, 3)], start=1):
    for number in range(1, repeats + 1):
        name = f"block{block}_conv{number}"
        model.add(Conv1D(filters, 3, activation="relu", padding="same", name=name))
    model.add(MaxPooling1D(2, name=f"block{block}_pool"))
model.add(Flatten())
model.add(Dense(32, activation="relu"))
model.add(Dropout(0.5))
model.add(Dense(10, activation="softmax", name="predictions"))
