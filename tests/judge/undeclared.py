"""What the comparison of lists and signatures leaves out, with the reasons."""

from collections.abc import Mapping
from types import MappingProxyType

from conv1d_lsp.settings import Generation

K2, K3 = Generation

#: Classes under `keras.layers` that nobody puts into a model as they are.
NO_LAYERS: Mapping[str, str] = MappingProxyType({"Layer": "the base of all layers, which users derive from"})

#: Signatures that a declaration states otherwise than Keras's own, by layer and generation.
OTHER_SIGNATURES: Mapping[tuple[str, Generation], str] = MappingProxyType(
    {("AbstractRNNCell", K2): "that of the base of all layers, which takes the settings of every layer by place"}
)

#: Layers that this Keras has elsewhere only, or older releases had.
ELSEWHERE: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("CuDNNLSTM", "CuDNNGRU"), "under `tf.compat.v1`, and in releases of Keras 2 before TensorFlow 2")
)

#: Layers and aliases that are still to be declared, by the generations that have them. Who declares one takes it off.
IN_BOTH = """
"""
IN_KERAS_2 = """
"""
IN_KERAS_3 = """
"""

ON_THE_WAY: Mapping[Generation, frozenset[str]] = MappingProxyType(
    {K2: frozenset((IN_BOTH + IN_KERAS_2).split()), K3: frozenset((IN_BOTH + IN_KERAS_3).split())}
)
