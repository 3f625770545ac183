"""A call that runs in both generations, for every declaration that has no other layer as its argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from conv1d_lsp.layers import Inputs
from tests.units.layers.shorthand import shape


@dataclass(frozen=True)
class Example:
    name: str
    inputs: Inputs
    settings: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


SEQUENCE = shape(None, 12, 4)
IMAGE = shape(None, 12, 10, 4)
PAIR = (SEQUENCE, SEQUENCE)

EXAMPLES = [
    Example("Conv1D", SEQUENCE, {"filters": 8, "kernel_size": 3, "strides": 2, "groups": 2}),
    Example(
        "Conv1D", SEQUENCE, {"filters": 8, "kernel_size": (2,), "dilation_rate": 2, "data_format": "channels_first"}
    ),
    Example("Conv2D", IMAGE, {"filters": 8, "kernel_size": (3, 2), "padding": "same"}),
    Example("Conv1DTranspose", SEQUENCE, {"filters": 8, "kernel_size": 3, "strides": 2, "output_padding": 1}),
    Example("Conv2DTranspose", IMAGE, {"filters": 8, "kernel_size": 3, "padding": "same"}),
    Example("DepthwiseConv1D", SEQUENCE, {"kernel_size": 3, "depth_multiplier": 2}),
    Example("DepthwiseConv2D", IMAGE, {"kernel_size": 3, "strides": 2}),
    Example("SeparableConv1D", SEQUENCE, {"filters": 8, "kernel_size": 3}),
    Example("SeparableConv2D", IMAGE, {"filters": 8, "kernel_size": 3, "use_bias": False}),
    Example("MaxPooling1D", SEQUENCE, {"pool_size": 3, "strides": 2, "padding": "same"}),
    Example("AveragePooling2D", IMAGE, {"pool_size": (2, 3)}),
    Example("GlobalMaxPooling1D", SEQUENCE, {"keepdims": True}),
    Example("GlobalAveragePooling2D", IMAGE),
    Example("Dense", SEQUENCE, {"units": 5, "activation": "relu", "use_bias": False}),
    Example("Flatten", SEQUENCE),
    Example("Reshape", SEQUENCE, {"target_shape": (-1, 8)}),
    Example("Permute", SEQUENCE, {"dims": (2, 1)}),
    Example("RepeatVector", shape(None, 4), {"n": 3}),
    Example("ZeroPadding1D", SEQUENCE, {"padding": (1, 2)}),
    Example("ZeroPadding2D", IMAGE, {"padding": ((1, 2), (0, 1))}),
    Example("Cropping1D", SEQUENCE, {"cropping": 2}),
    Example("Cropping2D", IMAGE, {"cropping": ((1, 2), (0, 1))}),
    Example("UpSampling1D", SEQUENCE, {"size": 3}),
    Example("UpSampling2D", IMAGE, {"size": (2, 3)}),
    Example("Concatenate", (SEQUENCE, shape(None, 12, 3)), {"axis": -1}),
    Example("Add", (SEQUENCE, shape(None, 1, 4))),
    Example("Subtract", PAIR),
    Example("Average", (SEQUENCE, shape(None, 4))),
    Example("Dot", (SEQUENCE, shape(None, 7, 4)), {"axes": 2}),
    Example("BatchNormalization", SEQUENCE, {"axis": -1, "scale": False}),
    Example("LayerNormalization", SEQUENCE, {"axis": (1, 2)}),
    Example("GroupNormalization", SEQUENCE, {"groups": 2}),
    Example("UnitNormalization", SEQUENCE),
    Example("RMSNormalization", SEQUENCE),
    Example("PReLU", SEQUENCE, {"shared_axes": [1]}),
    Example("ReLU", SEQUENCE, {"max_value": 6.0}),
    Example("LeakyReLU", SEQUENCE),
    Example("Activation", SEQUENCE, {"activation": "softmax"}),
    Example("Dropout", SEQUENCE, {"rate": 0.5}),
    Example("SpatialDropout1D", SEQUENCE, {"rate": 0.5}),
    Example("SpatialDropout2D", IMAGE, {"rate": 0.5}),
    Example("GaussianNoise", SEQUENCE, {"stddev": 0.5}),
    Example("Masking", SEQUENCE),
    Example("Identity", SEQUENCE),
    Example("Rescaling", SEQUENCE, {"scale": 2.0}),
    Example("Embedding", shape(None, 7), {"input_dim": 100, "output_dim": 8}),
    Example("SimpleRNN", SEQUENCE, {"units": 5, "return_sequences": True}),
    Example("LSTM", SEQUENCE, {"units": 5, "return_sequences": True, "return_state": True}),
    Example("GRU", SEQUENCE, {"units": 5, "reset_after": False}),
    Example("Attention", PAIR, {"use_scale": True, "score_mode": "concat"}),
    Example("AdditiveAttention", PAIR, {"use_scale": False}),
]
