"""Recurrent layers. Source: layers/rnn/*.py of each generation."""

from __future__ import annotations

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Several, keras_layer
from conv1d_lsp.layers.declared.cells import (
    IMPLEMENTATION,
    UNITS_2,
    Gated,
    Recurring,
    ResetGated,
    StepCell,
    cell_of,
    states_of,
)
from conv1d_lsp.layers.declared.cells import UNITS_3 as UNITS_3_LSTM
from conv1d_lsp.layers.dtypes import Gives, Takes
from conv1d_lsp.layers.faults import EmptyAxis, LayerFault, OpenAxis, StatesDiffer, WrongCount, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of, swallowed
from conv1d_lsp.layers.parameters import Flag, Group, Odd, Raw, Share, flag, raw
from conv1d_lsp.layers.requirement import Refusal, refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, Sight
from conv1d_lsp.layers.weights import Built
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

#: A layer of one state notices at once in Keras 3 that `units` is no integer, an LSTM only at the first call.
UNITS_3 = Habits(numpy=Odd.REFUSED)
UNITS_2_LSTM = Habits(bools=Odd.REFUSED_LATE)
AXES = ("batch", "steps", "features")

#: What the class RNN behind each of them takes, and nothing here depends on.
OF_RNN = Group((Raw(None, by_name=True, name="zero_output_for_mask"),))


class Recurrent(Recurring):
    """(batch, steps, features) -> (batch, units), or (batch, steps, units) with `return_sequences`; then the states."""

    several = Several.TAKEN
    call_options = ("mask", "training")

    return_sequences: bool
    return_state: bool
    go_backwards: bool
    stateful: bool
    unroll: bool
    time_major: bool

    def axis_names(self) -> tuple[str, ...]:
        return ("steps", "batch", "features") if self.turned else AXES

    @property
    def turned(self) -> bool:
        """Whether the steps stand before the batch."""
        return self.keras is _K2 and self.time_major

    def step(self) -> StepCell | None:
        """What works at each step; None if it can't be told."""
        raise NotImplementedError

    def accept(self, x: Inputs, initial_state: Inputs | None = None) -> None:
        if isinstance(x, tuple) and self.keras is _K3:
            refuse(WrongCount(len(x), "1"))
        sequence = first_of(x)
        require(sequence.rank == 3, WrongRank(sequence, "3", self.axis_names()))

    def build(self, x: Inputs, initial_state: Inputs | None = None) -> Built:
        sequence = first_of(x)
        require(sequence[-1].given, OpenAxis(sequence, "features"))
        batch, steps = sequence[int(self.turned)], sequence[int(not self.turned)]
        if self.stateful:
            require(batch.given, OpenAxis(sequence, "batch", argument="stateful"))
        if self.unroll and self.keras is _K2:
            require(steps.given, OpenAxis(sequence, "steps", argument="unroll"))
        require_steps(self.keras, sequence, steps)
        cell = self.step()
        if cell is not None and cell.late_faults:
            raise Refusal(*cell.late_faults)
        made = None if cell is None else cell.step_weights(sequence[-1])
        pinned = {-1: sequence[-1]} if self.keras is _K2 else None
        if made is None:
            return Built((), pinned, unclear=Unclear("the weights of a cell that is not known"))
        return Built(made, pinned, features=sequence[-1])

    def strange(self, built: Built, *inputs: Inputs) -> bool:
        """The states that are kept say how many samples later batches must have, and of how many an open one is."""
        return self.stateful

    def again(self, built: Built, *inputs: Inputs) -> None:
        sequence = first_of(inputs[0])
        self.check_sizes(built, sequence)
        if self.unroll and sequence.rank.value == 3:
            require(sequence[int(not self.turned)].given, OpenAxis(sequence, "steps", argument="unroll"))

    def call(self, x: Inputs, initial_state: Inputs | None = None) -> Inputs:
        sequence, cell = first_of(x), self.step()
        if cell is None or sequence.rank.value not in (3, None):
            return Shape.unknown(Unclear("what a cell that is not known gives"))
        batch = sequence[int(self.turned)]
        output = Shape((batch, cell.output_size))
        if self.return_sequences:
            output = Shape((sequence[0], sequence[1], cell.output_size))
        if not self.return_state:
            return output
        states = states_of(batch, cell.state_size)
        return (output, *states) if isinstance(states, tuple) else (output, states)

    def macs(self, built: Built, x: Inputs, initial_state: Inputs | None = None) -> Dim | None:
        """Both kernels are used once a step."""
        return built.kernels * first_of(x)[1] if first_of(x).ranked else None

    def sight(self, x: Inputs, initial_state: Inputs | None = None) -> Sight:
        return EVERYTHING

    def at_run_time(self, x: Inputs, initial_state: Inputs | None = None) -> tuple[LayerFault, ...]:
        cell, states = self.step(), states_in(x, initial_state)
        if cell is None or states is None:
            return ()
        sizes = cell.state_size if isinstance(cell.state_size, tuple) else (cell.state_size,)
        units = tuple(size for size in sizes if isinstance(size, Dim))
        if len(units) < len(sizes):
            return ()
        count_fits = len(states) == len(units) or (self.keras is _K3 and len(states) > len(units))
        if count_fits and all(
            self._may_begin_with(state, size, cell) for state, size in zip(states, units, strict=False)
        ):
            return ()
        return (StatesDiffer(states, units, argument="initial_state"),)

    def _may_begin_with(self, state: Shape, units: Dim, cell: StepCell) -> bool:
        """Whether the cell may begin with the state. In Keras 3 one of other axes is spread where batches allow it."""
        if not state.ranked:
            return True
        rank = len(state.known_axes)
        gated = isinstance(cell, Gated) and cell.gates > 1
        spread = self.keras is _K3 and (rank == 1 or (rank > 2 and not gated and not self.stateful))
        return (rank == 2 or spread) and (state[-1] == units) is not Truth.NO


def states_in(x: Inputs, initial_state: Inputs | None) -> tuple[Shape, ...] | None:
    """The states that a call gives, with the sequence in one list or apart; None if there are none that are known."""
    given = initial_state if initial_state is not None else x[1:] if isinstance(x, tuple) else ()
    states = given if isinstance(given, tuple) else (given,)
    known = tuple(each for each in states if isinstance(each, Shape) and (each.ranked or len(states) > 1))
    return known if known and len(known) == len(states) else None


class RecurrentOfGates(Recurrent, Gated):
    """A recurrent layer that makes its own cell."""

    takes = Takes.FLOATS
    gives = Gives.FLOATS

    def step(self) -> StepCell:
        return self


def require_steps(keras: Generation, sequence: Shape, steps: Dim) -> None:
    """Keras 2 looks at the first step."""
    if keras is _K2:
        require(steps != 0, EmptyAxis(sequence, "steps"))


def first_of(x: Inputs) -> Shape:
    """The sequence, where states were given with it in a list."""
    while isinstance(x, tuple):
        if not x:
            return Shape.unknown(Unclear("an empty list of inputs"))
        x = x[0]
    return x


@keras_layer("SimpleRNN")
class SimpleRNN(RecurrentOfGates):
    """One state, no gates."""

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    activation = named_activation("tanh")
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "recurrent", "bias")
    penalties = penalties_of("kernel", "recurrent", "bias", unread_in=_K3)
    dropout = Share(0.0)
    recurrent_dropout = Share(0.0)
    return_sequences = flag(default=False)
    return_state = flag(default=False)
    go_backwards = flag(default=False)
    stateful = flag(default=False)
    unroll = flag(default=False)
    seed = raw(None, only=_K3)
    time_major = Flag(False, only=_K2, by_name=True)
    swallowed = swallowed("input_length", "enable_caching_device")
    of_rnn = OF_RNN


@keras_layer("LSTM")
class LSTM(RecurrentOfGates):
    """Two states, four gates."""

    since = releases(use_cudnn=(3, 2))

    gates = 4
    states = 2

    units = count(keras3=UNITS_3_LSTM, keras2=UNITS_2_LSTM)
    activation = named_activation("tanh")
    recurrent_activation = named_activation("sigmoid")
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "recurrent", "bias")
    unit_forget_bias = flag(default=True)
    penalties = penalties_of("kernel", "recurrent", "bias")
    dropout = Share(0.0)
    recurrent_dropout = Share(0.0)
    seed = raw(None, by_name_in=_K2)
    return_sequences = flag(default=False)
    return_state = flag(default=False)
    go_backwards = flag(default=False)
    stateful = flag(default=False)
    time_major = flag(default=False, only=_K2)
    swallowed = swallowed("input_length", "return_runtime", "enable_caching_device")
    of_rnn = OF_RNN
    of_gates = IMPLEMENTATION
    unroll = flag(default=False)
    use_cudnn = raw("auto", only=_K3)


@keras_layer("GRU")
class GRU(RecurrentOfGates, ResetGated):
    """One state, three gates."""

    since = releases(use_cudnn=(3, 2), implementation=(3, 4))

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    activation = named_activation("tanh")
    recurrent_activation = named_activation("sigmoid")
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "recurrent", "bias")
    penalties = penalties_of("kernel", "recurrent", "bias")
    dropout = Share(0.0)
    recurrent_dropout = Share(0.0)
    seed = raw(None, by_name_in=_K2)
    return_sequences = flag(default=False)
    return_state = flag(default=False)
    go_backwards = flag(default=False)
    stateful = flag(default=False)
    unroll = flag(default=False)
    time_major = flag(default=False, only=_K2)
    swallowed = swallowed("input_length", "return_runtime", "enable_caching_device")
    of_rnn = OF_RNN
    of_gates = IMPLEMENTATION
    reset_after = flag(default=True)
    use_cudnn = raw("auto", only=_K3)


@keras_layer("RNN")
class RNN(Recurrent):
    """Runs a cell, or a list of them stacked, over the steps."""

    cell = raw()
    return_sequences = flag(default=False)
    return_state = flag(default=False)
    go_backwards = flag(default=False)
    stateful = flag(default=False)
    unroll = flag(default=False)
    zero_output_for_mask = Flag(False, by_name_in=_K2)
    time_major = flag(default=False, only=_K2)
    swallowed = swallowed("input_length")

    def construct(self) -> None:
        self.step()

    def step(self) -> StepCell | None:
        return cell_of(self.cell, self.keras, "cell")

    def accept(self, x: Inputs, initial_state: Inputs | None = None) -> None:
        """Any number of axes may suit a cell of the user's own, and Keras 3 looks at none of them before it runs."""
        sequence = first_of(x)
        if self.keras is _K2 and not isinstance(x, tuple):
            require(sequence.rank >= 3, WrongRank(sequence, "3", self.axis_names()))

    def build(self, x: Inputs, initial_state: Inputs | None = None) -> Built:
        sequence = first_of(x)
        if sequence.rank.value in (3, None):
            return super().build(x, initial_state)
        if sequence.rank.value == 2:
            require(sequence[0].given, WrongRank(sequence, "3", self.axis_names()))
        return Built(unclear=Unclear("a cell on steps of unusual shape"))
