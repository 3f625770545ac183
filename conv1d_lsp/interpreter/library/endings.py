"""How a model ends: the activation that gave an output, wherever it is written."""

from __future__ import annotations

from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, LayerObject, ModelObject, Tensor
from conv1d_lsp.layers import Configured, Opaque
from conv1d_lsp.losses import Ending
from conv1d_lsp.shapes import Dim, Shape, dim

#: Layers that hand on the activation of what comes before them, for they only move numbers about.
_MOVING = frozenset({"Flatten", "Reshape", "Permute", "Dropout"})

#: Models nested deeper are not looked into.
_DEEPEST = 10

#: Layers that are an activation.
_THEMSELVES = {"Softmax": "softmax", "ReLU": "relu"}

#: Layers whose activation is applied to all that they give.
_WITH_ACTIVATION = frozenset(
    {"Dense", "Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "Conv1DTranspose", "Conv2DTranspose", "Activation"}
)


#: Functions that are the activations of these words.
_FUNCTIONS = frozenset("softmax sigmoid relu relu6 tanh elu selu leaky_relu gelu silu swish linear".split())
_WHERE = ("tensorflow", "tensorflow.nn", "tensorflow.math", "keras.activations", "keras.ops", "keras.backend")


def activation_named(path: str) -> str | None:
    """The word for a function that is an activation: `tf.nn.softmax`."""
    module, _, name = canonical(path).rpartition(".")
    return name if name in _FUNCTIONS and module in _WHERE else None


def activation_of(m: Machine, output: Tensor) -> str | None:
    """The word of the activation that gave the tensor; "linear" for none, None where it can't be told."""
    node = _last_layer(m, output)
    while node is not None and node.inputs and _changes_nothing(m, node):
        node = _last_layer(m, node.inputs[0])
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


def _last_layer(m: Machine, output: Tensor) -> GraphNode | None:
    """What gave the tensor; in a model within the model, its last layer."""
    node = output.node
    for _ in range(_DEEPEST):
        model = m.record(node.layer) if node is not None and node.layer is not None else None
        if not isinstance(model, ModelObject):
            return node
        outputs = () if model.uncertain else model.outputs or ()
        if output.index >= len(outputs):
            return None
        output = outputs[output.index]
        node = output.node
    return None


def written_activation(configured: Configured) -> str | None:
    """The same for a layer that is not called yet."""
    if configured.layer not in _WITH_ACTIVATION or "activation" in configured.undecided:
        return None
    value = configured.settings.get("activation")
    if isinstance(value, Opaque):
        return value.value if isinstance(value.value, str) else None
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
    inner = configured.settings.get("layer") if configured.layer == "TimeDistributed" else None
    configured = inner if isinstance(inner, Configured) else configured
    axis = configured.settings.get("axis") if configured.layer == "Softmax" else dim(-1)
    if written_activation(configured) != "softmax" and configured.layer != "Softmax":
        return False
    place = axis.value if isinstance(axis, Dim) else None
    axes = output.axes or ()
    return place is not None and -len(axes) <= place < len(axes) and axes[place].value == 1
