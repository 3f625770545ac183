"""What a declaration of an array function is: a plain function from arguments to a shape."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, Union

from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim

#: What an array function is given: a size, a text, a flag, the shape of an array, several of these, or nothing known.
Given: TypeAlias = Union[Dim, float, str, bool, Shape, tuple["Given", ...], None]  # noqa: UP007 (a string has no `|`)


@dataclass(frozen=True, slots=True)
class ArrayFunction:
    """A function with its names. The parameters of `shape_of` are the library's own, in its order."""

    names: tuple[str, ...]
    methods: tuple[str, ...]
    shape_of: Callable[..., Shape | None]

    def call(self, positional: tuple[Given, ...], keywords: Mapping[str, Given]) -> Shape | None:
        """The shape of the result; None where it can't be told."""
        try:
            bound = _signature(self.shape_of).bind(*positional, **keywords)
        except TypeError:
            return None
        return self.shape_of(*bound.args, **bound.kwargs)


@cache
def _signature(function: Callable[..., Shape | None]) -> inspect.Signature:
    return inspect.signature(function)


def sizes(value: Given) -> tuple[Dim, ...] | None:
    """An integer or a tuple of integers as the sizes of axes; None for anything else."""
    if isinstance(value, Dim):
        return (value,)
    if isinstance(value, tuple) and all(isinstance(item, Dim) for item in value):
        return tuple(item for item in value if isinstance(item, Dim))
    return None


def whole(value: Given) -> int | None:
    """A known integer."""
    return value.value if isinstance(value, Dim) else None


def total(axes: tuple[Dim, ...]) -> Dim:
    """How many numbers there are."""
    result = dim(1)
    for axis in axes:
        result = result * axis
    return result


def reshaped(old: Shape, wanted: tuple[Dim, ...]) -> Shape | None:
    """NumPy's `reshape`: at most one -1, which takes what is left. None where NumPy raises."""
    free = [index for index, axis in enumerate(wanted) if axis.value == -1]
    if len(free) > 1:
        return None
    rest = total(tuple(axis for axis in wanted if axis.value != -1))
    if not old.ranked:
        return _with(wanted, free, Unclear(old.why.reason))
    count = total(old.known_axes)
    if not free:
        return None if count.equals(rest) is Truth.NO else Shape(wanted)
    if (count % rest).equals(0) is Truth.NO:
        return None
    return _with(wanted, free, count // rest)


def _with(wanted: tuple[Dim, ...], free: list[int], size: Dim) -> Shape:
    return Shape(tuple(size if index in free else axis for index, axis in enumerate(wanted)))
