"""A line about each argument that layers commonly take, for those who write it."""

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "filters": "how many channels come out",
        "kernel_size": "how many steps the window covers",
        "strides": "how many steps the window moves at a time",
        "pool_size": "how many steps become one",
        "padding": "what is done at the ends: valid nothing, same keeps the length, causal pads the past alone",
        "data_format": "where the channels stand",
        "dilation_rate": "the distance between the steps that the window looks at",
        "groups": "into how many groups the channels are split",
        "depth_multiplier": "how many channels come of each",
        "output_padding": "how many steps are added at one end",
        "activation": "what is applied to each number that comes out",
        "recurrent_activation": "what is applied inside of the recurrent step",
        "use_bias": "whether a bias is added",
        "units": "how many numbers come out",
        "rate": "which share is dropped",
        "dropout": "which share of the inputs is dropped",
        "recurrent_dropout": "which share of the state is dropped",
        "return_sequences": "whether an output comes of each step, or of the last one alone",
        "return_state": "whether the last state comes out besides",
        "go_backwards": "whether the steps are read from the end",
        "stateful": "whether the state is kept from one batch to the next",
        "keepdims": "whether the axis stays, with one place",
        "target_shape": "the shape without the batch axis",
        "input_dim": "the number of channels, or of words",
        "output_dim": "how many numbers stand for a word",
        "input_shape": "the shape that comes in, without the batch axis",
        "axis": "the axis that it works along",
        "size": "how often each step is repeated",
        "cropping": "how many steps are cut off at the two ends",
        "n": "how often the input is repeated",
        "num_heads": "how many heads attend",
        "key_dim": "the size of each head",
        "name": "the layer's name, unlike any other in the model",
        "trainable": "whether training changes its weights",
        "dtype": "the type of its numbers",
    }
)
