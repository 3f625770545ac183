"""Recurrent layers whose steps are images or sequences. Source: layers/rnn/conv_lstm.py, base_conv_lstm.py."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Several, keras_layer
from conv1d_lsp.layers.declared.cells import Recurring
from conv1d_lsp.layers.declared.convolution import require_not_both
from conv1d_lsp.layers.declared.recurrent import OF_RNN, first_of, require_steps
from conv1d_lsp.layers.declared.spatial import (
    SPATIAL_NAMES,
    SpatialLayer,
    loses_sizes,
    reach_of,
    require_reach,
    same_length,
    valid_length,
)
from conv1d_lsp.layers.faults import BadArgument, EmptyAxis, LayerFault, OpenAxis, WrongCount, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of, swallowed
from conv1d_lsp.layers.parameters import Flag, Group, Odd, Raw, Share, flag
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, Sight
from conv1d_lsp.layers.sizes import per_axis
from conv1d_lsp.layers.weights import Built, weights
from conv1d_lsp.layers.words import Word, Words, channels_order
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Shape, Truth, Unclear

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

#: What is no number of filters is noticed as the kernel is made.
FILTERS_3 = Habits(least=0, late=True, floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE)
FILTERS_2 = replace(FILTERS_3, least=1, bools=Odd.REFUSED_LATE)
_PADDINGS = Words(("valid", "same"), lists=Odd.REFUSED_LATE)


def _dropout(keras: Generation, *more: str) -> Group:
    """The place of these in the order differs."""
    rates = (Share(0.0, name=name, only=keras) for name in ("dropout", "recurrent_dropout"))
    return Group((*rates, *(Raw(None, name=name, only=keras) for name in more)))


class ConvLSTM(Recurring, SpatialLayer):
    """(batch, steps, places..., channels) -> (batch, places..., filters), or with the steps; then the two states."""

    several = Several.TAKEN
    call_options = ("mask", "training")

    filters = count(keras3=FILTERS_3, keras2=FILTERS_2)
    kernel_size = per_axis()
    strides = per_axis(1, least=0, floats=Odd.TAKEN)
    padding = Word(_PADDINGS, replace(_PADDINGS, late=("causal",)), "valid")
    data_format = channels_order()
    dilation_rate = per_axis(1, floats=Odd.TAKEN)
    activation = named_activation("tanh")
    recurrent_activation = named_activation("sigmoid", keras2_default="hard_sigmoid")
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "recurrent", "bias")
    unit_forget_bias = flag(default=True)
    penalties = penalties_of("kernel", "recurrent", "bias")
    dropout_3 = _dropout(_K3, "seed")
    return_sequences = flag(default=False)
    return_state = flag(default=False)
    go_backwards = flag(default=False)
    stateful = flag(default=False)
    dropout_2 = _dropout(_K2)
    unroll = Flag(False, by_name=True)
    of_rnn = OF_RNN
    swallowed = swallowed("time_major", "input_length")

    def construct(self) -> None:
        if self.keras is _K3:
            require_not_both(self.strides, self.dilation_rate)
        elif self.unroll:
            refuse(BadArgument("True", "left out: its steps can't be unrolled", argument="unroll"))

    def axis_names(self) -> tuple[str, ...]:
        batch, *rest = super().axis_names()
        return (batch, "steps", *(rest if self.spatial > 1 else [name.replace("steps", "places") for name in rest]))

    def accept(self, x: Inputs, initial_state: Inputs | None = None) -> None:
        if isinstance(x, tuple) and self.keras is _K3:
            refuse(WrongCount(len(x), "1"))
        sequence = first_of(x)
        wanted = self.spatial + 3
        require(sequence.rank == wanted, WrongRank(sequence, str(wanted), self.axis_names()))

    def build(self, x: Inputs, initial_state: Inputs | None = None) -> Built:
        sequence = first_of(x)
        channels = sequence[self.channels]
        if self.keras is _K3:
            self._require_places(sequence)
        else:
            require_not_both(self.strides, self.dilation_rate)
            require(channels != 0, EmptyAxis(sequence, "channels"))
        for stride in self.strides:
            require(stride >= 1, BadArgument(str(stride), "a positive integer", argument="strides"))
        require(channels.given, OpenAxis(sequence, "channels"))
        if self.stateful:
            require(sequence[0].given, OpenAxis(sequence, "batch", argument="stateful"))
            self._require_places(sequence)
        require_steps(self.keras, sequence, sequence[1])
        wide = self.filters * 4
        return weights(
            kernel=(*self.kernel_size, channels, wide),
            recurrent_kernel=(*self.kernel_size, self.filters, wide),
            bias=(wide,) if self.use_bias else None,
        )

    def strange(self, built: Built, *inputs: Inputs) -> bool:
        """TensorFlow takes other channels as groups at times; states that are kept may not fit."""
        if not built.weights or self.stateful:
            return self.stateful
        return first_of(inputs[0])[self.channels].equals(built.weights[0].shape[-2]) is not Truth.YES

    def again(self, built: Built, *inputs: Inputs) -> None:
        require_steps(self.keras, first_of(inputs[0]), first_of(inputs[0])[1])

    def check_pinned(self, built: Built, *inputs: Inputs) -> None:
        """Keras 3 does not look before the model runs."""

    def _require_places(self, sequence: Shape) -> None:
        for name, axis in zip(SPATIAL_NAMES[self.spatial], self.places, strict=True):
            require(sequence[axis].given, OpenAxis(sequence, name))

    def call(self, x: Inputs, initial_state: Inputs | None = None) -> Inputs:
        sequence = first_of(x)
        if initial_state is not None or isinstance(x, tuple):
            return Shape.unknown(Unclear("a convolutional recurrent layer with a state that is given"))
        sequence = sequence.of_rank(self.spatial + 3)
        lost = self.keras is _K2 and loses_sizes(self, sequence, self.dilation_rate)
        if lost:
            sequence = sequence.with_axes(dict.fromkeys(self.places, OPEN))
        if self.padding == "valid":
            require_reach(self, sequence, self.kernel_size, self.dilation_rate, self.strides, "kernel_size")
        whole = sequence.with_axes({**self.sizes(self.workings(sequence)), self.channels: self.filters})
        batch, _, *rest = whole
        state = Shape((batch, *rest))
        output = whole if self.return_sequences else state
        return (output, state, state) if self.return_state else output

    def at_run_time(self, x: Inputs, initial_state: Inputs | None = None) -> tuple[LayerFault, ...]:
        """TensorFlow convolves with no kernel of no filters."""
        empty = self.keras is _K3 and (self.filters == 0) is Truth.YES
        return (BadArgument("0", "a positive integer", argument="filters"),) if empty else ()

    def sight(self, x: Inputs, initial_state: Inputs | None = None) -> Sight:
        return EVERYTHING

    def workings(self, x: Inputs, initial_state: Inputs | None = None) -> tuple[Working, ...]:
        sequence = first_of(x)
        if self.padding != "valid":
            return self.each_axis(same_length, sequence, self.strides)
        reach = tuple(map(reach_of, self.kernel_size, self.dilation_rate))
        return self.each_axis(valid_length, sequence, reach, self.strides)


@keras_layer("ConvLSTM1D")
class ConvLSTM1D(ConvLSTM):
    """Steps of (places, channels)."""


@keras_layer("ConvLSTM2D")
class ConvLSTM2D(ConvLSTM):
    """Steps of (height, width, channels): a video."""

    spatial = 2


@keras_layer("ConvLSTM3D")
class ConvLSTM3D(ConvLSTM):
    """Steps of (depth, height, width, channels)."""

    spatial = 3
