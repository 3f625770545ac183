"""What a recurrent layer does at one step: its cell. Source: layers/rnn/*.py of each generation."""

from __future__ import annotations

from typing import ClassVar, Protocol, TypeAlias, Union

from msgspec import Struct

from conv1d_lsp.layers.arguments import Arg, Inner, Opaque, OwnCell, OwnLayer, Perhaps, items, shown
from conv1d_lsp.layers.configured import Configured, Inputs, Refused
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.dtypes import Takes
from conv1d_lsp.layers.faults import BadArgument, LayerFault, OpenAxis
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of, swallowed
from conv1d_lsp.layers.parameters import Group, Odd, Raw, Share, flag, raw
from conv1d_lsp.layers.requirement import Refusal, refuse, require
from conv1d_lsp.layers.weights import Built, Sizes, Weight, weights
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

#: Only a layer that holds the cell notices that `units` is no integer; the cell alone does so as its weights are made.
UNITS_3 = Habits(floats=Odd.REFUSED_LATE, numpy=Odd.REFUSED_LATE)
UNITS_2 = Habits(floats=Odd.REFUSED_LATE, bools=Odd.REFUSED_LATE)

#: Keras 3 takes it where there is more than one gate, to no use but speed; Keras 2 takes it of every layer.
IMPLEMENTATION = Group((Raw(None, by_name=True, only=_K3, name="implementation"),))


#: The size of a state, or those of several; nested where cells are stacked.
StateSize: TypeAlias = Union[Dim, tuple["StateSize", ...]]  # noqa: UP007 (a string has no `|`)


class StepCell(Protocol):
    """What works at each step of a recurrent layer: a declared cell, or one of the user's own."""

    @property
    def state_size(self) -> StateSize:
        """Of a new state, or of each."""

    @property
    def output_size(self) -> Dim:
        """The number of features of the output."""

    @property
    def late_faults(self) -> tuple[LayerFault, ...]:
        """What Keras finds out as the weights are made."""

    def step_weights(self, features: Dim) -> tuple[Weight, ...] | None:
        """The weights for steps of so many features; None if they can't be told."""


class Recurring(Layer):
    """Has states, and so passes for a cell when a recurrent layer looks whether it was given one."""


class Gated(Layer):
    """What a cell and the layer made of it share: the weights.

    gates: how many times `units` the kernels are wide. states: how many states of (batch, units) there are.
    """

    gates: ClassVar[int] = 1
    states: ClassVar[int] = 1

    units: Dim
    use_bias: bool

    @property
    def state_size(self) -> StateSize:
        return self.units if self.states == 1 else (self.units,) * self.states

    @property
    def output_size(self) -> Dim:
        return self.units

    def step_weights(self, features: Dim) -> tuple[Weight, ...]:
        """The weights for steps of so many features."""
        wide = self.units * self.gates
        made = weights(
            kernel=(features, wide),
            recurrent_kernel=(self.units, wide),
            bias=self.bias(wide) if self.use_bias else None,
        )
        return made.weights

    def bias(self, wide: Dim) -> Sizes:
        return (wide,)


class ResetGated(Gated):
    """Three gates; with `reset_after` a bias for each of the two kernels."""

    gates = 3

    reset_after: bool

    def bias(self, wide: Dim) -> Sizes:
        return (2, wide) if self.reset_after else (wide,)


class Cell(Layer):
    """(batch, features) and the states -> (batch, units) and the new states."""

    takes = Takes.FLOATS

    several = Several.TAKEN
    call_options = ("training",)

    def build(self, x: Inputs, states: Inputs) -> Built:
        if not isinstance(x, Shape) or x.rank.value == 0:
            return Built(unclear=Unclear("a cell on something unusual"))
        require(x[-1].given, OpenAxis(x, "features"))
        return Built(self.step_weights(x[-1]) or (), {-1: x[-1]})

    def check_pinned(self, built: Built, *inputs: Inputs) -> None:
        """On other than two axes Keras 3 does not look at their sizes."""
        if isinstance(inputs[0], Shape) and inputs[0].rank.value == 2:
            self.check_sizes(built, *inputs)

    def call(self, x: Inputs, states: Inputs) -> Inputs:
        given = states if isinstance(states, tuple) else (states,)
        sizes = self.state_size if isinstance(self.state_size, tuple) else (self.state_size,)
        fit = isinstance(x, Shape) and x.rank.value == 2 and len(given) == len(sizes) and all(map(_fits, given, sizes))
        if not fit or not isinstance(x, Shape):
            return Shape.unknown(Unclear("a cell on states that may not fit"))
        new = states_of(x[0], self.state_size)
        alone = isinstance(new, Shape)
        return Shape((x[0], self.output_size)), (new,) if alone and isinstance(states, tuple) else new

    @property
    def state_size(self) -> StateSize:
        raise NotImplementedError

    @property
    def output_size(self) -> Dim:
        raise NotImplementedError

    def step_weights(self, features: Dim) -> tuple[Weight, ...] | None:
        raise NotImplementedError


def _fits(state: Inputs, size: StateSize) -> bool:
    """Whether a state certainly has that size."""
    if isinstance(state, tuple) or isinstance(size, tuple):
        return False
    return state.rank.value == 2 and state[-1].equals(size) is Truth.YES


def states_of(batch: Dim, size: StateSize) -> Inputs:
    """The shapes of states of that size."""
    return tuple(states_of(batch, each) for each in size) if isinstance(size, tuple) else Shape((batch, size))


@keras_layer("SimpleRNNCell")
class SimpleRNNCell(Gated, Cell):
    """One state, no gates."""

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    activation = named_activation("tanh")
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "recurrent", "bias")
    penalties = penalties_of("kernel", "recurrent", "bias", activity=False)
    dropout = Share(0.0)
    recurrent_dropout = Share(0.0)
    seed = raw(None, by_name_in=_K2)
    swallowed = swallowed("enable_caching_device")


@keras_layer("LSTMCell")
class LSTMCell(Gated, Cell):
    """Two states, four gates."""

    gates = 4
    states = 2

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    activation = named_activation("tanh")
    recurrent_activation = named_activation("sigmoid")
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "recurrent", "bias")
    unit_forget_bias = flag(default=True)
    penalties = penalties_of("kernel", "recurrent", "bias", activity=False)
    dropout = Share(0.0)
    recurrent_dropout = Share(0.0)
    seed = raw(None, by_name_in=_K2)
    of_gates = IMPLEMENTATION
    swallowed = swallowed("enable_caching_device")


@keras_layer("GRUCell")
class GRUCell(ResetGated, Cell):
    """One state, three gates."""

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    activation = named_activation("tanh")
    recurrent_activation = named_activation("sigmoid")
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "recurrent", "bias")
    penalties = penalties_of("kernel", "recurrent", "bias", activity=False)
    dropout = Share(0.0)
    recurrent_dropout = Share(0.0)
    reset_after = flag(default=True)
    seed = raw(None, by_name_in=_K2)
    of_gates = IMPLEMENTATION
    swallowed = swallowed("enable_caching_device")


@keras_layer("StackedRNNCells")
class StackedRNNCells(Cell):
    """Cells one after the other, as one cell; its states are those of each."""

    cells = raw()
    swallowed = swallowed("reverse_state_order")

    parts: tuple[StepCell, ...] | None

    def construct(self) -> None:
        given = items(self.cells)
        parts = None if given is None else tuple(cell_of(each, self.keras, "cells") for each in given)
        self.parts = None if parts is None else tuple(part for part in parts if part is not None)
        if parts is None or len(self.parts or ()) < len(parts) or not parts:
            self.parts = None
        self.late_faults = tuple(fault for part in self.parts or () for fault in part.late_faults)

    def build(self, x: Inputs, states: Inputs) -> Built:
        return Built(unclear=Unclear("stacked cells on their own"))

    def call(self, x: Inputs, states: Inputs) -> Inputs:
        return Shape.unknown(Unclear("stacked cells on their own are not followed"))

    @property
    def state_size(self) -> StateSize:
        return tuple(part.state_size for part in self.parts or ())

    @property
    def output_size(self) -> Dim:
        return self.parts[-1].output_size if self.parts else Unclear("the cells are not known")

    def step_weights(self, features: Dim) -> tuple[Weight, ...] | None:
        made: list[Weight] = []
        for part in self.parts or ():
            of_part = part.step_weights(features)
            if of_part is None:
                return None
            made += of_part
            features = part.output_size
        return tuple(made)


class StatedCell(Struct, frozen=True, eq=False):
    """A cell of the user's own: what it makes is not known, but for the sizes that it states."""

    state_size: StateSize
    output_size: Dim
    late_faults: tuple[LayerFault, ...] = ()

    def step_weights(self, features: Dim) -> tuple[Weight, ...] | None:
        return None


def cell_of(given: Arg, keras: Generation, argument: str) -> StepCell | None:
    """The cell that is given as an argument; None for one that can't be told. Raises Refusal for what is none."""
    cells = items(given)
    if argument == "cell" and cells is not None:
        return _stacked(given, keras)
    if isinstance(given, Configured):
        made = given.variants[0]
        if not isinstance(made, Cell | Recurring):
            refuse(_no_cell(given, argument))
        if not isinstance(made, Cell) or len(given.variants) > 1:
            return None
        if argument == "cell" and made.late_faults and keras is _K3 and not isinstance(made.state_size, tuple):
            raise Refusal(*made.late_faults)
        return made if not isinstance(made, StackedRNNCells) or made.parts else None
    if isinstance(given, OwnCell):
        return _own(given)
    if not isinstance(given, Unclear | Opaque | Perhaps | Inner):
        refuse(_no_cell(given, argument))
    if isinstance(given, OwnLayer) and not given.may_be_cell:
        refuse(BadArgument(f"a {given.layer}", "a cell, which has a `state_size`", argument=argument))
    return None


def _no_cell(given: Arg, argument: str) -> BadArgument:
    found = f"a {given.layer}" if isinstance(given, Configured) else shown(given)
    return BadArgument(found, "a cell, such as LSTMCell(8)", argument=argument)


def _stacked(given: Arg, keras: Generation) -> StepCell | None:
    made = StackedRNNCells.configure((given,), {}, keras)
    if isinstance(made, Refused):
        raise Refusal(*made.faults)
    stack = made.variants[0]
    assert isinstance(stack, StackedRNNCells)
    return stack if stack.parts else None


def _own(given: OwnCell) -> StepCell | None:
    states = _stated(given.state_size)
    if states is None:
        return None
    output = _stated(given.output_size) if given.output_size is not None else _first(states)
    return StatedCell(states, output) if isinstance(output, Dim) else None


def _stated(size: Arg) -> StateSize | None:
    parts = items(size)
    if parts is None:
        return size if isinstance(size, Dim) else None
    sizes = tuple(map(_stated, parts))
    known = tuple(each for each in sizes if each is not None)
    return known if len(known) == len(sizes) else None


def _first(size: StateSize) -> StateSize | None:
    return size if isinstance(size, Dim) else size[0] if size else None
