"""Operations that make symbolic tensors without a layer of the user's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, Tensor
from conv1d_lsp.layers import Moment
from conv1d_lsp.shapes import Shape


def automatic_name(m: Machine, kind: str) -> str:
    """The name that Keras gives to the next thing of a kind: `conv1d`, `conv1d_1`, …"""
    count = m.state.count_up(kind)
    return kind if count == 0 else f"{kind}_{count}"


def operation(
    m: Machine,
    label: str,
    kind: str,
    inputs: Sequence[Tensor],
    node: cst.CSTNode,
    compute: Callable[[Sequence[Shape]], Shape | None],
) -> Tensor | None:
    """The tensor of an operator or function on symbolic tensors; Keras makes a nameless layer for it.

    compute: the shape of the result for those of the inputs. None where they certainly do not fit.
    """

    def computed(given: Sequence[Shape]) -> Sequence[Shape] | None:
        shape = compute(given)
        return None if shape is None else (shape,)

    tensors = operations(m, label, kind, inputs, node, computed)
    return None if tensors is None else tensors[0]


def operations(
    m: Machine,
    label: str,
    kind: str,
    inputs: Sequence[Tensor],
    node: cst.CSTNode,
    compute: Callable[[Sequence[Shape]], Sequence[Shape] | None],
) -> tuple[Tensor, ...] | None:
    """The same for a function that gives several tensors."""
    found = compute([tensor.shape for tensor in inputs])
    if found is None:
        return None
    shapes = tuple(shape.nameless() for shape in found)

    def again(given: Sequence[Shape]) -> Sequence[Shape] | Moment:
        results = compute(given)
        return Moment.CALL if results is None else results

    m.counters.graph += 1
    name = automatic_name(m, kind)
    graph = GraphNode(None, label, name, tuple(inputs), shapes, m.site(node), m.counters.graph, again=again)
    return tuple(Tensor(shape, graph, index) for index, shape in enumerate(shapes))
