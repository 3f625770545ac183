"""`pd.concat`, `pd.get_dummies`, `pd.merge`: tables put together or taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.framed import COLUMNS, ROWS, frame_of, is_series, new_frame, same_index, series
from conv1d_lsp.interpreter.iteration import element, elements
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.tables.options import axis_of, flag
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, FrameObject, Value
from conv1d_lsp.interpreter.values.objects import Key
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim, Unclear, dim

_UNTOLD = "what tables are put together"

_DUMMIES = Unclear("how many different values there are")


def _concat(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`pd.concat([a, b], axis=0)`."""
    given = arguments.get(0, "objs")
    items = None if given is None or not arguments.complete else elements(m, given)
    axis = axis_of(arguments.get(1, "axis"))
    if not items or axis is None or set(arguments.keywords) & {"keys", "names", "levels", "join"}:
        known = given is not None and items is None and "keys" not in arguments.keywords
        table = new_frame(m, node, ROWS, index=m.site(node))
        return table if known and _holds_frames(m, given) else m.unknown(_UNTOLD, node)
    fresh = flag(arguments.keywords.get("ignore_index")) is True
    return m.each(list(items), lambda chosen: _joined(m, chosen, axis, fresh, node))


def _holds_frames(m: Machine, given: Value | None) -> bool:
    """Whether it is a list of unknown length of tables."""
    return given is not None and frame_of(m, element(m, given)) is not None


def _joined(m: Machine, parts: Sequence[Value], axis: int, fresh: bool, node: cst.CSTNode) -> Value:
    frames = [frame_of(m, each) for each in parts]
    lines = [each for each in parts if isinstance(each, Array) and is_series(each)]
    if len(lines) == len(parts) and axis == 0:
        return series(_sum([each.shape[0] for each in lines]), None if fresh else m.site(node))
    known = [each for each in frames if each is not None]
    if len(known) + len(lines) < len(parts):
        return m.unknown(_UNTOLD, node)
    if axis == 0:
        if lines:
            return new_frame(m, node, ROWS, index=m.site(node))
        rows = _sum([each.rows for each in known])
        columns, width = _united(known)
        return new_frame(m, node, rows, width, columns, None if fresh else m.site(node))
    labels = [_labels(each, frame) for each, frame in zip(parts, frames, strict=True)]
    first, rows = labels[0]
    aligned = all(same_index(first, rows, index, count) for index, count in labels)
    width = _sum([dim(1) if each is None else each.width for each in frames])
    heads: tuple[Key, ...] | None = ()
    for each in frames:
        heads = None if heads is None or each is None or each.columns is None else heads + each.columns
    heads = None if fresh else heads
    return new_frame(m, node, rows if aligned else ROWS, width, heads, first if aligned else m.site(node))


def _labels(part: Value, frame: FrameObject | None) -> tuple[Site | None, Dim]:
    if frame is not None:
        return frame.index, frame.rows
    assert isinstance(part, Array)
    return part.site, part.shape[0]


def _united(frames: Sequence[FrameObject]) -> tuple[tuple[Key, ...] | None, Dim]:
    """The columns of all tables, each once."""
    first = frames[0]
    if all(each.heads is first.heads for each in frames):
        return first.columns, first.width
    columns: dict[Key, None] = {}
    for each in frames:
        if each.columns is None:
            return None, COLUMNS
        columns |= dict.fromkeys(each.columns)
    return tuple(columns), dim(len(columns))


def _sum(sizes: Sequence[Dim]) -> Dim:
    total = sizes[0]
    for each in sizes[1:]:
        total = total + each
    return total


def _dummies(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`pd.get_dummies(table)`: a column for each value that there is."""
    given = m.visible(arguments.all()[0]) if arguments.all() and arguments.complete else None
    record = None if given is None else frame_of(m, given)
    if record is not None:
        return new_frame(m, node, record.rows, _DUMMIES, None, record.index)
    if isinstance(given, Array) and given.shape.ranked and len(given.shape.known_axes) == 1:
        return new_frame(m, node, given.shape[0], _DUMMIES, None, given.site if is_series(given) else None)
    return m.unknown("what is made of the values of a table", node)


def _merged(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return new_frame(m, node, ROWS, index=m.site(node))


def _asked(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`pd.isnull(table)`."""
    given = m.visible(arguments.all()[0]) if arguments.all() else None
    if isinstance(given, Array) and is_series(given):
        return series(given.shape[0], given.site, dtype="bool")
    record = None if given is None else frame_of(m, given)
    return m.unknown("whether something is missing", node) if record is None else m.new(record)


TOGETHER: Mapping[str, Builtin] = {
    "pandas.concat": _concat,
    "pandas.get_dummies": _dummies,
    "pandas.merge": _merged,
    "pandas.merge_asof": _merged,
    **{f"pandas.{name}": _asked for name in ("isnull", "isna", "notnull", "notna")},
}
