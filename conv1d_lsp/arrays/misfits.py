"""What a library certainly refuses, as facts: a closed set. The interpreter says them as faults of the call."""

from __future__ import annotations

from dataclasses import dataclass, field

from conv1d_lsp.settings import Release
from conv1d_lsp.shapes import Dim, Shape


@dataclass(eq=False)
class Misfit(Exception):  # noqa: N818 (the user's error, not ours)
    """Ends a declaration: the library raises here. Never leaves the interpreter.

    since: the first release of Keras 3 that raises; None if each does.
    """

    since: Release | None = field(default=None, kw_only=True)


@dataclass(eq=False)
class NoSuchAxis(Misfit):
    """An axis beyond those of the array."""

    shape: Shape
    axis: int


@dataclass(eq=False)
class NotOne(Misfit):
    """An axis that is to go, and has another size than 1."""

    shape: Shape
    axis: int


@dataclass(eq=False)
class SizesDiffer(Misfit):
    """Sizes that must agree along an axis. joined: the axis along which arrays are put together.

    sizes: those that differ, where they are not of the same axis in all arrays.
    """

    shapes: tuple[Shape, ...]
    axis: int
    joined: int | None = None
    sizes: tuple[Dim, ...] | None = None


@dataclass(eq=False)
class RanksApart(Misfit):
    """Different numbers of axes."""

    shapes: tuple[Shape, ...]


@dataclass(eq=False)
class OtherRank(Misfit):
    """A first array of another number of axes than `wanted`, a phrase: "4", "3 or 4", "at least 2"."""

    shape: Shape
    wanted: str


@dataclass(eq=False)
class NotTaken(Misfit):
    """An argument that can't be had. argument: its name in the declaration. wanted: a noun phrase."""

    argument: str
    found: str
    wanted: str


@dataclass(eq=False)
class NotSpreadable(Misfit):
    """Two shapes that can't be broadcast."""

    left: Shape
    right: Shape


@dataclass(eq=False)
class NoProduct(Misfit):
    """Two shapes whose inner sizes differ: the last axis of the left, the last but one of the right."""

    left: Shape
    right: Shape


@dataclass(eq=False)
class NoRoom(Misfit):
    """A total of numbers that does not fit into the target. wanted: the product of its known sizes."""

    shape: Shape
    target: Shape
    total: Dim
    wanted: Dim


@dataclass(eq=False)
class Uneven(Misfit):
    """An axis that can't be split into so many equal parts."""

    shape: Shape
    axis: int
    parts: Dim


@dataclass(eq=False)
class TooFew(Misfit):
    """Fewer places along an axis than the window covers."""

    shape: Shape
    axis: int
    window: Dim
    dilation: Dim


@dataclass(eq=False)
class NotATable(Misfit):
    """Data with another number of axes than scikit-learn takes: 2, samples and features, or 1, labels.

    whole: each sample is to be one row, whatever is in it.
    """

    shape: Shape
    wanted: int
    whole: bool = False


@dataclass(eq=False)
class OtherFeatures(Misfit):
    """Data with another number of columns than what an estimator was fitted to."""

    shape: Shape
    wanted: Dim
