"""The graph of a functional model: its nodes in order, its layers as Keras lists them, its run on other shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, ModelObject, Ref, Tensor
from conv1d_lsp.layers import Moment
from conv1d_lsp.shapes import Shape, Unclear

#: What makes a layer one and the same in a graph: its address, or the operation's node.
LayerKey = tuple[str, int]


#: Models inside models deeper than this are not looked into.
DEEPEST_MODELS = 8

#: A layer run on other shapes takes as long as this many other steps.
STEPS_OF_A_NODE = 5


def key_of_layer(node: GraphNode) -> LayerKey:
    return ("layer", node.layer.address) if node.layer is not None else ("operation", node.number)


def unreachable(inputs: Sequence[Tensor], outputs: Sequence[Tensor]) -> Tensor | None:
    """An Input that the outputs depend on and that is not among the inputs; None if there is none."""
    known = {id(tensor.node): tensor for tensor in inputs}
    for node in nodes_between(inputs, outputs):
        if node.label == "Input" and id(node) not in known:
            return Tensor(node.outputs[0], node)
    return None


def nodes_between(inputs: Sequence[Tensor], outputs: Sequence[Tensor]) -> tuple[GraphNode, ...]:
    """The nodes from the inputs to the outputs, each after those that it depends on, in Keras's order of traversal."""
    stops = {id(tensor.node) for tensor in inputs}
    return nodes_up_to(outputs, lambda node: id(node) in stops)


def nodes_up_to(outputs: Sequence[Tensor], is_known: Callable[[GraphNode], bool]) -> tuple[GraphNode, ...]:
    """The nodes that the outputs depend on, in that order; what lies before a known one is left out."""
    done: set[int] = set()
    order: list[GraphNode] = []
    stack = [(tensor.node, False) for tensor in reversed(outputs) if tensor.node is not None]
    while stack:
        node, expanded = stack.pop()
        if expanded:
            order.append(node)
        elif id(node) not in done:
            done.add(id(node))
            stack.append((node, True))
            if not is_known(node):
                stack += [(tensor.node, False) for tensor in reversed(node.inputs) if tensor.node is not None]
    return tuple(order)


def has_unknown_part(inputs: Sequence[Tensor], outputs: Sequence[Tensor]) -> bool:
    """Whether some tensor in the graph has an origin that is not known, or one of several."""
    nodes = nodes_between(inputs, outputs)
    return any(tensor.node is None for node in nodes for tensor in node.inputs) or any(
        node.partial or node.label == "either" for node in nodes
    )


def is_symbolic(tensor: Tensor) -> bool:
    """Whether it certainly comes from an `Input`: what a layer gives for something unknown may be numbers."""
    certain: set[int] = set()
    for node in nodes_up_to([tensor], lambda node: False):
        known = [each.node is not None and id(each.node) in certain for each in node.inputs]
        if (all(known) if node.label == "either" else any(known)) or not (node.inputs or node.partial):
            certain.add(id(node))
    return tensor.node is not None and id(tensor.node) in certain


def has_operations(inputs: Sequence[Tensor], outputs: Sequence[Tensor]) -> bool:
    """Whether operators or functions stand in the graph, for which Keras 2 has layers of its own."""
    return any(node.layer is None for node in nodes_between(inputs, outputs))


def ordered_nodes(inputs: Sequence[Tensor], outputs: Sequence[Tensor]) -> tuple[GraphNode, ...]:
    """One node a layer, in the order of `model.layers`: by depth from the outputs, then by first traversal.

    Source: keras/src/ops/function.py, map_graph.
    """
    nodes = nodes_between(inputs, outputs)
    first_seen = {key: index for index, key in enumerate(_traversal(inputs, outputs))}
    depths: dict[int, int] = {}
    layer_depths: dict[LayerKey, int] = {}
    for node in reversed(nodes):
        key = key_of_layer(node)
        depth = max(depths.get(id(node), 0), layer_depths.get(key, 0))
        depths[id(node)] = layer_depths[key] = depth
        for tensor in node.inputs:
            if tensor.node is not None:
                depths[id(tensor.node)] = max(depth + 1, depths.get(id(tensor.node), 0))
    by_layer = {key_of_layer(node): node for node in nodes}
    keys = sorted(by_layer, key=lambda key: (-layer_depths[key], first_seen[key]))
    return tuple(by_layer[key] for key in keys)


def _traversal(inputs: Sequence[Tensor], outputs: Sequence[Tensor]) -> Iterator[LayerKey]:
    """The layers in the order in which a depth-first search from the outputs meets them."""
    stops = {id(tensor.node) for tensor in inputs}
    done: set[int] = set()
    seen: set[LayerKey] = set()
    stack = [tensor.node for tensor in reversed(outputs) if tensor.node is not None]
    while stack:
        node = stack.pop()
        if id(node) in done:
            continue
        done.add(id(node))
        key = key_of_layer(node)
        if key not in seen:
            seen.add(key)
            yield key
        if id(node) not in stops:
            stack += [tensor.node for tensor in reversed(node.inputs) if tensor.node is not None]


def graph_layers(inputs: Sequence[Tensor], outputs: Sequence[Tensor]) -> tuple[Ref, ...]:
    """`model.layers`, operations left out."""
    return tuple(node.layer for node in ordered_nodes(inputs, outputs) if node.layer is not None)


class Stopped(Struct, frozen=True, eq=False):
    """A node that refuses what it is given."""

    node: GraphNode
    given: tuple[Shape, ...]
    moment: Moment


#: Whether a node fails on these shapes for a reason that its layer does not look at.
Fails = Callable[[Machine, GraphNode, Sequence[Shape]], bool]


def run_graph(
    m: Machine,
    inputs: Sequence[Tensor],
    outputs: Sequence[Tensor],
    given: Sequence[Shape],
    fails: Fails = lambda m, node, given: False,
) -> tuple[Shape, ...] | Stopped:
    """The outputs' shapes when the inputs have other shapes, or the first node that refuses them."""
    shapes: dict[tuple[int, int], Shape] = {
        (id(tensor.node), tensor.index): shape for tensor, shape in zip(inputs, given, strict=True)
    }
    for node in nodes_between(inputs, outputs):
        if (id(node), 0) in shapes:
            continue
        m.tick(STEPS_OF_A_NODE)
        results = _run_node(m, node, [shapes.get((id(t.node), t.index), t.shape) for t in node.inputs], fails)
        if isinstance(results, Stopped):
            return results
        shapes |= {(id(node), index): shape for index, shape in enumerate(results)}
    return tuple(shapes.get((id(tensor.node), tensor.index), tensor.shape) for tensor in outputs)


def _run_node(m: Machine, node: GraphNode, given: Sequence[Shape], fails: Fails) -> Sequence[Shape] | Stopped:
    if fails(m, node, given):
        return Stopped(node, tuple(given), Moment.CALL)
    if node.again is not None:
        results = node.again(given)
        return Stopped(node, tuple(given), results) if isinstance(results, Moment) else results
    record = m.record(node.layer) if node.layer is not None else None
    inner = record if isinstance(record, ModelObject) else None
    outputs = inner.outputs if inner is not None and inner.inputs is not None else None
    if inner is not None and outputs is not None and all(tensor.node is not None for tensor in outputs):
        return run_graph(m, inner.inputs or (), outputs, given, fails)
    return [Shape.unknown(Unclear("a part of the model that is not known")) for _ in node.outputs]


def on_other_batch(old: Sequence[Shape], new: Sequence[Shape], outputs: Sequence[Shape]) -> Sequence[Shape]:
    """The outputs for inputs that differ in the batch axis only; otherwise they are not known."""
    unknown = [Shape.unknown(Unclear("a part of the model on another shape")) for _ in outputs]
    fits = all(_same_but_batch(a, b) for a, b in zip(old, new, strict=True))
    if not fits or not all(shape.ranked and shape.known_axes for shape in outputs):
        return unknown
    batch = old[0].known_axes[0]
    return [
        Shape((new[0].known_axes[0], *shape.known_axes[1:])) if shape.known_axes[0].same(batch) else shape
        for shape in outputs
    ]


def _same_but_batch(old: Shape, new: Shape) -> bool:
    if not old.ranked or not new.ranked or not 0 < len(old.known_axes) == len(new.known_axes):
        return False
    return all(a.same(b) for a, b in zip(old.known_axes[1:], new.known_axes[1:], strict=True))
