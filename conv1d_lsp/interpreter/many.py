"""One value that stands for many: an item of a list that a loop which is not unrolled has filled."""

from __future__ import annotations

from conv1d_lsp.interpreter.values import Choice, Either, Integer, Tensor, TupleValue, Unknown, Value
from conv1d_lsp.shapes import Dim, Number, Shape, Unclear

#: Tuples nested deeper than this are not looked into.
_DEEPEST = 4

_DIFFERS = "it differs from item to item"
_SIZE = Unclear(_DIFFERS)


def one_of_many(value: Value, levels: int = _DEEPEST) -> Value:
    """What a round of the loop made, without the names that hold within that round: two items are not alike in them."""
    match value:
        case Tensor() if value.shape.axes is not None and any(map(_passes, value.shape.axes)):
            axes = tuple(_SIZE if _passes(axis) else axis for axis in value.shape.axes)
            return Tensor(Shape(axes), None, dtype=value.dtype)
        case Tensor() if value.shape.names is not None and value.shape.names.passing:
            return Tensor(value.shape.nameless(), None, dtype=value.dtype)
        case Integer() if _passes(value.dim):
            return Unknown(_DIFFERS)
        case Unknown() if value.number is not None and _passes(value.number):
            return Unknown(value.reason, value.site)
        case TupleValue() if levels > 0:
            return TupleValue(tuple(one_of_many(each, levels - 1) for each in value.items))
        case Either():
            return Either(tuple(Choice(each.guards, one_of_many(each.value, levels)) for each in value.choices))
    return value


def _passes(size: Dim) -> bool:
    return isinstance(size, Number) and size.value is None and any(each.passing for each in size.expression.symbols())
