"""Operators and comparisons of tables and Series of pandas: what has the same labels is put side by side."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.faults import CannotBroadcast
from conv1d_lsp.interpreter.framed import COLUMNS, NAMES, ROWS, frame_of, is_series, same_index, series
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Constant, FrameObject, Integer, ListObject, Ref, Unknown, Value
from conv1d_lsp.shapes import Shape, Truth, dim


def is_table(m: Machine, value: Value) -> bool:
    """Whether it is a DataFrame, a Series or an Index."""
    kind = type(value)  # asked of both sides of every operator
    if kind is Array:
        return is_series(value)
    return kind is Ref and (frame_of(m, value) is not None or _names(m, value) is not None)


def _names(m: Machine, value: Value) -> ListObject | None:
    """The names of columns."""
    record = m.record(value) if isinstance(value, Ref) else None
    return record if isinstance(record, ListObject) and record.kind == NAMES else None


def calculated(
    m: Machine, left: Value, right: Value, operator: str, node: cst.CSTNode, dtype: str | None = None
) -> Value:
    """`left + right`, `left > right`, of which one is a table or a Series at least. dtype: of what comes of it."""
    names = _names(m, left) or _names(m, right)
    if names is not None:
        count = COLUMNS if names.items is None else dim(len(names.items))
        told = dtype == "bool"
        return Array(Shape((count,)), m.site(node), "columns", dtype) if told else m.unknown("names", node)
    for one, other in ((left, right), (right, left)):
        if is_table(m, one) and _is_single(other):
            return _like(m, one, node, dtype)
    if any(isinstance(each, Unknown) for each in (left, right)):
        return m.unknown("a calculation with something unknown", node)
    a, b = frame_of(m, left), frame_of(m, right)
    if a is not None and b is not None:
        return _of_frames(m, a, b, node)
    record = a or b
    other = right if a is not None else left
    if record is not None:
        return _with_frame(m, record, other, operator, node)
    if isinstance(left, Array) and isinstance(right, Array):
        return _of_series(m, left, right, operator, node, dtype)
    return m.unknown("a calculation of a table", node)


def _is_single(value: Value) -> bool:
    """One number or text for all places."""
    if isinstance(value, Constant):
        return value.value is not None
    return isinstance(value, Integer) or (isinstance(value, Array) and value.shape.axes == ())


def _like(m: Machine, value: Value, node: cst.CSTNode, dtype: str | None) -> Value:
    record = frame_of(m, value)
    if record is not None:
        return m.new(replace(record, site=m.site(node)))
    assert isinstance(value, Array)
    return series(value.shape[0], value.site, value.label, dtype)


def _of_frames(m: Machine, left: FrameObject, right: FrameObject, node: cst.CSTNode) -> Value:
    aligned = same_index(left.index, left.rows, right.index, right.rows)
    alike = left.heads is right.heads or (left.columns is not None and left.columns == right.columns)
    new = replace(left, site=m.site(node))
    if not aligned:
        new = replace(new, rows=ROWS, index=m.site(node))
    if not alike:
        new = replace(new, width=COLUMNS, columns=None, heads=m.site(node))
    return m.new(new)


def _with_frame(m: Machine, record: FrameObject, other: Value, operator: str, node: cst.CSTNode) -> Value:
    """The labels of a Series are those of columns here."""
    if isinstance(other, Array) and is_series(other):
        if other.site is record.heads:
            return m.new(replace(record, site=m.site(node)))
        return m.new(replace(record, width=COLUMNS, columns=None, heads=m.site(node), site=m.site(node)))
    if isinstance(other, Array) and other.shape.ranked and len(other.shape.known_axes) <= 2:
        return m.new(replace(record, site=m.site(node)))
    return m.unknown("a calculation of a table", node)


def _of_series(m: Machine, left: Array, right: Array, operator: str, node: cst.CSTNode, dtype: str | None) -> Value:
    if is_series(left) and is_series(right):
        if same_index(left.site, left.shape[0], right.site, right.shape[0]):
            return series(left.shape[0], left.site, left.label, dtype)
        return series(ROWS, m.site(node), left.label, dtype)
    one, other = (left, right) if is_series(left) else (right, left)
    if not other.shape.ranked or len(other.shape.known_axes) != 1:
        return m.unknown("a calculation of a Series with an array", node)
    a, b = one.shape[0], other.shape[0]
    unequal = a.value is not None and b.value is not None and a.equals(b) is Truth.NO
    if unequal and dtype is None and 1 not in (a.value, b.value):
        return m.report(CannotBroadcast(operator, left.shape, right.shape), node, inputs=[left, right])
    return series(a, one.site, one.label, dtype) if not unequal else m.unknown("a Series and another length", node)


#: Comparisons of each place with each.
PLACE_BY_PLACE = (
    cst.Equal,
    cst.NotEqual,
    cst.LessThan,
    cst.LessThanEqual,
    cst.GreaterThan,
    cst.GreaterThanEqual,
)

_TEXTS: dict[type[cst.BaseBinaryOp], str] = {
    cst.Add: "+",
    cst.Subtract: "-",
    cst.Multiply: "*",
    cst.Divide: "/",
    cst.FloorDivide: "//",
    cst.Modulo: "%",
    cst.Power: "**",
    cst.BitAnd: "&",
    cst.BitOr: "|",
    cst.BitXor: "^",
}


def on_tables(m: Machine, kind: type[cst.BaseBinaryOp], left: Value, right: Value, node: cst.CSTNode) -> Value:
    """`left op right`."""
    if kind not in _TEXTS:
        return m.unknown("a product of tables", node)
    logical = kind in (cst.BitAnd, cst.BitOr, cst.BitXor)
    return calculated(m, left, right, _TEXTS[kind], node, "bool" if logical else None)


def compared_tables(m: Machine, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """`df["x"] > 0`: a truth value for each place."""
    return calculated(m, left, right, "==", node, "bool")


def turned(m: Machine, value: Value, node: cst.CSTNode) -> Value:
    """`-df`, `~mask`."""
    return kept(m, value, node, value.dtype if isinstance(value, Array) else None)


def kept(m: Machine, value: Value, node: cst.CSTNode, dtype: str | None = None) -> Value:
    """What a function of NumPy that works place by place gives for a table or Series: the same kind."""
    return _like(m, value, node, dtype)
