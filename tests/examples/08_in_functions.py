"""The same block with different sizes: the second call of `build` runs out of steps, the first does not."""

import keras
from keras import layers


def block(x, filters, kernel_size=3, pool=2):
    x = layers.Conv1D(filters, kernel_size, activation="relu")(x)
    return layers.MaxPooling1D(pool)(x)


def build(steps, channels, widths=(16, 32, 64)):
    inputs = keras.Input(shape=(steps, channels))
    x = inputs
    for filters in widths:
        x = block(x, filters, kernel_size=5)
    return keras.Model(inputs, layers.GlobalMaxPooling1D()(x))


def main():
    long = build(200, 3)
    print(long.output_shape)  # (None, 64)
    short = build(30, 3)
    print(short.output_shape)


if __name__ == "__main__":
    main()
