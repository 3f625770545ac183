"""Images that go into a network as they were loaded: numbers from 0 to 255, where 0 to 1 is meant."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.graph import nodes_between
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ARRAYS_WRITTEN
from conv1d_lsp.interpreter.told_faults import Unscaled
from conv1d_lsp.interpreter.values import Array, LayerObject, ModelObject, Value

#: Layers after which small numbers are small and large ones large. A model that has any other may scale them.
_KEEPING = frozenset(
    "Input InputLayer Reshape Permute Flatten Dropout SpatialDropout1D SpatialDropout2D ZeroPadding1D ZeroPadding2D "
    "Cropping1D Cropping2D MaxPooling1D MaxPooling2D AveragePooling1D AveragePooling2D GlobalMaxPooling1D "
    "GlobalMaxPooling2D GlobalAveragePooling1D GlobalAveragePooling2D".split()
)
_WEIGHING = frozenset(
    "Dense Conv1D Conv2D SeparableConv1D SeparableConv2D DepthwiseConv1D DepthwiseConv2D LSTM GRU SimpleRNN".split()
)
_OTHERS = frozenset("Activation ReLU LeakyReLU ELU PReLU Softmax Add Concatenate UpSampling1D UpSampling2D".split())


def check_scale(m: Machine, model: ModelObject, data: Value, node: cst.CSTNode) -> None:
    """Advice for a model that is trained on such images and has no layer that scales them."""
    data = m.visible(data)
    if not isinstance(data, Array) or not data.images or ARRAYS_WRITTEN in m.state.variables or m.summarised_loops:
        return
    if model.uncertain and model.first is None:
        return
    labels = _layers(m, model)
    if not all(label in _KEEPING | _WEIGHING | _OTHERS for label in labels):
        return
    first = next((label for label in labels if label not in _KEEPING), None)
    if first in _WEIGHING:
        m.report(Unscaled(data.images, first), node, promise=Promise.RUNS, inputs=(data,))


def _layers(m: Machine, model: ModelObject) -> Sequence[str]:
    """What the layers are, from the input on."""
    if model.kind == "Sequential":
        records = [m.record(layer) for layer in model.layers]
        return [record.label if isinstance(record, LayerObject) else "?" for record in records]
    return [each.label for each in nodes_between(model.inputs or (), model.outputs or ())]
