"""Shapes: the dimensions of a tensor or an array, its batch axis included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from conv1d_lsp.shapes.dims import OPEN, Dim, Number, Unclear, dim, may_be_open, show_dim
from conv1d_lsp.shapes.expression import Symbol
from conv1d_lsp.shapes.truth import Truth, every


class AxisNames(Struct, frozen=True):
    """What the axes of a shape are called before their number is known: `x.shape[0]`, `x.shape[1]`, …

    text: what stands for the sizes, `x.shape` or `input_shape`. sizes: whether those are certainly sizes of a tensor.
    leading: axes in front of those that it names. first: the index of the first size. passing: as of a `Symbol`.
    """

    text: str
    identity: int
    sizes: bool
    leading: int = 0
    first: int = 0
    passing: bool = False

    def axis(self, index: int) -> Symbol:
        """The name of one of the sizes."""
        low = 0 if self.sizes else None
        name = f"{self.text}[{self.first + index}]"
        return Symbol(name, self.identity, low=low, whole=self.sizes, axis=self.sizes, passing=self.passing)

    def axes(self, rank: int) -> tuple[Dim, ...]:
        """The axes of a shape that turns out to have `rank` of them."""
        named = (Number.of(self.axis(index)) for index in range(rank - self.leading))
        return (*(OPEN,) * self.leading, *named)


class Shape(Struct, frozen=True, eq=False):
    """`axes` is None where not even their number is known; then `why` says so, and `names` what they are called."""

    axes: tuple[Dim, ...] | None
    why: Unclear = field(default_factory=lambda: Unclear("an unknown shape"))
    names: AxisNames | None = None

    @staticmethod
    def of(axes: Iterable[Dim | int]) -> Shape:
        return Shape(tuple(dim(axis) for axis in axes))

    @staticmethod
    def unknown(why: Unclear, names: AxisNames | None = None) -> Shape:
        return Shape(None, why, names)

    def of_rank(self, rank: int) -> Shape:
        """The shape, where it is known by now that it has `rank` axes."""
        if self.axes is not None:
            return self
        return Shape((self.why,) * rank if self.names is None else self.names.axes(rank))

    def nameless(self) -> Shape:
        """The same without names for axes whose number is not known."""
        return self if self.names is None else Shape(None, self.why)

    def opened(self) -> Shape:
        """The same with None for each axis whose name may stand for it."""
        if self.axes is None:
            return self
        return Shape(tuple(OPEN if may_be_open(axis) else axis for axis in self.axes))

    @property
    def rank(self) -> Dim:
        """The number of axes."""
        return self.why if self.axes is None else dim(len(self.axes))

    @property
    def ranked(self) -> bool:
        return self.axes is not None

    @property
    def known_axes(self) -> tuple[Dim, ...]:
        """The axes of a shape whose rank is known; a caller asks `ranked` first."""
        assert self.axes is not None
        return self.axes

    def __getitem__(self, index: int) -> Dim:
        """The axis, counted from the end if negative; unclear if the rank is. IndexError past the end."""
        return self.why if self.axes is None else self.axes[index]

    def __iter__(self) -> Iterator[Dim]:
        return iter(self.known_axes)

    def with_axes(self, changes: Mapping[int, Dim | int]) -> Shape:
        """The same shape with some axes replaced."""
        if self.axes is None:
            return self
        axes = list(self.axes)
        for index, value in changes.items():
            axes[index] = dim(value)
        return Shape(tuple(axes))

    def equals(self, other: Shape) -> Truth:
        """Whether they have the same rank and the same sizes; open axes are unsure."""
        if self.axes is None or other.axes is None:
            return Truth.UNSURE
        if len(self.axes) != len(other.axes):
            return Truth.NO
        return every([a.equals(b) for a, b in zip(self.axes, other.axes, strict=True)])

    def same(self, other: Shape) -> bool:
        """Whether it is the same shape to the analyzer, open axes included."""
        if self.axes is None or other.axes is None:
            return self.axes is other.axes
        return len(self.axes) == len(other.axes) and all(a.same(b) for a, b in zip(self.axes, other.axes, strict=True))

    @property
    def shown(self) -> tuple[int | str | None, ...] | str:
        return "?" if self.axes is None else tuple(show_dim(axis) for axis in self.axes)

    def __str__(self) -> str:
        if self.axes is None:
            return "?"
        if len(self.axes) == 1:
            return f"({self.axes[0]},)"
        return f"({', '.join(str(axis) for axis in self.axes)})"
