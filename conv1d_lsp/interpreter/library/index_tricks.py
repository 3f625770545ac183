"""NumPy's objects that make something of what stands between the brackets: `np.r_[a, b]`, `np.mgrid[0:3, 0:4]`."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.arrays import Misfit, joining
from conv1d_lsp.arrays.declaration import Library as Whose
from conv1d_lsp.arrays.making import ranged
from conv1d_lsp.interpreter.library.kinds import kind_of
from conv1d_lsp.interpreter.library.listed_numbers import shape_as_array
from conv1d_lsp.interpreter.library.misfits import report_on_arrays
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Constant, Integer, SliceValue, TupleValue, Value
from conv1d_lsp.shapes import Dim, Shape, dim


def made_by_index(m: Machine, path: str, index: Value, node: cst.CSTNode) -> Value | None:
    """What `numpy.r_` and its kin make of an index; None for all else."""
    parts = index.items if isinstance(index, TupleValue) else (index,)
    match path:
        case "numpy.s_":
            return index
        case "numpy.index_exp":
            return index if isinstance(index, TupleValue) else TupleValue((index,))
        case "numpy.r_" | "numpy.c_":
            return _joined(m, path, parts, node)
        case "numpy.mgrid" | "numpy.ogrid":
            return _grid(m, path, index, parts, node)
    return None


def _joined(m: Machine, path: str, parts: Sequence[Value], node: cst.CSTNode) -> Value:
    """`r_` puts vectors behind each other, and arrays along their first axis; `c_` columns beside each other."""
    shapes = [_ranged(part) if isinstance(part, SliceValue) else shape_as_array(m, m.visible(part)) for part in parts]
    known = tuple(shape for shape in shapes if shape is not None and shape.ranked)
    if len(known) < len(shapes):
        return m.unknown("an array made of something that is not known", node)
    wide = tuple(shape if shape.known_axes else Shape((dim(1),)) for shape in known)
    try:
        if path == "numpy.r_":
            result = joining.concatenate(wide, dim(0), Whose.NUMPY)
        else:
            result = joining.column_stack(wide, Whose.NUMPY)
    except Misfit as misfit:
        arrays = [part for part in parts if isinstance(part, Array)]
        label = path.replace("numpy", "np", 1)
        return report_on_arrays(m, label, misfit, arrays, node) or m.unknown("arrays that do not fit", node)
    if result is None:
        return m.unknown("an array whose shape can't be told", node)
    kinds = {kind_of(m, m.visible(part)) for part in parts}
    return Array(result, m.site(node), path.replace("numpy", "np", 1), kinds.pop() if len(kinds) == 1 else None)


def _grid(m: Machine, path: str, index: Value, parts: Sequence[Value], node: cst.CSTNode) -> Value:
    """`mgrid` gives one array with an axis in front for the directions, `ogrid` an array for each."""
    ranges = [_ranged(part) if isinstance(part, SliceValue) else None for part in parts]
    sizes = [shape[0] for shape in ranges if shape is not None]
    if len(sizes) < len(parts):
        return m.unknown("a grid whose size is not known", node)
    label = path.replace("numpy", "np", 1)
    if not isinstance(index, TupleValue):
        return Array(Shape(tuple(sizes)), m.site(node), label)
    if path == "numpy.mgrid":
        return Array(Shape((dim(len(sizes)), *sizes)), m.site(node), label)
    one = dim(1)
    open_ones = (tuple(size if i == at else one for i in range(len(sizes))) for at, size in enumerate(sizes))
    return TupleValue(tuple(Array(Shape(axes), m.site(node), label) for axes in open_ones))


def _ranged(part: SliceValue) -> Shape | None:
    """`lower:upper:step` as the numbers from one to the other; with `20j`, so many of them."""
    step = part.step
    if isinstance(step, Constant) and isinstance(step.value, complex):
        return Shape.of((int(abs(step.value)),))
    bounds = [_number(each) for each in (part.lower, part.upper, part.step)]
    lower, upper, by = (
        default if each is None else each for each, default in zip(bounds, (dim(0), None, dim(1)), strict=True)
    )
    return None if upper is None else ranged(lower, upper, by)


def _number(value: Value) -> Dim | float | None:
    if isinstance(value, Integer):
        return value.dim
    return value.value if isinstance(value, Constant) and isinstance(value.value, float) else None
