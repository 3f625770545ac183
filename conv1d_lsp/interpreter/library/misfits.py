"""What functions that join or multiply symbolic tensors refuse: both Kerases check at the call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from conv1d_lsp.arrays import Given
from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.matrices import product_misfit
from conv1d_lsp.interpreter.numbers_wanted import are_symbolic_here
from conv1d_lsp.interpreter.values import Tensor, Unknown
from conv1d_lsp.layers.declaration import axis_word
from conv1d_lsp.layers.faults import AxesDiffer, AxisOutOfRange, RanksDiffer
from conv1d_lsp.shapes import Dim, Shape, dim

#: Functions that join, with the name of their first parameter and their own axis, if they have one.
_JOINS: Mapping[str, tuple[str, int | None]] = {
    "keras.ops.concatenate": ("xs", -1),
    "keras.backend.concatenate": ("tensors", -1),
    "tensorflow.concat": ("values", None),
}

_PRODUCTS = frozenset({"keras.ops.matmul", "tensorflow.matmul", "tensorflow.linalg.matmul"})


def report_misfit(
    m: Machine,
    path: str,
    given: tuple[Given, ...],
    named: Mapping[str, Given],
    tensors: Sequence[Tensor],
    node: cst.CSTNode,
) -> Unknown | None:
    """Reports what does certainly not fit; None where that can't be told."""
    if not are_symbolic_here(m):
        return None
    fault: Fault | None = None
    if path in _JOINS:
        first, usual = _JOINS[path]
        values = given[0] if given else named.get(first)
        axis = given[1] if len(given) > 1 else named.get("axis", None if usual is None else dim(usual))
        fault = _joined(path, values, axis)
    elif path in _PRODUCTS and len(given) == 2 and not named:
        fault = product_misfit(*given)
    return None if fault is None else m.report(fault, node, inputs=tensors)


def _joined(path: str, values: Given, axis: Given) -> Fault | None:
    position = axis.value if isinstance(axis, Dim) else None
    shapes = [each for each in values if isinstance(each, Shape) and each.ranked] if isinstance(values, tuple) else []
    if position is None or len(shapes) < 2 or len(shapes) < len(values if isinstance(values, tuple) else ()):
        return None
    label = path.replace("tensorflow", "tf").replace("keras.backend", "K").removeprefix("keras.")
    rank = len(shapes[0].known_axes)
    if any(len(shape.known_axes) != rank for shape in shapes):
        return RanksDiffer(tuple(shapes), layer=label)
    if position >= rank or (position < -rank and not path.startswith("keras.backend.")):
        return AxisOutOfRange(dim(position), rank, shapes[0], layer=label)
    for index in range(rank):
        sizes = tuple(shape.known_axes[index] for shape in shapes)
        if index != position % rank and len({size.value for size in sizes} - {None}) > 1:
            return AxesDiffer(tuple(shapes), axis_word(index, rank), index, sizes, position % rank, layer=label)
    return None
