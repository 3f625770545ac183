"""NumPy's indexing by arrays: of places, and of truths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conv1d_lsp.arrays.misfits import NotSpreadable
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, broadcast, dim


@dataclass(frozen=True, slots=True)
class Places:
    """An array of places along one axis, or one place: then its shape is (). known: those that are known."""

    shape: Shape
    known: tuple[int, ...] = ()

    @property
    def covered(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class Truths:
    """An array of truths, which covers as many axes as it has."""

    shape: Shape

    @property
    def covered(self) -> int:
        return len(self.shape.known_axes)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of some axes: of a slice one, of a new axis one that covers none, of `...` as many as it covers."""

    sizes: tuple[Dim, ...]
    covered: int


#: What stands between the brackets.
Part = Places | Truths | Kept


@dataclass(eq=False)
class PlaceMissing(Exception):  # noqa: N818 (the user's error, not ours)
    """A place that an axis does not have."""

    axis: int
    place: int


@dataclass(eq=False)
class MaskApart(Exception):  # noqa: N818 (the user's error, not ours)
    """A mask that is longer or shorter than the axis that it lies on. axis: of the array."""

    axis: int
    length: Dim


def selected(a: Shape, parts: Sequence[Part]) -> Shape:
    """What the parts leave of an array, all of whose axes they cover.

    Arrays of places are broadcast together. Their axes take the place of the axes that they cover where these are
    neighbours; else they go first. Raises NotSpreadable, MaskApart, PlaceMissing.
    """
    together = Shape(())
    front: list[Dim] = []
    rest: list[Dim] = []
    chosen: list[int] = []
    axis = 0
    for number, part in enumerate(parts):
        if isinstance(part, Kept):
            (rest if chosen else front).extend(part.sizes)
        else:
            together = _both(together, _looked_at(a, axis, part))
            chosen.append(number)
        axis += part.covered
    neighbours = not chosen or chosen[-1] - chosen[0] + 1 == len(chosen)
    return Shape((*front, *together.known_axes, *rest) if neighbours else (*together.known_axes, *front, *rest))


def _looked_at(a: Shape, axis: int, part: Places | Truths) -> Shape:
    """The shape of the array of places that a part is. Raises MaskApart, PlaceMissing."""
    if isinstance(part, Places):
        size = a[axis].value
        missing = [place for place in part.known if size is not None and not -size <= place < size]
        if missing:
            raise PlaceMissing(axis, missing[0])
        return part.shape
    for index, length in enumerate(part.shape.known_axes):
        if a[axis + index].equals(length) is Truth.NO:
            raise MaskApart(axis + index, length)
    return Shape((Unclear("how many places a mask takes"),))


def _both(left: Shape, right: Shape) -> Shape:
    """Raises NotSpreadable."""
    together = broadcast(left, right)
    if together is None:
        raise NotSpreadable(left, right)
    return together


def new_axis() -> Kept:
    return Kept((dim(1),), 0)
