"""Sorting, and sets: what has an order of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.values import Constant, Integer, Value


def plain_value(value: Value) -> Any:
    """A Python number or text; None for what is not known."""
    if isinstance(value, Constant) and isinstance(value.value, str | float | bool):
        return value.value
    return value.known if isinstance(value, Integer) else None


def sorted_items(items: Sequence[Value] | None, arguments: Arguments) -> tuple[Value, ...] | None:
    """The items in ascending order, or with `reverse=True` in descending order; None where that can't be told."""
    known = [plain_value(item) for item in items or ()]
    reverse = arguments.keywords.get("reverse")
    backwards = reverse is not None and isinstance(reverse, Constant) and reverse.value is True
    if (
        items is None
        or None in known
        or set(arguments.keywords) - {"reverse"}
        or (reverse is not None and not backwards)
    ):
        return None
    try:
        order = sorted(range(len(items)), key=known.__getitem__, reverse=backwards)
    except TypeError:
        return None
    return tuple(items[index] for index in order)
