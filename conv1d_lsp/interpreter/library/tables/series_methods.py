"""Methods of a Series of pandas, and of what is asked of tables before their data: `rolling(7).mean()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.arrays.kinds import WHOLE
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.framed import COLUMNS, ROWS, frame_of, key, new_frame, scalar, series
from conv1d_lsp.interpreter.library.tables.options import TAKING_ROWS, VIEWS, flag, is_in_place, taken_rows
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    Library,
    ListObject,
    TupleValue,
    Unknown,
    Value,
    View,
)
from conv1d_lsp.shapes import Shape, Unclear, dim

_Method = Callable[[Machine, Array, Arguments, cst.CSTNode], Value]

#: Methods that give a Series of the same rows.
_SAME = (
    "copy fillna ffill bfill pad backfill interpolate sort_values sort_index round abs clip shift diff cumsum "
    "cumprod cummax cummin rank replace infer_objects convert_dtypes pct_change where mask add sub mul div "
    "truediv pow mod add_prefix tz_localize tz_convert combine_first"
).split()
_BOOLEAN = "isnull isna notnull notna isin between duplicated eq ne lt le gt ge".split()
_NUMBERS = (
    "mean sum min max std var median count nunique any all prod skew kurt sem product argmax argmin corr cov autocorr"
).split()
_VALUES = Unclear("how many different values there are")


def series_method(m: Machine, owner: Array, name: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """What a method of a Series gives."""
    method = _METHODS.get(name)
    if method is None or not arguments.complete:
        disturb(m, arguments)
        return m.unknown(f"what `{name}` of a Series gives", node)
    return method(m, owner, arguments, node)


def _like(owner: Array, dtype: str | None = None) -> Array:
    return series(owner.shape[0], owner.site, owner.label, dtype)


def _same(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    asked = is_in_place(arguments)
    if asked is None:
        return m.unknown("whether a Series is changed in place", node)
    return NONE if asked else _like(owner)


def _renamed(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`s.rename("x")`; with anything else it is the labels that change."""
    given = _same(m, owner, arguments, node)
    name = arguments.get(0, "index")
    named = name is None or key(name) is not None
    return given if named or not isinstance(given, Array) else replace(given, site=m.site(node))


def _boolean(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    return _like(owner, "bool")


def _astype(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    given = arguments.get(0, "dtype")
    return _like(owner, "bool" if given == Library("builtins.bool") else None)


def _applied(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`s.apply(f)`: a value for each; of what makes a Series of each, a table."""
    disturb(m, arguments)
    given = arguments.get(0, "func")
    if isinstance(given, Library) and given.path.startswith("pandas."):
        return m.unknown("a function that is applied to each value", node)
    return _like(owner)


def _fewer(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    if is_in_place(arguments) is False:
        return series(ROWS, m.site(node), owner.label)
    return m.unknown("a Series that is changed in place", node)


def _numbers(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    return scalar(m, node, owner.label)


def _array(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    return replace(owner, library="numpy")


def _list(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`tolist()`."""
    count = owner.shape[0].value
    one = Unknown("a value of a Series")
    return m.new(ListObject((one,) * count if count is not None and count <= 1000 else None, element=one))


def _unique(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    return Array(Shape((_VALUES,)), m.site(node), "unique")


def _counts(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    return series(_VALUES, m.site(node), "value_counts")


def _factorized(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    codes = Array(owner.shape, m.site(node), "factorize", WHOLE)
    return TupleValue((codes, Array(Shape((_VALUES,)), m.site(node), "factorize")))


def _framed(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    given = arguments.get(0, "name")
    name = None if given is None else key(given)
    return new_frame(m, node, owner.shape[0], dim(1), None if name is None else (name,), owner.site)


def _reset(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
    if is_in_place(arguments) is not False:
        return NONE
    partly = bool(arguments.positional) or "level" in arguments.keywords  # other labels may be left
    index = m.site(node) if partly else None
    if flag(arguments.keywords.get("drop")) is True:
        return series(owner.shape[0], index)
    return new_frame(m, node, owner.shape[0], COLUMNS, index=index)


def _some_rows(name: str) -> _Method:
    def method(m: Machine, owner: Array, arguments: Arguments, node: cst.CSTNode) -> Value:
        return series(taken_rows(name, owner.shape[0], arguments), m.site(node), owner.label)

    return method


def _view(kind: str) -> _Method:
    return lambda m, owner, arguments, node: View(owner, kind, arguments.all())


_METHODS: Mapping[str, _Method] = {
    **dict.fromkeys(_SAME, _same),
    **dict.fromkeys(_BOOLEAN, _boolean),
    **dict.fromkeys(_NUMBERS, _numbers),
    **dict.fromkeys(("to_numpy", "ravel"), _array),
    **dict.fromkeys(("tolist", "to_list"), _list),
    **dict.fromkeys(("apply", "map", "transform"), _applied),
    **dict.fromkeys(("dropna", "drop", "drop_duplicates"), _fewer),
    **{name: _some_rows(name) for name in TAKING_ROWS},
    **{kind: _view(kind) for kind in VIEWS},
    "astype": _astype,
    "rename": _renamed,
    "unique": _unique,
    "value_counts": _counts,
    "factorize": _factorized,
    "to_frame": _framed,
    "reset_index": _reset,
}

#: Names that are methods of a Series.
SERIES_METHODS = frozenset(_METHODS)

#: Of a window or a running mean: a number for each row, as those that are asked for them give.
_OF_WINDOWS = frozenset("mean sum min max std var median count skew kurt quantile rank sem apply corr cov".split())
_OF_GROUPS = frozenset(
    "transform cumcount cumsum cumprod cummax cummin ffill bfill fillna shift diff rank ngroup".split()
)
_OF_TEXTS = frozenset(
    (
        "lower upper strip lstrip rstrip replace contains startswith endswith len get slice title capitalize zfill pad "
        "join match find count isdigit isnumeric isalpha encode decode"
    ).split()
)
_OF_TIMES = frozenset(
    "strftime floor ceil round normalize total_seconds tz_localize tz_convert day_name month_name".split()
)
_WINDOWS = ("rolling", "expanding", "ewm")


def view_method(m: Machine, view: View, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """`df.rolling(7).mean()`, `df.groupby("a").transform("mean")`, `s.str.lower()`; None for another one."""
    disturb(m, arguments)
    owner, record = view.owner, frame_of(m, view.owner)
    if view.kind in _WINDOWS and name in _OF_WINDOWS and not (set(arguments.keywords) & {"pairwise", "other"}):
        if name in ("corr", "cov"):
            return None
        if isinstance(owner, Array):
            return _like(owner)
        return None if record is None else m.new(replace(record, site=m.site(node)))
    if view.kind == "groupby" and name in _OF_GROUPS:
        rows, index = (record.rows, record.index) if record is not None else (None, None)
        if isinstance(owner, Array):
            rows, index = owner.shape[0], owner.site
        one = len(view.details) == 2 and key(view.details[1]) is not None
        return series(rows, index) if rows is not None and (one or isinstance(owner, Array)) else None
    if view.kind == "groupby" and name == "get_group" and record is not None and len(view.details) == 1:
        return m.new(replace(record, rows=ROWS, index=m.site(node), site=m.site(node)))
    if view.kind == "resample" and name in _OF_WINDOWS:
        if isinstance(owner, Array):
            return series(ROWS, m.site(node))
        return None if record is None else new_frame(m, node, ROWS, index=m.site(node))
    told = (view.kind == "str" and name in _OF_TEXTS) or (view.kind == "dt" and name in _OF_TIMES)
    if told and isinstance(owner, Array):
        truth = name in ("contains", "startswith", "endswith", "match") or name.startswith("is")
        return _like(owner, "bool" if truth else None)
    return None
