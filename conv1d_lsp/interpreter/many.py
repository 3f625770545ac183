"""One value that stands for many: an item of a list that a loop which is not unrolled has filled."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from conv1d_lsp.interpreter.common import in_common
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.values import (
    Array,
    Choice,
    Constant,
    Either,
    Integer,
    ListObject,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS, possibilities
from conv1d_lsp.shapes import Dim, Number, Shape, Unclear

#: Tuples nested deeper than this are not looked into.
_DEEPEST = 4

_DIFFERS = "it differs from item to item"
#: A size that is not the same in all items.
DIFFERS = Unclear(_DIFFERS)


def one_of_many(value: Value, levels: int = _DEEPEST) -> Value:
    """What a round of the loop made, without the names that hold within that round: two items are not alike in them."""
    match value:
        case Tensor() if value.shape.axes is not None and any(map(passes, value.shape.axes)):
            axes = tuple(DIFFERS if passes(axis) else axis for axis in value.shape.axes)
            return Tensor(Shape(axes), None, dtype=value.dtype)
        case Array() if value.shape.axes is not None and any(map(passes, value.shape.axes)):
            return replace(value, shape=Shape(tuple(DIFFERS if passes(axis) else axis for axis in value.shape.axes)))
        case Tensor() if value.shape.names is not None and value.shape.names.passing:
            return Tensor(value.shape.nameless(), None, dtype=value.dtype)
        case Integer() if passes(value.dim):
            return Unknown(_DIFFERS)
        case Unknown() if value.number is not None and passes(value.number):
            return Unknown(value.reason, value.site)
        case TupleValue() if levels > 0:
            return TupleValue(tuple(one_of_many(each, levels - 1) for each in value.items))
        case Either():
            return Either(tuple(Choice(each.guards, one_of_many(each.value, levels)) for each in value.choices))
    return value


def passes(size: Dim) -> bool:
    """Whether it is what it is in one round of a loop only."""
    return isinstance(size, Number) and size.value is None and any(each.passing for each in size.expression.symbols())


def items_inside(record: ListObject) -> list[Value]:
    """What is known to be in a list, in any order."""
    return [*(record.items or ()), *([] if record.element is None else [record.element])]


def shared(values: Sequence[Value], why: Unclear) -> Value | None:
    """What several items of a list have in common: arrays and tensors the sizes that are the same in all, pairs what
    their parts have; numbers stay a choice. None where that is nothing."""
    found = [choice for each in values for choice in possibilities(each)]
    if (common := in_common(found, why)) is not None:
        return common
    if found and all(isinstance(each, Integer) or _is_number(each) for each in found):
        return joined((NO_GUARDS, each) for each in found)
    pairs = [each for each in found if isinstance(each, TupleValue)]
    if not pairs or len(pairs) < len(found) or len({(len(each.items), each.names) for each in pairs}) > 1:
        return None
    columns = zip(*(each.items for each in pairs), strict=True)
    return replace(pairs[0], items=tuple(shared(column, why) or Unknown(why.reason) for column in columns))


def _is_number(value: Value) -> bool:
    return isinstance(value, Constant) and isinstance(value.value, float | bool)


def made_before(size: Dim, forks: int) -> bool:
    """Whether a size has no names but those that there were when there had been so many forks: a round adds its own."""
    return isinstance(size, Number) and all(symbol.identity <= forks for symbol in size.expression.symbols())
