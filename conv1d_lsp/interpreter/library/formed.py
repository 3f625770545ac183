"""Where an array got its axes, if that is not where its numbers were made."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.interpreter.values import Array, Value
from conv1d_lsp.interpreter.values.site import Site

#: Methods that give the numbers other axes.
_FORMING = frozenset({".reshape", ".transpose", ".swapaxes", ".squeeze", ".flatten", ".ravel"})

#: Functions and methods that leave the axes as they are.
_KEEPING = frozenset("astype copy clip array asarray ascontiguousarray nan_to_num".split())


def formed_in_result(path: str, positional: Sequence[Value], site: Site) -> Site | None:
    """`Array.formed` of what a function or method gives at a site."""
    if path in _FORMING:
        return site
    first = positional[0] if positional else None
    return first.formed if isinstance(first, Array) and path.rpartition(".")[2] in _KEEPING else None
