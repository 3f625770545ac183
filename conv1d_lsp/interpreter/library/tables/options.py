"""What methods of tables are told: axes, flags, how many rows."""

from __future__ import annotations

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.framed import ROWS
from conv1d_lsp.interpreter.values import NONE, Constant, Integer, Value
from conv1d_lsp.shapes import Dim, Truth, dim

#: What is asked of a table or a Series before its data is.
VIEWS = "rolling expanding ewm groupby resample".split()

#: Methods that take some of the rows, see `taken_rows`.
TAKING_ROWS = "head tail sample nlargest nsmallest".split()

_AXES = {"index": 0, "rows": 0, "columns": 1}


def axis_of(value: Value | None) -> int | None:
    """0 where nothing is said; None where it can't be told."""
    if value is None or value is NONE:
        return 0
    if isinstance(value, Integer):
        return value.known if value.known in (0, 1) else None
    return _AXES.get(str(value.value)) if isinstance(value, Constant) else None


def flag(value: Value | None) -> bool | None:
    """False where nothing is said; None where it can't be told."""
    if value is None:
        return False
    return value.value if isinstance(value, Constant) and isinstance(value.value, bool) else None


def is_in_place(arguments: Arguments) -> bool | None:
    """Whether `inplace=True` is said."""
    return flag(arguments.keywords.get("inplace"))


def taken_rows(method: str, rows: Dim, arguments: Arguments) -> Dim:
    """How many rows `head(n)`, `tail(n)`, `sample(n)`, `sample(frac=…)` and `nlargest(n, …)` leave."""
    count = arguments.get(0, "n")
    if method == "sample":
        share = arguments.get(1, "frac")
        if isinstance(share, Integer) and share.known == 1 and count is None:
            return rows
        if share is not None and share is not NONE:
            part = share.value if isinstance(share, Constant) else None
            known = rows.value if isinstance(part, float) else None
            return dim(round(known * part)) if known is not None and isinstance(part, float) else ROWS
        return count.dim if isinstance(count, Integer) else dim(1) if count is None else ROWS
    wanted = dim(5) if count is None else count.dim if isinstance(count, Integer) else None
    if wanted is None:
        return ROWS
    if wanted.value is not None and wanted.value < 0:
        return rows + wanted if (rows >= -wanted.value) is Truth.YES else ROWS
    fits = rows >= wanted
    return wanted if fits is Truth.YES else rows if fits is Truth.NO else ROWS
