"""How a model ends: the activation that gave an output, wherever it is written."""

from __future__ import annotations

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, LayerObject, Tensor
from conv1d_lsp.layers import Configured
from conv1d_lsp.losses import Ending
from conv1d_lsp.shapes import Dim, Shape, dim

#: Layers that hand on the activation of what comes before them, for they only move numbers about.
_MOVING = frozenset({"Flatten", "Reshape", "Permute", "Dropout"})

#: Layers that are an activation.
_THEMSELVES = {"Softmax": "softmax", "ReLU": "relu"}

#: Layers whose activation is applied to all that they give.
_WITH_ACTIVATION = frozenset(
    {"Dense", "Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "Conv1DTranspose", "Conv2DTranspose", "Activation"}
)


def activation_of(m: Machine, output: Tensor) -> str | None:
    """The word of the activation that gave the tensor; "linear" for none, None where it can't be told."""
    node = output.node
    while node is not None and node.inputs and _changes_nothing(m, node):
        node = node.inputs[0].node
    configured = None if node is None else _configured(m, node)
    if configured is None or node is None:
        return None
    if configured.layer in _THEMSELVES:
        return _THEMSELVES[configured.layer]
    if configured.layer == "TimeDistributed":
        inner = configured.settings.get("layer")
        configured = inner if isinstance(inner, Configured) else configured
    if configured.layer in _MOVING and node.inputs:
        return None
    return written_activation(configured)


def written_activation(configured: Configured) -> str | None:
    """The same for a layer that is not called yet."""
    if configured.layer not in _WITH_ACTIVATION or "activation" in configured.undecided:
        return None
    value = configured.settings.get("activation")
    if value is None or value == "linear":
        return None if configured.layer == "Activation" else "linear"
    return value if isinstance(value, str) else None


def ending_of(m: Machine, output: Tensor) -> Ending | None:
    """What gave the output, as a loss of Keras 2 looks at it; None where it can't be told."""
    word = activation_of(m, output)
    if word is None:
        return None
    return {"sigmoid": Ending.SIGMOID, "softmax": Ending.SOFTMAX}.get(word, Ending.OTHER)


def _changes_nothing(m: Machine, node: GraphNode) -> bool:
    """Whether it is `Activation("linear")`, as at the end of models of mixed precision."""
    configured = _configured(m, node)
    return (
        configured is not None
        and configured.layer == "Activation"
        and "activation" not in configured.undecided
        and configured.settings.get("activation") in (None, "linear")
    )


def _configured(m: Machine, node: GraphNode) -> Configured | None:
    record = m.record(node.layer) if node.layer is not None else None
    return record.configured if isinstance(record, LayerObject) and record.function is None else None


def is_softmax_of_one(configured: Configured, output: Shape) -> bool:
    """Whether a layer gives the softmax along an axis of size 1: ones, whatever it gets."""
    axis = configured.settings.get("axis") if configured.layer == "Softmax" else dim(-1)
    if written_activation(configured) != "softmax" and configured.layer != "Softmax":
        return False
    place = axis.value if isinstance(axis, Dim) else None
    axes = output.axes or ()
    return place is not None and -len(axes) <= place < len(axes) and axes[place].value == 1
