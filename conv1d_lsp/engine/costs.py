"""What a model costs to run: multiply-accumulate operations and activations, layer by layer, for one sample."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from conv1d_lsp.diagnostics import Cost
from conv1d_lsp.interpreter.findings import Interpretation
from conv1d_lsp.interpreter.graph import DEEPEST_MODELS, nodes_between
from conv1d_lsp.interpreter.values import GraphNode, LayerObject, ModelObject, Ref
from conv1d_lsp.layers.calling import declared_inputs
from conv1d_lsp.layers.requirement import Refusal
from conv1d_lsp.shapes import Shape, dim

#: Operations that multiply matrices: what they cost is not counted.
_PRODUCTS = frozenset({"@", "matmul", "dot", "einsum", "tensordot", "batch_dot"})


class Costs:
    """What the calls in one model cost. A layer that is called twice counts twice."""

    def __init__(self, interpretation: Interpretation, model: ModelObject) -> None:
        self._interpretation = interpretation
        self._calls: dict[Ref, list[GraphNode]] = {}
        for node in nodes_between(model.inputs or (), model.outputs or ()):
            if node.layer is not None:
                self._calls.setdefault(node.layer, []).append(node)

    def of(self, layer: Ref | None, node: GraphNode | None) -> Cost:
        """Of all calls of a layer, or of one node that has none; not known where the model does not call it yet."""
        if layer is None:
            return Cost(None, None) if node is None else self._node(node)
        calls = self._calls.get(layer)
        return Cost(None, None) if calls is None else added(map(self._node, calls))

    def _node(self, node: GraphNode, depth: int = 0) -> Cost:
        activations = _numbers(node.outputs)
        if node.label == "Input":
            return Cost(0, activations)
        if node.inside:
            inner = [each for each in nodes_between(node.inputs, node.inside) if each not in _origins(node)]
            return self._sum(inner, activations, depth)
        if node.layer is None:
            return Cost(None if node.label in _PRODUCTS else 0, activations)
        record = self._interpretation.objects.get(node.layer.address)
        if isinstance(record, ModelObject) and record.inputs is not None and record.outputs is not None:
            inner = [each for each in nodes_between(record.inputs, record.outputs) if each.label != "Input"]
            return self._sum(inner, activations, depth)
        return Cost(_macs(record, node) if isinstance(record, LayerObject) else None, activations)

    def _sum(self, nodes: Iterable[GraphNode], activations: int | None, depth: int) -> Cost:
        if depth == DEEPEST_MODELS:
            return Cost(None, activations)
        return added(self._node(each, depth + 1) for each in nodes)


def added(costs: Iterable[Cost]) -> Cost:
    """All of them together; None where one of them is not known."""
    macs: int | None = 0
    activations: int | None = 0
    for cost in costs:
        macs = None if macs is None or cost.macs is None else macs + cost.macs
        activations = None if activations is None or cost.activations is None else activations + cost.activations
    return Cost(macs, activations)


def _origins(node: GraphNode) -> list[GraphNode]:
    return [tensor.node for tensor in node.inputs if tensor.node is not None]


def _macs(record: LayerObject, node: GraphNode) -> int | None:
    if (
        record.configured is None
        or record.built is None
        or record.built.variants
        or len(record.configured.variants) > 1
    ):
        return None
    layer = record.configured.variants[0]
    tensors = declared_inputs(type(layer), tuple(tensor.shape for tensor in node.inputs))
    if tensors is None or record.built.unclear is not None:
        return None
    try:
        macs = layer.macs(record.built, *tensors)
    except Refusal:
        return None
    return None if macs is None else macs.value


def _numbers(outputs: Iterable[Shape]) -> int | None:
    """How many numbers these tensors hold for one sample."""
    total = 0
    for shape in outputs:
        size = prod(shape.known_axes[1:], start=dim(1)).value if shape.ranked else None
        if size is None:
            return None
        total += size
    return total
