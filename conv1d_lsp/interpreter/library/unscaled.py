"""Known data that go into a network as they were loaded: images from 0 to 255, columns of very different scales."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import libcst as cst

from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.graph import nodes_between
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ARRAYS_WRITTEN
from conv1d_lsp.interpreter.told_faults import Unscaled
from conv1d_lsp.interpreter.values import Array, LayerObject, ModelObject, Value

#: Of sets of images: the greatest number.
_IMAGES = dict.fromkeys(("mnist", "fashion_mnist", "cifar10", "cifar100"), 255)

#: Of tables with columns of very different scales: how many columns, and the greatest number; as the data say.
_TABLES = {
    "boston_housing": (13, 711),
    "california_housing": (8, 39_320),
    "fetch_california_housing": (8, 35_682),
    "load_wine": (13, 1_680),
    "load_breast_cancer": (30, 4_254),
}

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
    """Advice for a model that is trained on such data and has no layer that scales them."""
    data = m.visible(data)
    if not isinstance(data, Array) or not data.raw or ARRAYS_WRITTEN in m.state.variables or m.summarised_loops:
        return
    if model.uncertain and model.first is None:
        return
    labels = _layers(m, model)
    if not all(label in _KEEPING | _WEIGHING | _OTHERS for label in labels):
        return
    first = next((label for label in labels if label not in _KEEPING), None)
    greatest = _greatest(data)
    if first in _WEIGHING and greatest is not None:
        fault = Unscaled(data.raw, greatest, data.raw in _TABLES, first)
        m.report(fault, node, promise=Promise.RUNS, inputs=(data,))


def _greatest(data: Array) -> int | None:
    """The greatest number in it; None where that is not known: of a table, some columns may have been chosen."""
    if data.raw in _IMAGES:
        return _IMAGES[data.raw]
    columns, greatest = _TABLES.get(data.raw, (0, 0))
    sizes = [axis.value for axis in data.shape.known_axes[1:]] if data.shape.ranked else []
    whole = None not in sizes and prod(size for size in sizes if size is not None) == columns
    return greatest if columns and whole else None


def _layers(m: Machine, model: ModelObject) -> Sequence[str]:
    """What the layers are, from the input on."""
    if model.kind == "Sequential":
        records = [m.record(layer) for layer in model.layers]
        return [record.label if isinstance(record, LayerObject) else "?" for record in records]
    return [each.label for each in nodes_between(model.inputs or (), model.outputs or ())]
