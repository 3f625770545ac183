"""How long a slice of an axis is: of numbers, and of sizes by name where it is certain that the slice is whole.

And what else stands between brackets and is no array: new axes, `...`.
"""

from __future__ import annotations

from conv1d_lsp.interpreter.values import Constant, Integer, Library, SliceValue, Unknown, Value, is_none
from conv1d_lsp.shapes import OPEN, Dim, Number, Open, Truth, Unclear, dim, is_size, never_negative, steps_between

_BOUNDS = Unclear("a slice whose bounds are not known")


def is_new_axis(part: Value) -> bool:
    """`None` or `np.newaxis`."""
    return is_none(part) or part == Library("numpy.newaxis")


def is_ellipsis(part: Value) -> bool:
    """`...`."""
    return isinstance(part, Constant) and part.value is ...


def sliced(size: Dim, part: SliceValue) -> Dim:
    """The length of `lower:upper:step` of an axis."""
    step = _bound(part.step, dim(1))
    lower, upper = _bound(part.lower, None), _bound(part.upper, None)
    if lower is None and upper is None and step is not None and step.value in (1, -1):
        return size
    if step is None or step.value in (None, 0):
        return Unclear("a slice whose step is not known")
    if isinstance(lower, Unclear) or isinstance(upper, Unclear):
        return _BOUNDS
    known = [None if each is None else each.value for each in (lower, upper)]
    named = any(each is not None and each.value is None for each in (lower, upper))
    if size.value is not None and size.value < 0:  # what no axis has; whoever made it is told
        return Unclear("a slice of an axis that cannot be")
    if size.value is not None and not named:
        return dim(steps_between(*slice(known[0], known[1], step.value).indices(size.value)))
    if isinstance(size, Open):
        return _BOUNDS if named else OPEN
    return _whole(size, dim(0) if lower is None else lower, size if upper is None else upper, step.value or 1)


def _bound(part: Value, default: Dim | None) -> Dim | None:
    if is_none(part):
        return default
    if isinstance(part, Integer):
        return part.dim
    if isinstance(part, Unknown) and part.number is not None and not _may_be_none(part):
        return part.number
    return _BOUNDS


def _may_be_none(part: Unknown) -> bool:
    """Whether it may be no number at all: what was calculated is one."""
    return part.symbol is not None and part.symbol.may_be_open


def _whole(size: Dim, lower: Dim, upper: Dim, step: int) -> Dim:
    """The length of a slice that ends nowhere outside of the axis. An end below 0 is counted from the axis' own."""
    if not isinstance(size, Number) or step < 1:
        return Unclear("a slice of an axis known by name only")
    lower, upper = (size + each if (each < 0) is Truth.YES else each for each in (lower, upper))
    length = upper - lower
    if not (never_negative(lower) and never_negative(size - upper) and is_size(length)):
        return Unclear("a slice of an axis known by name only")
    return length if step == 1 else (length + (step - 1)) // step
