"""What functions demand of their arguments. Each raises a misfit where the library certainly refuses."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import Given, Listed, axes_of
from conv1d_lsp.arrays.misfits import NotTaken, OtherRank, RanksApart, SizesDiffer
from conv1d_lsp.settings import Release
from conv1d_lsp.shapes import Dim, Number, Open, Shape, Truth, may_be_open


def at_least(a: Given, least: int) -> tuple[Dim, ...] | None:
    """The axes of the first array, so many or more. Raises OtherRank."""
    axes = axes_of(a)
    if axes is not None and len(axes) < least:
        raise OtherRank(Shape(axes), f"at least {least}")
    return axes


def of_ranks(a: Given, *ranks: int) -> tuple[Dim, ...] | None:
    """The axes of the first array, of one of these numbers of axes. Raises OtherRank."""
    axes = axes_of(a)
    if axes is not None and len(axes) not in ranks:
        raise OtherRank(Shape(axes), " or ".join(map(str, ranks)))
    return axes


def of_one_rank(a: Given, b: Given) -> None:
    """Two arrays of as many axes. Raises RanksApart."""
    left, right = axes_of(a), axes_of(b)
    if left is not None and right is not None and len(left) != len(right):
        raise RanksApart((Shape(left), Shape(right)))


def of_one_shape(a: Given, b: Given) -> None:
    """Two arrays of one shape, as `keras.ops` compares them: None is another size than 3. Raises RanksApart,
    SizesDiffer."""
    of_one_rank(a, b)
    left, right = axes_of(a) or (), axes_of(b) or ()
    for index, (mine, other) in enumerate(zip(left, right, strict=False)):
        if differ(mine, other):
            raise SizesDiffer((Shape(left), Shape(right)), index)


def differ(a: Dim, b: Dim) -> bool:
    """Whether `keras.ops` finds two sizes different, where it takes None for one of its own."""
    one_open = isinstance(a, Open) is not isinstance(b, Open)
    told = all(isinstance(each, Open | Number) and not may_be_open(each) for each in (a, b))
    return a.equals(b) is Truth.NO or (one_open and told)


def refused(argument: str, found: Given, wanted: str, since: Release | None = None) -> NotTaken:
    """The misfit of an argument. wanted: what it must be, as a noun phrase."""
    return NotTaken(argument, said(found), wanted, since=since)


def said(value: Given) -> str:
    """A value as one would write it."""
    if isinstance(value, tuple):
        inside = ", ".join(map(said, value))
        if isinstance(value, Listed):
            return f"[{inside}]"
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return repr(value) if isinstance(value, str) else str(value)
