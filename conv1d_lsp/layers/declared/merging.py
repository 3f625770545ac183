"""Layers that make one tensor of several. Source: layers/merging/*.py of each generation."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from typing import ClassVar

from conv1d_lsp.layers.arguments import Opaque, is_numeric, items, shown
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import whole
from conv1d_lsp.layers.declaration import Layer, Several, axis_word, keras_layer
from conv1d_lsp.layers.dtypes import Gives, Takes
from conv1d_lsp.layers.faults import (
    AxesDiffer,
    AxisOutOfRange,
    BadArgument,
    LayerFault,
    NotAList,
    RanksDiffer,
    WrongCount,
    WrongRank,
)
from conv1d_lsp.layers.parameters import raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.sight import ITSELF, Sight
from conv1d_lsp.layers.weights import NOTHING, Built
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, Unclear, dim


@keras_layer("Concatenate")
class Concatenate(Layer):
    """Joins along `axis`; every other axis must agree. Keras 3 keeps the first one's axes, Keras 2 what any knows."""

    light = True

    several = Several.TAKEN
    takes = Takes.ALIKE
    gives = Gives.THE_SAME

    axis = whole(-1)

    def build(self, xs: Inputs) -> Built:
        shapes, axis = tensors(xs, least=1), self.axis.value
        if self._are_alike_without(axis, shapes):
            return NOTHING
        shapes = same_rank(shapes)
        if axis is None or not shapes[0].ranked:
            return NOTHING
        rank = len(shapes[0].known_axes)
        if self.keras == Generation.KERAS_2 or len(shapes) > 1 or axis < 0:
            require(Truth.of(-rank <= axis < rank), AxisOutOfRange(dim(axis), rank, shapes[0], argument="axis"))
            require_others_agree(shapes, axis % rank)
        return NOTHING

    def again(self, built: Built, *inputs: Inputs) -> None:
        """A single tensor is handed on."""
        if len(tensors(inputs[0], least=1)) > 1:
            self.build(*inputs)

    def sight(self, xs: Inputs) -> Sight:
        along = self.axis.value
        joined = along in (None, 1) or any(shape.rank.value == 1 - along for shape in tensors(xs, least=1))
        return None if joined else ITSELF

    def call(self, xs: Inputs) -> Shape:
        shapes = tensors(xs, least=1)
        axis = self.axis.value
        if len(shapes) == 1 or not shapes[0].ranked:
            return shapes[0]
        if axis is None:
            return Shape((Unclear("the axis of a concatenation"),) * len(shapes[0].known_axes))
        if (open_one := self._require_axis(shapes, axis)) is not None:
            return shapes[0].with_axes({axis: open_one[axis]})
        rest = shapes[0] if self.keras == Generation.KERAS_3 else most_known(same_rank(shapes))
        return rest.with_axes({axis: sum((x[axis] for x in shapes), start=dim(0))})

    def _are_alike_without(self, axis: int | None, shapes: tuple[Shape, ...]) -> bool:
        """Whether they differ in rank, but not once Keras 3 has taken the axis from those that have it."""
        ranks = {len(shape.known_axes) for shape in shapes if shape.ranked}
        if self.keras is Generation.KERAS_2 or axis is None or axis < 0 or len(ranks) < 2:
            return False
        return len({rank - (rank > axis) for rank in ranks}) == 1

    def _require_axis(self, shapes: tuple[Shape, ...], axis: int) -> Shape | None:
        """Requires the axis of each; gives the first that leaves it open, behind which Keras 3 does not look."""
        for x in shapes:
            if x.ranked:
                rank = len(x.known_axes)
                require(Truth.of(-rank <= axis < rank), AxisOutOfRange(dim(axis), rank, x, argument="axis"))
                if self.keras is Generation.KERAS_3 and isinstance(x[axis], Open):
                    return x
        return None


def tensors(xs: Inputs, least: int) -> tuple[Shape, ...]:
    """The tensors of a list. A single tensor is refused; of what can't be told, one unknown shape is taken."""
    if isinstance(xs, Shape):
        if xs.ranked:
            refuse(NotAList(least))
        return (xs,)
    if len(xs) < least:
        refuse(NotAList(least))
    return tuple(x if isinstance(x, Shape) else Shape.unknown(Unclear("a list inside a list")) for x in xs)


def same_rank(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Requires one rank of all; a shape of unknown rank takes that of the others."""
    ranks = {len(shape.known_axes) for shape in shapes if shape.ranked}
    require(Truth.of(len(ranks) <= 1), RanksDiffer(shapes))
    return tuple(x.of_rank(rank) for x in shapes for rank in ranks) if ranks else shapes


def require_others_agree(shapes: tuple[Shape, ...], joined: int) -> None:
    """Requires equal sizes along every axis but one."""
    for index in range(len(shapes[0].known_axes)):
        sizes = tuple(shape[index] for shape in shapes)
        if index != joined and agree(sizes) is Truth.NO:
            refuse(AxesDiffer(shapes, axis_word(index, len(shapes[0].known_axes)), index, sizes, joined))


def agree(sizes: tuple[Dim, ...]) -> Truth:
    """Whether they can be one size."""
    return Truth.of(all(a is b or a.equals(b) is not Truth.NO for a, b in combinations(sizes, 2)))


def most_known(shapes: tuple[Shape, ...]) -> Shape:
    """For each axis the best that any of them knows: a number before what is unclear, and that before None."""
    return Shape(tuple(best_known(sizes) for sizes in zip(*shapes, strict=True)))


def best_known(sizes: tuple[Dim, ...]) -> Dim:
    def ignorance(size: Dim) -> int:
        return 2 if isinstance(size, Open) else 0 if size.value is not None else 1

    return min(sizes, key=ignorance)


class Arithmetic(Layer):
    """Adds, multiplies ... place by place; axes of size 1 are spread, and missing ones added, as NumPy does."""

    light = True

    several = Several.TAKEN
    takes = Takes.ALIKE
    gives = Gives.THE_SAME

    count: ClassVar[int | None] = None

    def build(self, xs: Inputs) -> Built:
        shapes = tensors(xs, least=1)
        require_one_size(tuple(shape[0] for shape in shapes if shape.ranked), shapes, 0, "batch")
        self._spread(shapes)
        self._require_count(shapes)
        return NOTHING

    def again(self, built: Built, *inputs: Inputs) -> None:
        shapes = tensors(inputs[0], least=1)
        self._require_count(shapes)
        self._spread(shapes)
        batches = tuple(shape[0] for shape in shapes if shape.ranked and shape[0].value != 1)
        require_one_size(batches, shapes, 0, "batch")

    def strange(self, built: Built, *inputs: Inputs) -> bool:
        """Only at its first call Keras 2 looks whether axes are to be added."""
        shapes = tensors(inputs[0], least=1)
        return len({len(shape.known_axes) for shape in shapes if shape.ranked}) > 1

    def _require_count(self, shapes: tuple[Shape, ...]) -> None:
        if self.count is not None and shapes[0].ranked:
            require(Truth.of(len(shapes) == self.count), WrongCount(len(shapes), str(self.count)))

    def call(self, xs: Inputs) -> Shape:
        return self._spread(tensors(xs, least=1))

    def sight(self, xs: Inputs) -> Sight:
        return ITSELF

    def _spread(self, shapes: tuple[Shape, ...]) -> Shape:
        """The common shape. Requires that there is one."""
        if not all(shape.ranked for shape in shapes):
            return next(shape for shape in shapes if not shape.ranked)
        batch = self._batch([shape[0] for shape in shapes])
        rest: tuple[Dim, ...] = shapes[0].known_axes[1:]
        for shape in shapes[1:]:
            rest = self._spread_pair(rest, shape.known_axes[1:], shapes)
        return Shape((batch, *rest))

    def _batch(self, sizes: list[Dim]) -> Dim:
        """Keras 2 spreads it like any axis; Keras 3 takes the one number that it finds, and None beside several."""
        if self.keras is Generation.KERAS_2:
            return reduce(lambda a, b: spread_axis(a, b, self.keras), sizes)
        numbers = [size for size in sizes if not isinstance(size, Open)]
        if not numbers:
            return OPEN
        return numbers[0] if all(each.equals(numbers[0]) is not Truth.NO for each in numbers) else OPEN

    def _spread_pair(self, left: tuple[Dim, ...], right: tuple[Dim, ...], shapes: tuple[Shape, ...]) -> tuple[Dim, ...]:
        if len(left) < len(right):
            left, right = right, left
        extra = len(left) - len(right)
        pairs = list(zip(left[extra:], right, strict=True))
        for number, (a, b) in enumerate(pairs):
            if a is b or a.equals(b) is not Truth.NO:
                continue
            if (a == 1) is Truth.NO and (b == 1) is Truth.NO:
                index = extra + number + 1
                refuse(AxesDiffer(shapes, axis_word(index, len(left) + 1), index, (a, b)))
        return (*left[:extra], *(spread_axis(a, b, self.keras) for a, b in pairs))


def spread_axis(a: Dim, b: Dim, keras: Generation) -> Dim:
    """Of two axes, of which one of size 1 is spread along the other.

    Keras 3 says None where one is; TensorFlow, and so Keras 2, says what the other is unless that is 1.
    """
    if isinstance(a, Open) and isinstance(b, Open):
        return OPEN
    if isinstance(a, Open) or isinstance(b, Open):
        known = b if isinstance(a, Open) else a
        if keras is Generation.KERAS_3 or known.value == 1:
            return OPEN
        return known if (known > 1) is Truth.YES else Unclear("an open size beside one that may be 1")
    if a is b:
        return a
    if (a == 1) is Truth.YES:
        return b
    return a if (b == 1) is Truth.YES else best_known((a, b))


@keras_layer("Add")
class Add(Arithmetic):
    """The sum."""


@keras_layer("Subtract")
class Subtract(Arithmetic):
    """The first minus the second."""

    count = 2


@keras_layer("Multiply")
class Multiply(Arithmetic):
    """The product."""


@keras_layer("Average")
class Average(Arithmetic):
    """The mean."""


@keras_layer("Maximum")
class Maximum(Arithmetic):
    """The largest."""


@keras_layer("Minimum")
class Minimum(Arithmetic):
    """The smallest."""


@keras_layer("Dot")
class Dot(Layer):
    """The product along one axis of each of two tensors: (batch, *rest of the first, *rest of the second)."""

    several = Several.TAKEN
    takes = Takes.ALIKE
    gives = Gives.THE_SAME

    axes = raw()
    normalize = raw(False)

    @property
    def taken(self) -> Takes:
        return Takes.FLOATS if self.normalize is True else Takes.ALIKE

    def construct(self) -> None:
        if isinstance(self.axes, Dim | Opaque) and not is_numeric(self.axes):
            return
        pair = items(self.axes)
        fault = BadArgument(shown(self.axes), "an axis, or two", argument="axes")
        if pair is None or len(pair) != 2 or not all(isinstance(each, Dim | bool) for each in pair):
            refuse(fault)

    def build(self, xs: Inputs) -> Built:
        self._require_one_size(xs, beside_none=Truth.NO)
        return NOTHING

    def again(self, built: Built, *inputs: Inputs) -> None:
        (xs,) = inputs
        self._require_one_size(xs, beside_none=Truth.YES)

    def call(self, xs: Inputs) -> Shape:
        pair = self._pair(xs)
        if pair is None:
            return Shape.unknown(Unclear("the axes of a dot product"))
        (first, second), (a, b) = pair
        self._require_places(*pair)
        if self.keras is Generation.KERAS_3:
            require(second.rank >= 2, WrongRank(second, "at least 2", ("batch", "features")))
        left, right = list(first), list(second)
        if self.keras is Generation.KERAS_2 and a % len(left) and b % len(right):
            left[0] = spread_axis(left[0], right[0], self.keras)
        del left[a % len(left)], right[b % len(right)]
        axes = [*left, *right[1:]]
        return Shape((*axes, dim(1)) if len(axes) == 1 else tuple(axes))

    def at_run_time(self, xs: Inputs) -> tuple[LayerFault, ...]:
        """Keras 3 gives a shape for the batch's axis, too."""
        pair = self._pair(xs) if self.keras is Generation.KERAS_3 else None
        for shape, place in zip(*pair, strict=True) if pair is not None else ():
            if place % len(shape.known_axes) == 0:
                wanted = "an axis after that of the batch, or two"
                return (BadArgument(shown(self.axes), wanted, argument="axes"),)
        return ()

    def _require_one_size(self, xs: Inputs, beside_none: Truth) -> None:
        """Requires the two axes to have one size. beside_none: whether any number will do where the other is None."""
        pair = self._pair(xs)
        if pair is None:
            return
        shapes, places = pair
        self._require_places(shapes, places)
        if self.keras is Generation.KERAS_2:
            batches = tuple(shape[0] for shape in shapes)
            require(batches[0].equals(batches[1]), AxesDiffer(shapes, "batch", 0, batches))
        sizes = tuple(shape[place] for shape, place in zip(shapes, places, strict=True))
        fault = AxesDiffer(shapes, axis_word(places[0], len(shapes[0].known_axes)), places[0], sizes)
        require(sizes[0].equals(sizes[1]), fault)
        alike = Truth.of(isinstance(sizes[0], Open) == isinstance(sizes[1], Open))
        require(alike | beside_none | _any_unclear(sizes), fault)

    def _require_places(self, shapes: tuple[Shape, ...], places: tuple[int, ...]) -> None:
        for shape, place in zip(shapes, places, strict=True):
            rank = len(shape.known_axes)
            inside = -rank <= place < rank and (place % rank != 0 or self.keras is Generation.KERAS_3)
            require(Truth.of(inside), AxisOutOfRange(dim(place), rank, shape, argument="axes"))

    def _pair(self, xs: Inputs) -> tuple[tuple[Shape, ...], tuple[int, ...]] | None:
        """The two tensors and the axis of each; None if they can't be told. Requires that there are two."""
        shapes = tensors(xs, least=2)
        if len(shapes) == 1:
            return None
        require(Truth.of(len(shapes) == 2), WrongCount(len(shapes), "2"))
        given = items(self.axes)
        values = [each.value if isinstance(each, Dim) else None for each in given or (self.axes, self.axes)]
        places = tuple(value for value in values if value is not None)
        if len(places) < 2 or not all(shape.ranked for shape in shapes):
            return None
        if given is None and places[0] < 0:  # a single number is counted around
            places = tuple(place % len(shape.known_axes) for place, shape in zip(places, shapes, strict=True))
        return shapes, places


def _any_unclear(sizes: tuple[Dim, ...]) -> Truth:
    return Truth.UNSURE if any(isinstance(each, Unclear) for each in sizes) else Truth.NO


def require_one_size(sizes: tuple[Dim, ...], shapes: tuple[Shape, ...], index: int, word: str) -> None:
    require(agree(sizes), AxesDiffer(shapes, word, index, sizes))
