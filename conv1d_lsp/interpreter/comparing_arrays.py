"""Comparisons of arrays, number by number: `y == 1`, `a > b`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import libcst as cst

from conv1d_lsp.arrays.kinds import TRUTHS
from conv1d_lsp.interpreter.faults import CannotBroadcast
from conv1d_lsp.interpreter.library.all_pairs import calculated
from conv1d_lsp.interpreter.library.listed_numbers import shape_as_array
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import PYTHON, Array, Constant, Tensor, Value
from conv1d_lsp.shapes import Shape, broadcast

_OPERATORS: Mapping[type[cst.BaseCompOp], str] = MappingProxyType(
    {
        cst.Equal: "==",
        cst.NotEqual: "!=",
        cst.LessThan: "<",
        cst.LessThanEqual: "<=",
        cst.GreaterThan: ">",
        cst.GreaterThanEqual: ">=",
    }
)

#: Those that any two things can be asked for. Older releases of NumPy answer them for arrays of any two shapes.
_OF_ANYTHING = ("==", "!=")


def compared_by_place(
    m: Machine, operator: cst.BaseCompOp, left: Value, right: Value, node: cst.CSTNode
) -> Value | None:
    """An array of truths; None where neither side is an array, or one is not known."""
    text = _OPERATORS.get(type(operator))
    arrays = [value for value in (left, right) if isinstance(value, Array)]
    if text is None or not arrays or isinstance(left, Tensor) or isinstance(right, Tensor):
        return None
    a, b = (_operand(m, value, text) for value in (left, right))
    if a is None or b is None:
        return None
    shape = broadcast(a, b)
    if shape is not None:
        library = "numpy" if all(each.library in ("numpy", PYTHON) for each in arrays) else "tensorflow"
        return calculated(m, text, left, right, Array(shape, m.site(node), text, TRUTHS, library), node)
    return None if text in _OF_ANYTHING else m.report(CannotBroadcast(text, a, b), node, inputs=arrays)


def _operand(m: Machine, value: Value, text: str) -> Shape | None:
    if isinstance(value, Constant) and isinstance(value.value, str | None):
        return Shape(()) if text in _OF_ANYTHING else None
    return shape_as_array(m, value)
