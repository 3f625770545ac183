"""`a @ b`: the product of matrices."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.arrays import Library, Misfit, products
from conv1d_lsp.interpreter.library.misfits import report_misfit, report_on_arrays
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.numbers_wanted import array_in_front
from conv1d_lsp.interpreter.symbolic import operation
from conv1d_lsp.interpreter.values import Array, Tensor, Value
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear


def matrix_product(m: Machine, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """(…, n, k) @ (…, k, m) -> (…, n, m); what does not fit is unknown."""
    if not isinstance(left, Tensor | Array) or not isinstance(right, Tensor | Array):
        return m.unknown("a product of something that is not known", node)
    if (refused := array_in_front(m, "@", left, right, node)) is not None:
        return refused
    operands = (left, right)
    symbolic = [value for value in operands if isinstance(value, Tensor)]
    own = m.keras is Generation.KERAS_3 and not m.inside_layers
    library = Library.NUMPY if not symbolic else Library.KERAS if own else Library.TENSORFLOW

    def product(given: Sequence[Shape]) -> Shape | None:
        """Raises Misfit."""
        shapes = iter(given)
        a, b = (next(shapes) if isinstance(value, Tensor) else value.shape for value in operands)
        return products.matmul(a, b, library)

    def compute(given: Sequence[Shape]) -> Shape | None:
        try:
            return product(given) or Shape.unknown(Unclear("a product that can't be told"))
        except Misfit:
            return None

    try:
        shape = product([value.shape for value in symbolic])
    except Misfit as misfit:
        arrays = [value for value in operands if isinstance(value, Array)]
        told = (
            report_misfit(m, "@", misfit, symbolic, node)
            if symbolic
            else report_on_arrays(m, "@", misfit, arrays, node)
        )
        return told or m.unknown("a product that can't be told", node)
    if shape is None:
        return m.unknown("a product that can't be told", node)
    if symbolic:
        return operation(m, "@", "matmul", symbolic, node, compute) or m.unknown("a product that can't be told", node)
    libraries = {value.library for value in operands if isinstance(value, Array)}
    made_by = "tensorflow" if "tensorflow" in libraries else "numpy"
    return Array(shape, m.site(node), "@", None, made_by)
