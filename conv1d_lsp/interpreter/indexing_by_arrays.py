"""NumPy's indexing by arrays, lists and truths: `x[mask]`, `x[[0, 2], 1:]`, `x[rows[:, None], columns]`."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.arrays import Misfit, kinds, selecting
from conv1d_lsp.arrays.selecting import Kept, Part, PlaceMissing, Places, Truths, new_axis, selected
from conv1d_lsp.interpreter.faults import MaskApart, NoSuchIndex
from conv1d_lsp.interpreter.library.kinds import kind_of
from conv1d_lsp.interpreter.library.listed_numbers import shape_as_array
from conv1d_lsp.interpreter.library.misfits import report_on_arrays
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.slices import is_ellipsis, is_new_axis, sliced
from conv1d_lsp.interpreter.values import (
    OF_OBJECTS,
    Array,
    Constant,
    Integer,
    ListObject,
    Range,
    Ref,
    SliceValue,
    TupleValue,
    Value,
)
from conv1d_lsp.layers.faults import AxisOutOfRange
from conv1d_lsp.shapes import Dim, Shape, Unclear, dim
from conv1d_lsp.source.text import text_of

#: Longer indices are called "an index" in a message.
LONGEST_NAMED = 40

_UNTOLD = "an index that is not followed yet"


def chooses(parts: Sequence[Value]) -> bool:
    """Whether an array or a list is among what stands between the brackets."""
    return any(isinstance(part, Array | Range | Ref | TupleValue) for part in parts)


def chosen(m: Machine, owner: Array, parts: Sequence[Value], node: cst.CSTNode) -> Value:
    """`owner[...]` where an array or a list is among the parts."""
    if not owner.shape.ranked or (owner.dtype in OF_OBJECTS and len(owner.shape.known_axes) < 2):
        return m.unknown(_UNTOLD, node)
    read = [_read(m, m.visible(part)) for part in parts]
    known = [each for each in read if each is not None]
    if len(known) < len(read):
        return m.unknown(_UNTOLD, node)
    rank = len(owner.shape.known_axes)
    left = rank - sum(each.covered for each in known if isinstance(each, Places | Truths | _Slice))
    if left < 0:
        return m.report(AxisOutOfRange(dim(rank), rank, owner.shape), node, inputs=[owner])
    arrays = [owner, *(part for part in parts if isinstance(part, Array))]
    try:
        shape = selected(owner.shape, _placed(owner.shape, known, left))
    except PlaceMissing as missing:
        return m.report(NoSuchIndex(owner.shape, missing.axis, dim(missing.place)), node, inputs=[owner])
    except selecting.MaskApart as apart:
        size = owner.shape[apart.axis]
        if size.value is None or apart.length.value is None:  # of one by name it is not certain: it may be 0
            return m.unknown("an index that does not fit", node)
        return m.report(MaskApart(owner.shape, apart.axis, apart.length), node, inputs=arrays)
    except Misfit as misfit:
        return report_on_arrays(m, _named(node), misfit, arrays, node) or m.unknown("an index that does not fit", node)
    found = Array(shape, owner.site, owner.label, owner.dtype, owner.library, raw=owner.raw)
    return replace(found, turned=owner.turned, formed=owner.formed) if shape.rank.same(owner.shape.rank) else found


class _Slice:
    """A slice, whose axis is not known yet."""

    __slots__ = ("value",)

    covered = 1

    def __init__(self, value: SliceValue) -> None:
        self.value = value


class _Ellipsis:
    """`...`, written or not."""

    __slots__ = ()


#: What stands between the brackets, before it is known which axes each covers.
_Read = Part | _Slice | _Ellipsis


def _read(m: Machine, part: Value) -> _Read | None:
    """None for what can't be told."""
    if isinstance(part, SliceValue):
        return _Slice(part)
    if is_new_axis(part):
        return new_axis()
    if is_ellipsis(part):
        return _Ellipsis()
    if isinstance(part, Integer):
        return Places(Shape(()), () if part.known is None else (part.known,))
    if isinstance(part, Constant):
        return None
    shape, kind = shape_as_array(m, part), kind_of(m, part)
    if shape is None:
        return _of_some_length() if kind == kinds.WHOLE and _is_flat_list(m, part) else None
    if not shape.ranked:
        return None
    if kind == kinds.TRUTHS:
        return Truths(shape) if shape.known_axes else None
    if kind == kinds.WHOLE:
        return Places(shape, tuple(_numbers(m, part)))
    if kind is None and len(shape.known_axes) == 1 and isinstance(part, Array):
        return _of_some_length()  # a mask or places
    return Places(shape) if kind is None and shape.same(Shape((dim(0),))) else None


def _of_some_length() -> Places:
    return Places(Shape((Unclear("how many places an index takes"),)))


def _is_flat_list(m: Machine, part: Value) -> bool:
    """Whether it is a list of numbers, of unknown length."""
    record = m.record(part) if isinstance(part, Ref) else None
    return isinstance(record, ListObject) and record.items is None and isinstance(record.element, Integer)


def _numbers(m: Machine, part: Value) -> list[int]:
    """The numbers in a list that are known."""
    items = part.items if isinstance(part, TupleValue) else None
    record = m.record(part) if isinstance(part, Ref) else None
    if isinstance(record, ListObject):
        items = record.items
    found: list[int] = []
    for item in map(m.visible, items or ()):
        found += [item.known] if isinstance(item, Integer) and item.known is not None else _numbers(m, item)
    return found


def _placed(shape: Shape, parts: Sequence[_Read], left: int) -> list[Part]:
    """The parts with the axes that they cover. left: how many axes `...` stands for."""
    result: list[Part] = []
    axis = 0
    if not any(isinstance(part, _Ellipsis) for part in parts):
        parts = (*parts, _Ellipsis())
    for part in parts:
        if isinstance(part, _Slice):
            placed: Part = Kept((sliced(shape[axis], part.value),), 1)
        elif isinstance(part, _Ellipsis):
            placed = Kept(_between(shape, axis, left), left)
        else:
            placed = part
        result.append(placed)
        axis += placed.covered
    return result


def _between(shape: Shape, axis: int, count: int) -> tuple[Dim, ...]:
    return shape.known_axes[axis : axis + count]


def _named(node: cst.CSTNode) -> str:
    """What the index is called in a message."""
    text = text_of(node) if isinstance(node, cst.BaseExpression) else ""
    return f"`{text}`" if 0 < len(text) <= LONGEST_NAMED and "\n" not in text else "an index"
