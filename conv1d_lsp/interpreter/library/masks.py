"""Masks, as far as Keras raises over them: whether a tensor certainly carries one, or certainly none.

Measured in both generations: few layers look at a mask at all. `Softmax` wants one that fits its input, and so does
`GroupNormalization` of Keras 2, whose `Concatenate` joins masks as it joins tensors.
"""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, LayerObject, Tensor
from conv1d_lsp.layers.faults import MaskMisfit
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Number, Shape, Truth

#: Layers of one input whose output carries the mask that came in; recurrent ones if they give sequences.
_PASSING = frozenset(
    (
        "Dense Dropout LSTM GRU SimpleRNN Bidirectional BatchNormalization LayerNormalization Activation ReLU ELU "
        "LeakyReLU PReLU GaussianNoise GaussianDropout AlphaDropout SpatialDropout1D UnitNormalization "
        "ActivityRegularization"
    ).split()
)

#: Layers of Keras that make no mask where none came in: all others are not looked at.
_MAKES_NONE = _PASSING | frozenset(
    (
        "Input Conv1D MaxPooling1D AveragePooling1D Flatten Reshape RepeatVector Concatenate Add Multiply Permute "
        "GlobalMaxPooling1D GlobalAveragePooling1D ZeroPadding1D Cropping1D UpSampling1D TimeDistributed"
    ).split()
)


def mask_misfit(m: Machine, record: LayerObject, tensors: Sequence[Tensor]) -> MaskMisfit | None:
    """Why the masks that come with these tensors do not fit, where Keras raises over it; in Keras 3 as it runs."""
    if record.label == "Softmax" or (record.label == "GroupNormalization" and m.keras is Generation.KERAS_2):
        return _beside_input(m, record.label, tensors[0])
    if record.label == "Concatenate" and m.keras is Generation.KERAS_2:
        return _joined(m, record, tensors)
    return None


def _beside_input(m: Machine, label: str, tensor: Tensor) -> MaskMisfit | None:
    """The mask (batch, steps) is taken for one of (steps, channels)."""
    axes = tensor.shape.axes
    if axes is None or len(axes) != 3 or not _is_masked(m, tensor):
        return None
    steps, channels = axes[1], axes[2]
    known = isinstance(steps, Number) and isinstance(channels, Number)
    differ = (steps == channels) is Truth.NO and (steps == 1) is Truth.NO
    spread = m.keras is Generation.KERAS_2 and label == "Softmax" and (channels == 1) is Truth.YES
    return MaskMisfit((tensor.shape,), Shape(axes[:2]), spread, layer=label) if known and differ else None


def _joined(m: Machine, record: LayerObject, tensors: Sequence[Tensor]) -> MaskMisfit | None:
    """A mask for each step beside a tensor that has none, for which one of its own shape is made."""
    axis = None if record.configured is None else record.configured.settings.get("axis")
    joins_steps = isinstance(axis, Number) and axis.value in (1, -2)
    if not joins_steps or any(each.shape.axes is None or len(each.shape.axes) != 3 for each in tensors):
        return None
    masked = next((each for each in tensors if _is_masked(m, each)), None)
    bare = next((each for each in tensors if _is_bare(m, each) and (each.shape[2] == 1) is Truth.NO), None)
    if masked is None or bare is None:
        return None
    mask = Shape((masked.shape[0], masked.shape[1]))
    return MaskMisfit((masked.shape, bare.shape), mask, layer=record.label)


def _is_masked(m: Machine, tensor: Tensor) -> bool:
    """Whether a mask certainly comes with the tensor: from `Masking` or `Embedding(mask_zero=True)` on."""
    while tensor.node is not None and not tensor.node.partial:
        m.tick()
        node = tensor.node
        if node.label == "Masking":
            return True
        if node.label == "Embedding":
            return _makes_mask(m, node) is Truth.YES
        whole = len(node.inputs) == len(node.outputs) == 1 and len(tensor.shape.axes or ()) == 3
        if node.label not in _PASSING or not whole:
            return False
        tensor = node.inputs[0]
    return False


def _is_bare(m: Machine, tensor: Tensor) -> bool:
    """Whether certainly no mask comes with the tensor: nothing before it makes one."""
    todo, seen = [tensor.node], set[int]()
    while todo:
        m.tick()
        node = todo.pop()
        if node is None or node.partial:
            return False
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.label not in _MAKES_NONE and (node.label != "Embedding" or _makes_mask(m, node) is not Truth.NO):
            return False
        todo += [each.node for each in node.inputs]
    return True


def _makes_mask(m: Machine, node: GraphNode) -> Truth:
    """Whether an `Embedding` takes 0 for padding."""
    record = m.record(node.layer) if node.layer is not None else None
    if not isinstance(record, LayerObject) or record.configured is None:
        return Truth.UNSURE
    given = record.configured.settings.get("mask_zero")
    return Truth.YES if given is True else Truth.NO if given is False else Truth.UNSURE
