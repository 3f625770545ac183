"""`a @ b`: the product of matrices."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.arrays import Given, find
from conv1d_lsp.interpreter.faults import CannotBroadcast
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.numbers_wanted import are_symbolic_here
from conv1d_lsp.interpreter.symbolic import operation
from conv1d_lsp.interpreter.values import Array, Tensor, Value
from conv1d_lsp.shapes import Shape


def matrix_product(m: Machine, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """(…, n, k) @ (…, k, m) -> (…, n, m); what does not fit is unknown."""
    if not isinstance(left, Tensor | Array) or not isinstance(right, Tensor | Array):
        return m.unknown("a product of something that is not known", node)
    operands = (left, right)
    symbolic = [value for value in operands if isinstance(value, Tensor)]

    def compute(given: Sequence[Shape]) -> Shape | None:
        shapes = iter(given)
        pair = tuple(next(shapes) if isinstance(value, Tensor) else value.shape for value in operands)
        function = find("numpy.matmul")
        return None if function is None else function.call(pair, {})

    if symbolic:
        made = operation(m, "@", "matmul", symbolic, node, compute)
        misfit = None if made is not None or not are_symbolic_here(m) else product_misfit(left.shape, right.shape)
        if misfit is not None:
            return m.report(misfit, node, inputs=operands)
        return made or m.unknown("a product that can't be told", node)
    shape = compute(())
    library = next((value.library for value in operands if isinstance(value, Array)), "numpy")
    return (
        m.unknown("a product that can't be told", node)
        if shape is None
        else Array(shape, m.site(node), "@", None, library)
    )


def product_misfit(left: Given, right: Given) -> CannotBroadcast | None:
    """(…, n, k) and (…, j, m) where k is not j."""
    if not isinstance(left, Shape) or not isinstance(right, Shape) or not left.ranked or not right.ranked:
        return None
    if len(left.known_axes) < 2 or len(right.known_axes) < 2:
        return None
    columns, rows = left.known_axes[-1].value, right.known_axes[-2].value
    return None if columns is None or rows is None or columns == rows else CannotBroadcast("@", left, right)
