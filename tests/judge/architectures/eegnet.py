"""See the package."""

from keras.constraints import max_norm
from keras.layers import (
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Flatten,
    Input,
    SeparableConv2D,
)
from keras.models import Model


def eegnet(classes, channels=22, samples=128, kernel_length=64, f1=4, depth=2, f2=8, rate=0.5):
    inputs = Input(shape=(channels, samples, 1))
    x = Conv2D(f1, (1, kernel_length), padding="same", use_bias=False)(inputs)
    x = BatchNormalization()(x)
    x = DepthwiseConv2D((channels, 1), use_bias=False, depth_multiplier=depth, depthwise_constraint=max_norm(1.0))(x)
    x = Activation("elu")(BatchNormalization()(x))
    x = Dropout(rate)(AveragePooling2D((1, 4))(x))
    x = SeparableConv2D(f2, (1, 16), use_bias=False, padding="same")(x)
    x = Activation("elu")(BatchNormalization()(x))
    x = Dropout(rate)(AveragePooling2D((1, 8))(x))
    x = Flatten(name="flatten")(x)
    x = Dense(classes, name="dense", kernel_constraint=max_norm(0.25))(x)
    return Model(inputs=inputs, outputs=Activation("softmax", name="softmax")(x))


model = eegnet(4)
