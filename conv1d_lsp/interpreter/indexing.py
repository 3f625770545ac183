"""Basic indexing of arrays and tensors: integers, slices, `...` and new axes."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.faults import IndexRefused, NoSuchIndex
from conv1d_lsp.interpreter.indexing_by_arrays import chooses, chosen
from conv1d_lsp.interpreter.library.all_pairs import worked_out
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.numbers_wanted import are_symbolic_here, is_made_here
from conv1d_lsp.interpreter.slices import is_ellipsis, is_new_axis, sliced
from conv1d_lsp.interpreter.symbolic import operation
from conv1d_lsp.interpreter.values import (
    OF_OBJECTS,
    SPARSE,
    Array,
    Integer,
    SliceValue,
    Tensor,
    TupleValue,
    Value,
)
from conv1d_lsp.layers.faults import AxisOutOfRange
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim


class _Unsupported(Exception):  # noqa: N818 (no error: the answer is "?")
    """An index whose result is not worked out: by arrays, by lists, by something unknown."""


class _Refused(Exception):  # noqa: N818 (the user's error, not ours)
    """An index that every library refuses."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def indexed(m: Machine, owner: Tensor | Array, index: Value, node: cst.CSTNode) -> Value:
    """`owner[index]`."""
    if isinstance(owner, Tensor) and (refused := _form_refused(m, owner, index)) is not None:
        return m.report(refused, node, inputs=[owner])
    if isinstance(owner, Array) and owner.library == SPARSE:
        return m.unknown("a part of a sparse matrix", node)
    parts = index.items if isinstance(index, TupleValue) else (index,)
    if isinstance(owner, Array) and owner.library == "numpy" and chooses(parts):
        return chosen(m, owner, parts, node)
    try:
        shape = _shape(owner.shape, parts)
    except _Unsupported:
        return m.unknown("an index that is not followed yet", node)
    except _Refused as refusal:
        if isinstance(owner, Tensor) and are_symbolic_here(m):
            return m.report(refusal.fault, node, inputs=[owner])
        if (
            isinstance(owner, Array)
            and owner.library in ("numpy", "tensorflow")
            and not _may_be_there(refusal.fault, owner.shape)
        ):
            return m.report(refusal.fault, node, inputs=[owner])
        return m.unknown("an index that is not there", node)
    if isinstance(owner, Tensor):
        tensor = operation(m, "[...]", "get_item", [owner], node, lambda given: _again(given[0], parts))
        return tensor or m.unknown("an index that is not followed yet", node)
    if owner.dtype in OF_OBJECTS and shape.ranked and not shape.known_axes:
        return m.unknown("an item of an array of lists", node)
    found = Array(shape, owner.site, owner.label, owner.dtype, owner.library, raw=owner.raw)
    if shape.rank.same(owner.shape.rank):
        found = replace(found, turned=owner.turned, formed=owner.formed)
    return worked_out(m, "[...]", [owner], found)


def _may_be_there(fault: Fault, shape: Shape) -> bool:
    """Whether the size of that axis is known by name only."""
    return isinstance(fault, NoSuchIndex) and shape[fault.axis].value is None


def _form_refused(m: Machine, owner: Tensor, index: Value) -> IndexRefused | None:
    """What Keras 3 does not take between the brackets of a symbolic tensor, whatever its shape."""
    if m.keras is Generation.KERAS_2 or not are_symbolic_here(m) or not is_made_here(m, owner):
        return None
    if isinstance(index, SliceValue):
        return IndexRefused("a slice alone")
    if is_ellipsis(index):
        return IndexRefused("`...` alone")
    if is_new_axis(index):
        return IndexRefused("a new axis alone")
    return IndexRefused("a tensor") if isinstance(index, Tensor) else None


def _again(shape: Shape, parts: tuple[Value, ...]) -> Shape | None:
    try:
        return _shape(shape, parts)
    except _Unsupported:
        return Shape.unknown(Unclear("an index that is not followed yet"))
    except _Refused:
        return None


def _shape(shape: Shape, parts: tuple[Value, ...]) -> Shape:
    if not shape.ranked:
        raise _Unsupported
    axes = list(shape.known_axes)
    used = sum(1 for part in parts if not is_new_axis(part) and not is_ellipsis(part))
    if used > len(axes):
        raise _Refused(AxisOutOfRange(dim(len(axes)), len(axes), shape))
    result: list[Dim] = []
    position = 0
    for part in parts:
        if is_new_axis(part):
            result.append(dim(1))
        elif is_ellipsis(part):
            skipped = len(axes) - used
            result += axes[position : position + skipped]
            position += skipped
        else:
            result += _axis(shape, position, part)
            position += 1
    return Shape((*result, *axes[position:]))


def _axis(shape: Shape, position: int, part: Value) -> list[Dim]:
    if isinstance(part, Integer):
        size = shape[position]
        known = part.known
        if known is not None and (size > (known if known >= 0 else -known - 1)) is Truth.NO:
            raise _Refused(NoSuchIndex(shape, position, part.dim))
        return []
    if isinstance(part, SliceValue):
        return [sliced(shape[position], part)]
    raise _Unsupported
