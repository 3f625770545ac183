"""Convolutions with a kernel of their own for each place. Source: layers/locally_connected/*.py of Keras 2."""

from __future__ import annotations

from math import prod

from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.spatial import SpatialLayer, require_reach, same_length, valid_length
from conv1d_lsp.layers.faults import BadArgument, OpenAxis, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of
from conv1d_lsp.layers.parameters import Odd, flag
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sizes import per_axis
from conv1d_lsp.layers.weights import Built, Sizes, weights
from conv1d_lsp.layers.words import Word, Words, channels_order
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear, dim

_K2 = Generation.KERAS_2

FILTERS = Habits(
    least=None, bools=Odd.REFUSED_LATE, floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE
)

MODES = Habits(least=None, floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE)

#: Keras knows "causal" as well, but finds no connections for it.
PADDINGS = Words(("valid", "same"), late=("causal",), lists=Odd.REFUSED_LATE)

#: More windows than this are not counted one by one.
MOST_COUNTED = 10_000


class LocallyConnected(SpatialLayer):
    """(batch, places..., channels) -> (batch, fewer places..., filters)."""

    filters = count(keras3=FILTERS, keras2=FILTERS)
    kernel_size = per_axis()
    strides = per_axis(1, least=0, floats=Odd.TAKEN)
    padding = Word(PADDINGS, PADDINGS, "valid")
    data_format = channels_order()
    activation = named_activation()
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "bias")
    penalties = penalties_of("kernel", "bias")
    implementation = count(1, keras3=MODES, keras2=MODES)

    def construct(self) -> None:
        late = any(fault.argument == "padding" for fault in self.late_faults)
        found = "another" if late else f"'{self.padding}'"
        fault = BadArgument(found, "'valid' unless `implementation` is 2 or 3", argument="padding")
        require(Truth.of(self.padding == "valid" and not late) | (self.implementation != 1), fault)

    def accept(self, x: Shape) -> None:
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def build(self, x: Shape) -> Built:
        x = self.ranked(x)
        for axis in (*self.places, self.channels):
            require(x[axis].given, OpenAxis(x, self.axis_name(axis, x)))
        for argument in ("filters", "strides", "implementation"):
            self._require_positive(argument)
        require(self.implementation <= 3, BadArgument(str(self.implementation), "1, 2 or 3", argument="implementation"))
        if self.padding == "valid":
            require_reach(self, x, self.kernel_size, (dim(1),) * self.spatial, self.strides, "kernel_size")
        places = tuple(working.size for working in self.workings(x))
        pinned = {axis: x[axis] for axis in (*self.places, self.channels)}
        bias = (*places, self.filters) if self.use_bias else None
        return weights(kernel=self._kernel(x, places), bias=bias, pinned=pinned, rank=x.rank)

    def _require_positive(self, argument: str) -> None:
        given = getattr(self, argument)
        for each in given if isinstance(given, tuple) else (given,):
            require(each >= 1, BadArgument(str(each), "a positive integer", argument=argument))

    def _kernel(self, x: Shape, places: tuple[Dim, ...]) -> Sizes:
        """A weight for each connection; `implementation` 2 also makes those that are none."""
        channels = x[self.channels]
        if self.implementation.value == 2:
            return (*(x[axis] for axis in self.places), channels, *places, self.filters)
        if self.padding != "valid":
            along = (
                connections(x[axis], *each)
                for axis, *each in zip(self.places, places, self.kernel_size, self.strides, strict=True)
            )
            return (prod(along, start=channels * self.filters),)
        return (prod(places, start=dim(1)), prod(self.kernel_size, start=channels), self.filters)

    def strange(self, built: Built, x: Shape) -> bool:
        """TensorFlow cuts later inputs as it did the first."""
        return any(x[axis].equals(size) is not Truth.YES for axis, size in (built.pinned or {}).items())

    def check_pinned(self, built: Built, *inputs: Shape) -> None:
        (x,) = inputs
        require(x.rank == self.spatial + 2, WrongRank(x, str(self.spatial + 2), self.axis_names()))

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        return x.with_axes({**self.sizes(self.workings(x)), self.channels: self.filters})

    def workings(self, x: Shape) -> tuple[Working, ...]:
        if self.padding != "valid":
            return self.each_axis(same_length, x, self.strides)
        return self.each_axis(valid_length, x, self.kernel_size, self.strides)


def connections(length: Dim, places: Dim, window: Dim, stride: Dim) -> Dim:
    """How many places of the input all windows together cover, where they may reach over its borders."""
    numbers = [each.value for each in (length, places, window, stride)]
    known = [each for each in numbers if each is not None]
    if len(known) < len(numbers) or known[1] > MOST_COUNTED:
        return Unclear("the connections at the borders")
    end, outputs, reach, step = known
    starts = [place * step - reach // 2 for place in range(outputs)]
    return dim(sum(min(end, start + reach) - max(0, start) for start in starts))


@keras_layer("LocallyConnected1D", only=_K2)
class LocallyConnected1D(LocallyConnected):
    """(batch, steps, channels) -> (batch, steps', filters)."""


@keras_layer("LocallyConnected2D", only=_K2)
class LocallyConnected2D(LocallyConnected):
    """(batch, height, width, channels) -> (batch, height', width', filters)."""

    spatial = 2
