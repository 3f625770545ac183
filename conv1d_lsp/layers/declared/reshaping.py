"""Layers that arrange the same numbers differently. Source: layers/reshaping/*.py of each generation."""

from __future__ import annotations

from math import prod

from conv1d_lsp.layers.arguments import Arg, Opaque, items, shown, size
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, keras_layer
from conv1d_lsp.layers.dtypes import Gives
from conv1d_lsp.layers.faults import BadArgument, LayerFault, ReshapeTotals, WrongRank
from conv1d_lsp.layers.parameters import Odd, raw
from conv1d_lsp.layers.requirement import Moment, refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, ITSELF, Sight, gathered
from conv1d_lsp.layers.words import channels_order
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, Unclear, dim


@keras_layer("Flatten")
class Flatten(Layer):
    """(batch, ...) -> (batch, product of the rest)."""

    gives = Gives.THE_SAME

    light = True

    data_format = channels_order()

    def call(self, x: Shape) -> Shape:
        if not x.ranked:
            return Shape((x.why, x.why))
        return Shape((x[0], prod(x.known_axes[1:], start=dim(1))))

    def sight(self, x: Shape) -> Sight:
        return EVERYTHING if x.ranked and len(x.known_axes) > 2 else ITSELF if x.ranked else None

    def workings(self, x: Shape) -> tuple[Working, ...]:
        if not x.ranked or len(x.known_axes) < 3:
            return ()
        return (Working("features", _product, x.known_axes[1:]),)


@keras_layer("Reshape")
class Reshape(Layer):
    """(batch, ...) -> (batch, *target_shape); one -1 stands for what is left."""

    gives = Gives.THE_SAME

    light = True

    target_shape = raw()

    def construct(self) -> None:
        sizes = items(self.target_shape)
        if sizes is None:
            if isinstance(self.target_shape, Unclear | Opaque):
                return
            refuse(BadArgument(shown(self.target_shape), "a tuple of sizes", argument="target_shape"))
        if self.keras == Generation.KERAS_3:
            self._check(sizes)

    def _check(self, sizes: tuple[Arg, ...]) -> None:
        values = [each.value if isinstance(each, Dim) else None for each in sizes]
        fault = BadArgument(shown(self.target_shape), "positive sizes, and at most one -1", argument="target_shape")
        if values.count(-1) > 1 or any(value is not None and value < -1 for value in values):
            refuse(fault)

    def call(self, x: Shape) -> Shape:
        sizes = items(self.target_shape)
        if sizes is None:
            return Shape.unknown(Unclear("the target shape"))
        target = tuple(self._size(each) for each in sizes)
        return Shape((x[0], *self._rest(x, target)))

    def sight(self, x: Shape) -> Sight:
        new = self.call(x)
        if not (x.ranked and new.ranked) or min(len(x.known_axes), len(new.known_axes)) < 2:
            return None
        if new[1].equals(x[1]) is Truth.YES:
            return ITSELF
        return gathered(*(prod(shape.known_axes[2:], start=dim(1)).value for shape in (x, new)))

    def _size(self, given: Arg) -> Dim:
        known = size(given)
        if self.keras == Generation.KERAS_3:
            return known if known is not None else OPEN
        if known is None or isinstance(known, Open):
            refuse(BadArgument(shown(self.target_shape), "a tuple of integers", argument="target_shape"), Moment.CALL)
        return known

    def _rest(self, x: Shape, target: tuple[Dim, ...]) -> tuple[Dim, ...]:
        free = [number for number, each in enumerate(target) if each.value is not None and each.value < 0]
        if not x.ranked:
            return tuple(x.why if number in free else each for number, each in enumerate(target))
        rest = x.known_axes[1:]
        if any(isinstance(each, Open) for each in (*rest, *target)):
            self._require_multiple(x, target)
            return tuple(OPEN if number in free else each for number, each in enumerate(target))
        if len(free) > 1:
            refuse(BadArgument(shown(self.target_shape), "sizes, and at most one -1", argument="target_shape"))
        total = prod(rest, start=dim(1))
        wanted = prod((each for number, each in enumerate(target) if number not in free), start=dim(1))
        fault = ReshapeTotals(Shape(rest), Shape(target), total, wanted, argument="target_shape")
        if not free:
            require(total.equals(wanted), fault)
            return target
        require(wanted != 0, fault)
        require(total % wanted == 0, fault)
        return tuple(total // wanted if number in free else each for number, each in enumerate(target))

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """None in the target stands for what is left, and Keras 3 does not look whether something is."""
        sizes = items(self.target_shape)
        if self.keras == Generation.KERAS_2 or sizes is None or sizes.count(None) != 1 or not x.ranked:
            return ()
        known = [each for each in sizes if each is not None]
        if any(not isinstance(each, Dim) or (each > 0) is not Truth.YES for each in known):
            return ()
        target, rest = tuple(self._size(each) for each in sizes), x.known_axes[1:]
        total = prod(rest, start=dim(1))
        wanted = prod((each for each in target if not isinstance(each, Open)), start=dim(1))
        fault = ReshapeTotals(Shape(rest), Shape(target), total, wanted, argument="target_shape")
        return (fault,) if (total % wanted == 0) is Truth.NO else ()

    def _require_multiple(self, x: Shape, target: tuple[Dim, ...]) -> None:
        """Where the batch has a size, Keras 2 sees whether the known sizes can be part of the result."""
        if (
            self.keras == Generation.KERAS_2
            and x[0].value is not None
            and all((each.value or 0) > 0 for each in target)
        ):
            known = [each for each in x.known_axes if not isinstance(each, Open)]
            total, wanted = prod(known, start=dim(1)), prod(target, start=x[0])
            if total.value != 0:
                fault = ReshapeTotals(x, Shape((x[0], *target)), total, wanted, argument="target_shape")
                require(wanted % total == 0, fault)


@keras_layer("Permute")
class Permute(Layer):
    """Puts the axes after the batch in the order `dims`, which counts them from 1."""

    gives = Gives.THE_SAME

    light = True

    dims = raw()

    def construct(self) -> None:
        order = items(self.dims)
        fault = BadArgument(shown(self.dims), "the numbers of the axes from 1, each once", argument="dims")
        if order is None:
            if not isinstance(self.dims, Unclear | Opaque):
                refuse(fault)
            return
        values = [each.value if isinstance(each, Dim) else None for each in map(size, order)]
        if None not in values and sorted(value for value in values if value is not None) != [
            *range(1, len(values) + 1)
        ]:
            refuse(fault)
        if any(size(each) is None or each is None for each in order):
            refuse(fault)

    def accept(self, x: Shape) -> None:
        order = items(self.dims)
        if order is not None:
            require(x.rank == len(order) + 1, WrongRank(x, str(len(order) + 1), ()))

    def call(self, x: Shape) -> Shape:
        order = items(self.dims)
        if order is None:
            return Shape.unknown(Unclear("the order of the axes"))
        places = [each.value if isinstance(each, Dim) else None for each in map(size, order)]
        return Shape((x[0], *(Unclear("an axis of `dims`") if place is None else x[place] for place in places)))


@keras_layer("RepeatVector")
class RepeatVector(Layer):
    """(batch, features) -> (batch, n, features)."""

    gives = Gives.THE_SAME

    light = True

    n = count(
        keras3=Habits(bools=Odd.REFUSED, numpy=Odd.REFUSED, since=(3, 15), before=Habits(least=0, numpy=Odd.REFUSED)),
        keras2=Habits(least=-1, late=True, numpy=Odd.REFUSED),
    )

    def accept(self, x: Shape) -> None:
        require(x.rank == 2, WrongRank(x, "2", ("batch", "features")))

    def call(self, x: Shape) -> Shape:
        return Shape((x[0], OPEN if (self.n < 0) is Truth.YES else self.n, x[-1]))


def _product(first: Dim, *others: Dim) -> Dim:
    return prod(others, start=first)
