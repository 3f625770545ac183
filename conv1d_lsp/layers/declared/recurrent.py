"""Recurrent layers. Source: layers/rnn/*.py of each generation."""

from __future__ import annotations

from typing import ClassVar

from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.faults import EmptyAxis, OpenAxis, WrongCount, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of
from conv1d_lsp.layers.parameters import Flag, Odd, Share, flag, raw, swallowed
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, Sight
from conv1d_lsp.layers.weights import Built, Sizes, weights
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

#: A layer of one state notices at once in Keras 3 that `units` is no integer, an LSTM only at the first call.
UNITS_3 = Habits(numpy=Odd.REFUSED)
UNITS_3_LSTM = Habits(floats=Odd.REFUSED_LATE, numpy=Odd.REFUSED_LATE)
UNITS_2 = Habits(floats=Odd.REFUSED_LATE, bools=Odd.REFUSED_LATE)
UNITS_2_LSTM = Habits(bools=Odd.REFUSED_LATE)
AXES = ("batch", "steps", "features")


class Recurrent(Layer):
    """(batch, steps, features) -> (batch, units), or (batch, steps, units) with `return_sequences`; then the states.

    gates: how many times `units` the kernels are wide. states: how many states of (batch, units) there are.
    """

    several = Several.TAKEN

    gates: ClassVar[int] = 1
    states: ClassVar[int] = 1
    call_options = ("mask", "training")

    units: Dim
    use_bias: bool
    return_sequences: bool
    return_state: bool
    stateful: bool
    unroll: bool
    time_major: bool

    def axis_names(self) -> tuple[str, ...]:
        return AXES

    def accept(self, x: Inputs, initial_state: Inputs | None = None) -> None:
        if isinstance(x, tuple) and self.keras is _K3:
            refuse(WrongCount(len(x), "1"))
        sequence = first_of(x)
        require(sequence.rank == 3, WrongRank(sequence, "3", AXES))

    def build(self, x: Inputs, initial_state: Inputs | None = None) -> Built:
        sequence = first_of(x)
        require(sequence[-1].given, OpenAxis(sequence, "features"))
        if self.stateful:
            require(sequence[0].given, OpenAxis(sequence, "batch", argument="stateful"))
        if self.unroll and self.keras is _K2:
            require(sequence[1].given, OpenAxis(sequence, "steps", argument="unroll"))
        if self.keras is _K2:
            require(sequence[1] != 0, EmptyAxis(sequence, "steps"))
        wide = self.units * self.gates
        return weights(
            kernel=(sequence[-1], wide),
            recurrent_kernel=(self.units, wide),
            bias=self.bias(wide) if self.use_bias else None,
            pinned={-1: sequence[-1]} if self.keras is _K2 else None,
        )

    def again(self, built: Built, *inputs: Inputs) -> None:
        self.check_sizes(built, first_of(inputs[0]))

    def bias(self, wide: Dim) -> Sizes:
        return (wide,)

    def call(self, x: Inputs, initial_state: Inputs | None = None) -> Shape | tuple[Shape, ...]:
        sequence = first_of(x)
        state = Shape((sequence[0], self.units))
        output = Shape((sequence[0], sequence[1], self.units)) if self.return_sequences else state
        if self.keras is _K2 and self._refuses(initial_state):
            return Shape.unknown(Unclear("states of another width than `units`"))
        if self.keras is _K2 and self.time_major:
            output = state = Shape.unknown(Unclear("`time_major` is not followed"))
        return (output, *(state,) * self.states) if self.return_state else output

    def sight(self, x: Inputs, initial_state: Inputs | None = None) -> Sight:
        return EVERYTHING

    def _refuses(self, initial_state: Inputs | None) -> bool:
        """Whether Keras 2 certainly refuses the states; Keras 3 does so only when the model runs."""
        given = initial_state if isinstance(initial_state, tuple) else (initial_state,)
        return any(
            isinstance(each, Shape)
            and each.ranked
            and len(each.known_axes) == 2
            and (each[-1] == self.units) is Truth.NO
            for each in given
        )


def first_of(x: Inputs) -> Shape:
    """The sequence, where states were given with it in a list."""
    while isinstance(x, tuple):
        if not x:
            return Shape.unknown(Unclear("an empty list of inputs"))
        x = x[0]
    return x


@keras_layer("SimpleRNN")
class SimpleRNN(Recurrent):
    """One state, no gates."""

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    activation = named_activation("tanh")
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "recurrent", "bias")
    penalties = penalties_of("kernel", "recurrent", "bias")
    dropout = Share(0.0)
    recurrent_dropout = Share(0.0)
    return_sequences = flag(default=False)
    return_state = flag(default=False)
    go_backwards = flag(default=False)
    stateful = flag(default=False)
    unroll = flag(default=False)
    seed = raw(None, only=_K3)
    time_major = Flag(False, only=_K2, by_name=True)
    swallowed = swallowed("input_length")


@keras_layer("LSTM")
class LSTM(Recurrent):
    """Two states, four gates."""

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
    swallowed = swallowed("input_length", "return_runtime")
    unroll = flag(default=False)
    use_cudnn = raw("auto", only=_K3)


@keras_layer("GRU")
class GRU(Recurrent):
    """One state, three gates; with `reset_after` a bias for each of the two kernels."""

    gates = 3

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
    swallowed = swallowed("input_length", "return_runtime")
    reset_after = flag(default=True)
    use_cudnn = raw("auto", only=_K3)

    def bias(self, wide: Dim) -> Sizes:
        return (2, wide) if self.reset_after else (wide,)
