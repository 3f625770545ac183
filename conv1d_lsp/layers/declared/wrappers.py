"""Layers around a layer. Source: layers/rnn/bidirectional.py, time_distributed.py of each generation."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from conv1d_lsp.layers.arguments import Arg, Inner, Opaque, OwnLayer, shown
from conv1d_lsp.layers.configured import Called, Configured, Inputs, Refused
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.declared.cells import Recurring
from conv1d_lsp.layers.declared.convolution import Convolution
from conv1d_lsp.layers.declared.depthwise import ChannelwiseConvolution
from conv1d_lsp.layers.declared.recurrent import Recurrent, RecurrentOfGates, first_of, states_in
from conv1d_lsp.layers.faults import BadArgument, EmptyAxis, LayerFault, WrongRank
from conv1d_lsp.layers.parameters import raw
from conv1d_lsp.layers.requirement import Moment, Refusal, refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, ITSELF, Sight
from conv1d_lsp.layers.weights import Built, Weight
from conv1d_lsp.layers.words import OptionalWord
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear


@keras_layer("Wrapper")
class Wrapper(Layer):
    """A layer that calls another one, its first argument; by itself it hands on what it gets, in Keras 2 only."""

    layer = raw()

    def construct(self) -> None:
        if isinstance(self.layer, Inner | Unclear | Opaque):
            return
        refuse(BadArgument(shown(self.layer), "a layer", argument="layer"))

    def build(self, *inputs: Any) -> Built:
        return Built(unclear=Unclear("the inner layer"))

    def call(self, *inputs: Any) -> Inputs:
        if self.keras is Generation.KERAS_3 or not isinstance(inputs[0], Shape):
            return Shape.unknown(Unclear("a Wrapper by itself"))
        return inputs[0]

    def first_call(self, x: Inputs, *states: Inputs) -> Called | None:
        """What the inner layer gives; None if it can't be told. Its faults are this layer's.

        Keras 3 leaves out the inner layer's `accept`.
        """
        called = _called(self.layer, x, states)
        if isinstance(called, Refused):
            unasked = called.moment is Moment.ACCEPT and self.keras is Generation.KERAS_3
            if unasked and not _fails_later(self.layer, first_of(x)):
                return None
            raise Refusal(*map(self.told, called.faults))
        return called

    def told(self, fault: LayerFault) -> LayerFault:
        """A fault of the inner layer as one of this layer."""
        return fault

    def later_call(self, x: Inputs, *states: Inputs) -> Called | None:
        """The same once `build` has looked at what only a first call looks at."""
        called = _called(self.layer, x, states)
        if isinstance(called, Refused):
            if called.moment is not Moment.CALL:
                return None
            raise Refusal(*map(self.told, called.faults))
        return called


def _fails_later(layer: Arg, x: Shape) -> bool:
    """Whether an inner layer that looks at its input's axes only where Keras 3 does not ask it fails all the same."""
    if not isinstance(layer, Configured):
        return False
    inner = layer.variants[0]
    features_open = isinstance(inner, RecurrentOfGates) and x.rank.value == 2 and isinstance(x[0], Open)
    return features_open or isinstance(inner, Convolution | ChannelwiseConvolution | TimeDistributed)


def _called(layer: Arg, x: Inputs, states: tuple[Inputs, ...]) -> Called | Refused | None:
    if isinstance(layer, Configured):
        return layer.call(x, None, states)
    return layer.call(x) if isinstance(layer, Inner) and not states else None


def weights_in(layer: Arg, built: Built, prefix: str = "") -> tuple[Weight, ...]:
    """The weights of an inner layer as those of the layer around it: a frozen one's stay so."""
    trained = not isinstance(layer, Configured) or layer.trainable is not False
    return tuple(Weight(prefix + each.name, each.shape, each.trainable and trained) for each in built.weights)


@keras_layer("TimeDistributed")
class TimeDistributed(Wrapper):
    """(batch, steps, ...) -> (batch, steps, *what the inner layer makes of the rest)."""

    call_options = ("training", "mask")

    def told(self, fault: LayerFault) -> LayerFault:
        return replace(fault, part=f"each step of {fault.part}")

    def accept(self, x: Shape) -> None:
        require(x.rank >= 3, WrongRank(x, "at least 3", ("batch", "steps", "features")))

    def build(self, x: Shape) -> Built:
        if isinstance(self.layer, OwnLayer) and self.keras is Generation.KERAS_3:
            wanted = "a layer that has a method `compute_output_shape`"
            fault = BadArgument(f"a {self.layer.layer}", wanted, argument="layer")
            require(Truth.of(self.layer.states_shape), fault)
        called = self.first_call(self._step(x))
        if called is None:
            return Built(unclear=Unclear("the inner layer"))
        built = called.built
        pinned = {index if index < 0 else index + 1: size for index, size in (built.pinned or {}).items()}
        rank = x.rank.value if self.keras is Generation.KERAS_2 else None
        made = built.weights if built.variants or built.unclear is not None else weights_in(self.layer, built)
        return replace(built, weights=made, pinned=pinned if self.keras is Generation.KERAS_2 else None, rank=rank)

    def call(self, x: Shape) -> Shape:
        called = self.later_call(self._step(x))
        if called is not None and isinstance(self.layer, Configured) and isinstance(self.layer.variants[0], Recurring):
            steps_told = self.keras is Generation.KERAS_2 or x[1].given is Truth.YES
            several = BadArgument(f"a {self.layer.layer} that gives its states too", "a layer of one output")
            require(Truth.of(not (called.structured and steps_told)), replace(several, argument="layer"))
        if called is None or called.structured or not called.outputs[0].axes:
            return Shape.unknown(Unclear("what the inner layer gives"))
        batch, *rest = called.outputs[0]
        return Shape((batch, x[1], *rest))

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """Keras 3 puts what comes of the steps together, and finds nothing."""
        empty = self.keras is Generation.KERAS_3 and x.ranked and (x[1] == 0) is Truth.YES
        return (EmptyAxis(x, "steps"),) if empty else ()

    def macs(self, built: Built, x: Shape) -> Dim | None:
        """Those of the inner layer, once a step."""
        if not isinstance(self.layer, Configured) or len(self.layer.variants) > 1 or not x.ranked:
            return None
        once = self.layer.variants[0].macs(built, self._step(x))
        return None if once is None else once * x[1]

    def sight(self, x: Shape) -> Sight:
        return ITSELF

    def _step(self, x: Shape) -> Shape:
        return Shape((x[0], *x.known_axes[2:])) if x.ranked else x


@keras_layer("Bidirectional")
class Bidirectional(Wrapper):
    """Runs a recurrent layer forwards and backwards; `merge_mode` says what becomes of the two outputs."""

    several = Several.TAKEN

    merge_mode = OptionalWord(("concat", "sum", "mul", "ave"), "concat")
    weights = raw(None)
    backward_layer = raw(None)

    call_options = ("mask", "training")

    def construct(self) -> None:
        super().construct()
        backward = self.backward_layer
        if backward is not None and not isinstance(backward, Inner | Unclear | Opaque):
            refuse(BadArgument(shown(backward), "a layer", argument="backward_layer"))
        self._require_recurrent(self.layer, "layer")
        if backward is None:
            both_backwards = self.keras is Generation.KERAS_3 and _is_always(self.layer, "go_backwards") is True
            fault = BadArgument("one that runs backwards", "a recurrent layer that runs forwards", argument="layer")
            require(Truth.of(not both_backwards), fault)
            return
        self._require_recurrent(backward, "backward_layer")
        same = _same(self.layer, backward, "go_backwards")
        fault = BadArgument("one of the same direction", "a layer with `go_backwards=True`", argument="backward_layer")
        require(Truth.of(same is not True), fault)
        for name in ("stateful", "return_sequences", "return_state"):
            wanted = f"a layer with the `{name}` of the forward layer"
            fault = BadArgument("one with another", wanted, argument="backward_layer")
            require(Truth.of(_same(self.layer, backward, name) is not False), fault)

    def first_call(self, x: Inputs, *states: Inputs) -> Called | None:
        """Keras 3 makes it anew, in which some layers' numbers of NumPy's become Python's."""
        try:
            return super().first_call(x, *states)
        except Refusal as refusal:
            if self.keras is Generation.KERAS_3 and any(map(_is_of_numpy, refusal.faults)):
                return None
            raise

    def _require_recurrent(self, given: Arg, argument: str) -> None:
        if isinstance(given, Configured) and not isinstance(given.variants[0], Recurring):
            fault = BadArgument(f"a {given.layer}", "a recurrent layer that runs forwards", argument=argument)
            require(Truth.NO, fault)

    def accept(self, x: Inputs, initial_state: Inputs | None = None) -> None:
        if isinstance(self.layer, Configured):
            self.layer.variants[0].accept(x if self.keras is Generation.KERAS_3 else first_of(x))

    def build(self, x: Inputs, initial_state: Inputs | None = None) -> Built:
        forward = self.first_call(first_of(x)) if isinstance(self.layer, Configured) else None
        backward = forward
        if isinstance(self.backward_layer, Configured):
            backward = _built_backward(self.backward_layer, first_of(x))
        elif self.backward_layer is not None:
            backward = None
        if forward is None or backward is None or _unsure(forward.built) or _unsure(backward.built):
            return Built(unclear=Unclear("the inner layers"))
        after = self.layer if self.backward_layer is None else self.backward_layer
        made = weights_in(self.layer, forward.built, "forward_") + weights_in(after, backward.built, "backward_")
        return Built(made, forward.built.pinned, features=forward.built.features)

    def macs(self, built: Built, x: Inputs, initial_state: Inputs | None = None) -> Dim | None:
        """The weights of both ways are used once a step."""
        return built.kernels * first_of(x)[1] if first_of(x).ranked and built.weights else None

    def sight(self, x: Inputs, initial_state: Inputs | None = None) -> Sight:
        return EVERYTHING

    def again(self, built: Built, *inputs: Inputs) -> None:
        self.check_sizes(built, first_of(inputs[0]))

    def check_pinned(self, built: Built, *inputs: Inputs) -> None:
        self.check_sizes(built, first_of(inputs[0]))

    def call(self, x: Inputs, initial_state: Inputs | None = None) -> Inputs:
        states = x[1:] if isinstance(x, tuple) else initial_state if isinstance(initial_state, tuple) else ()
        half = len(states) // 2
        given = (states[:half],) if half else ()
        forward = self.later_call(first_of(x), *given) if isinstance(self.layer, Configured) else None
        after = self.backward_layer
        backward = forward if after is None else _called_backward(after, first_of(x))
        if forward is None or backward is None or forward.unclear is not None or backward.unclear is not None:
            return Shape.unknown(Unclear("what the inner layers give"))
        output, *first = forward.structure
        other, *second = backward.structure
        merged = self._merged(output, other)
        if merged is None or not isinstance(output, Shape):
            return Shape.unknown(Unclear("outputs of the two ways that may not fit"))
        everything = (*merged, *first, *second)
        return everything if len(everything) > 1 else everything[0]

    def at_run_time(self, x: Inputs, initial_state: Inputs | None = None) -> tuple[LayerFault, ...]:
        """Each way gets half of the states, and looks at the number of axes of what it reads."""
        if isinstance(self.backward_layer, Configured):
            backward = self.backward_layer.call(first_of(x))
            if isinstance(backward, Refused) and backward.moment is Moment.ACCEPT:
                return backward.faults
        states = states_in(x, initial_state)
        inner = self.layer.variants[0] if isinstance(self.layer, Configured) else None
        if states is None or not isinstance(inner, Recurrent):
            return ()
        half = len(states) // 2
        if half == 0:
            return ()
        return inner.at_run_time(first_of(x), states[:half]) or inner.at_run_time(first_of(x), states[half:])

    def _merged(self, output: Inputs, other: Inputs) -> tuple[Shape, ...] | None:
        """The outputs of the two ways as one, or both; None where it is not clear that Keras can join them."""
        if not isinstance(output, Shape) or not isinstance(other, Shape):
            return None
        if self.merge_mode == "none":
            return output, other
        if not output.ranked or not other.ranked:
            return (output,)
        fit = output[-1].equals(other[-1]) is Truth.YES
        if self.merge_mode == "concat" and (fit or self.keras is Generation.KERAS_2):
            return (output.with_axes({-1: output[-1] + other[-1]}),)
        return (output,) if fit and self.merge_mode != "concat" else None


def _is_of_numpy(fault: LayerFault) -> bool:
    return isinstance(fault, BadArgument) and fault.found.startswith("numpy.")


def _unsure(built: Built) -> bool:
    return bool(built.variants) or built.unclear is not None


def _built_backward(layer: Configured, x: Shape) -> Called | None:
    """Keras 3 builds a backward layer without a look at the number of axes, which it takes when the model runs."""
    called = layer.call(x)
    if isinstance(called, Refused):
        if called.moment is Moment.ACCEPT and layer.keras is Generation.KERAS_3:
            return None
        raise Refusal(*called.faults)
    return called


def _called_backward(layer: Arg, x: Shape) -> Called | None:
    called = layer.call(x) if isinstance(layer, Configured) else None
    return called if isinstance(called, Called) else None


def _is_always(layer: Arg, name: str) -> bool | None:
    """A flag of a layer, if it is sure."""
    if not isinstance(layer, Configured):
        return None
    flags = {bool(inner.__dict__.get(name)) for inner in layer.variants}
    return flags.pop() if len(flags) == 1 else None


def _same(one: Arg, other: Arg, name: str) -> bool | None:
    first, second = _is_always(one, name), _is_always(other, name)
    return None if first is None or second is None else first is second
