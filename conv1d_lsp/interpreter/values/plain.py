"""Python's own immutable values."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from conv1d_lsp.shapes import Dim, Number, dim

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value
    from conv1d_lsp.interpreter.values.code import UserClass


#: `Integer.numpy` of a number that a tensor holds, which need not be known before the model runs.
IN_TENSOR = "tensor"


class Constant(Struct, frozen=True, eq=False):
    """A string, float, bool, None, bytes, complex or Ellipsis, as Python has it."""

    value: str | float | bool | bytes | complex | type(...) | None  # type: ignore[valid-type]


class Integer(Struct, frozen=True, eq=False):
    """An int, known or as an expression over names; or a size of a shape, where it may also be open.

    numpy: the scalar type's name (`int64`), if it is not a Python int: Keras treats the two differently.
    """

    dim: Dim
    numpy: str | None = None

    @property
    def known(self) -> int | None:
        return self.dim.value


class TupleValue(Struct, frozen=True, eq=False):
    """A tuple; a named one has `names`, and the class if that is the user's own."""

    items: tuple[Value, ...]
    names: tuple[str, ...] = ()
    cls: UserClass | None = None


class Range(Struct, frozen=True, eq=False):
    """`range(start, stop, step)`."""

    start: Dim
    stop: Dim
    step: Dim

    def known(self) -> range | None:
        """As Python's own; None where its numbers are not known, and where it has more than `len` can count."""
        start, stop, step = self.start.value, self.stop.value, self.step.value
        if start is None or stop is None or not step or (stop - start) // step >= sys.maxsize:
            return None
        return range(start, stop, step)


class PathValue(Struct, frozen=True, eq=False):
    """A `pathlib.Path` whose parts are all known."""

    path: PurePosixPath


class SliceValue(Struct, frozen=True, eq=False):
    """`lower:upper:step` inside a subscript."""

    lower: Value
    upper: Value
    step: Value


def is_none(value: object) -> bool:
    """Whether it is Python's None."""
    return isinstance(value, Constant) and value.value is None


def integer(value: int | Dim) -> Integer:
    """An int as a value."""
    return Integer(dim(value))


def number_of(value: Number) -> Integer:
    return Integer(value)
