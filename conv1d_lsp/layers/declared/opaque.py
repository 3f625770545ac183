"""Layers around what is no layer of Keras: a saved model, a module of another library, columns of a table.

What they make of their input is theirs. Source: export/tfsm_layer.py, utils/jax_layer.py, utils/torch_utils.py of
Keras 3, feature_column/dense_features.py of Keras 2.
"""

from __future__ import annotations

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.parameters import Name, Raw, StrictFlag, raw
from conv1d_lsp.layers.weights import Built
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3


class Opaque(Layer):
    """A layer of which only the arguments are known."""

    several = Several.TAKEN

    def build(self, x: Inputs) -> Built:
        return Built(unclear=self.why())

    def call(self, x: Inputs) -> Shape:
        return Shape.unknown(self.why())

    def why(self) -> Unclear:
        return Unclear(f"what is inside a {type(self).__name__}")


@keras_layer("TFSMLayer", only=_K3)
class TFSMLayer(Opaque):
    """A saved model as a layer."""

    bare = True

    filepath = raw()
    call_endpoint = raw("serve")
    call_training_endpoint = raw(None)
    trainable = StrictFlag(True)
    name = Name(None)
    dtype = raw(None)


@keras_layer("JaxLayer", only=_K3)
class JaxLayer(Opaque):
    """A function of JAX as a layer."""

    since = releases(native_serialization_platforms=(3, 14))

    call_fn = raw()
    init_fn = raw(None)
    params = raw(None)
    state = raw(None)
    seed = raw(None)
    native_serialization_platforms = raw(None)


@keras_layer("FlaxLayer", only=_K3)
class FlaxLayer(Opaque):
    """A module of Flax as a layer."""

    module = raw()
    method = raw(None)
    variables = raw(None)


@keras_layer("TorchModuleWrapper", only=_K3)
class TorchModuleWrapper(Opaque):
    """A module of PyTorch as a layer."""

    since = releases(output_shape=(3, 10))

    module = raw()
    name = Name(None)
    output_shape = raw(None)


@keras_layer("DenseFeatures", only=_K2)
class DenseFeatures(Opaque):
    """Columns of a table as one tensor."""

    feature_columns = raw()
    trainable = StrictFlag(True)
    name = Name(None)
    partitioner = Raw(None, by_name=True)


@keras_layer("AbstractRNNCell", only=_K2)
class AbstractRNNCell(Opaque):
    """The base of cells of one's own; by itself it does nothing."""
