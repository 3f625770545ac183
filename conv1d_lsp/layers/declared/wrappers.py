"""Layers around a layer. Source: layers/rnn/bidirectional.py, time_distributed.py of each generation."""

from __future__ import annotations

from dataclasses import replace

from conv1d_lsp.layers.arguments import Inner, Opaque, shown
from conv1d_lsp.layers.configured import Called, Configured, Inputs, Refused
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.declared.recurrent import first_of
from conv1d_lsp.layers.faults import BadArgument, WrongRank
from conv1d_lsp.layers.parameters import raw
from conv1d_lsp.layers.requirement import Moment, Refusal, refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, ITSELF, Sight
from conv1d_lsp.layers.weights import Built, Weight
from conv1d_lsp.layers.words import OptionalWord
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Truth, Unclear


class Wrapper(Layer):
    """A layer that calls another one, its first argument."""

    layer = raw()

    def construct(self) -> None:
        if isinstance(self.layer, Inner | Unclear | Opaque):
            return
        refuse(BadArgument(shown(self.layer), "a layer", argument="layer"))

    def first_call(self, x: Shape) -> Called | None:
        """What the inner layer gives; None if it can't be told. Its faults are this layer's.

        Keras 3 leaves out the inner layer's `accept`.
        """
        called = self.layer.call(x) if isinstance(self.layer, Inner) else None
        if isinstance(called, Refused):
            if called.moment is Moment.ACCEPT and self.keras is Generation.KERAS_3:
                return None
            raise Refusal(*called.faults)
        return called

    def later_call(self, x: Shape) -> Called | None:
        """The same once `build` has looked at what only a first call looks at."""
        called = self.layer.call(x) if isinstance(self.layer, Inner) else None
        if isinstance(called, Refused):
            if called.moment is not Moment.CALL:
                return None
            raise Refusal(*called.faults)
        return called


@keras_layer("TimeDistributed")
class TimeDistributed(Wrapper):
    """(batch, steps, ...) -> (batch, steps, *what the inner layer makes of the rest)."""

    call_options = ("training", "mask")

    def accept(self, x: Shape) -> None:
        require(x.rank >= 3, WrongRank(x, "at least 3", ("batch", "steps", "features")))

    def build(self, x: Shape) -> Built:
        called = self.first_call(self._step(x))
        if called is None:
            return Built(unclear=Unclear("the inner layer"))
        pinned = {index if index < 0 else index + 1: size for index, size in (called.built.pinned or {}).items()}
        return replace(called.built, pinned=pinned if self.keras is Generation.KERAS_2 else None, rank=None)

    def call(self, x: Shape) -> Shape:
        called = self.later_call(self._step(x))
        if called is None or called.structured or not called.outputs[0].ranked:
            return Shape.unknown(Unclear("what the inner layer gives"))
        batch, *rest = called.outputs[0]
        return Shape((batch, x[1], *rest))

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
        if not isinstance(self.layer, Configured):
            return
        fault = BadArgument(f"a {self.layer.layer}", "a recurrent layer that runs forwards", argument="layer")
        for inner in self.layer.variants:
            if not hasattr(inner, "go_backwards"):
                refuse(fault)
        if self.backward_layer is None and self.keras is Generation.KERAS_3:
            require(Truth.of(not all(inner.__dict__["go_backwards"] for inner in self.layer.variants)), fault)

    def accept(self, x: Inputs, initial_state: Inputs | None = None) -> None:
        sequence = first_of(x)
        require(sequence.rank == 3, WrongRank(sequence, "3", ("batch", "steps", "features")))

    def build(self, x: Inputs, initial_state: Inputs | None = None) -> Built:
        called = self.first_call(first_of(x))
        if called is None or self.backward_layer is not None:
            return Built(unclear=Unclear("the inner layers"))
        if called.built.variants:
            return Built(unclear=Unclear("the settings of the inner layer"))
        both = [(way, each) for way in ("forward", "backward") for each in called.built.weights]
        made = tuple(Weight(f"{way}_{each.name}", each.shape, each.trainable) for way, each in both)
        return Built(made, called.built.pinned)

    def sight(self, x: Inputs, initial_state: Inputs | None = None) -> Sight:
        return EVERYTHING

    def again(self, built: Built, *inputs: Inputs) -> None:
        self.check_sizes(built, first_of(inputs[0]))

    def check_pinned(self, built: Built, *inputs: Inputs) -> None:
        self.check_sizes(built, first_of(inputs[0]))

    def call(self, x: Inputs, initial_state: Inputs | None = None) -> Shape | tuple[Shape, ...]:
        called = self.later_call(first_of(x))
        if called is None or called.unclear is not None or self.backward_layer is not None:
            return Shape.unknown(Unclear("what the inner layers give"))
        output, *states = called.outputs
        outputs: tuple[Shape, ...] = (output,)
        if self.merge_mode == "concat":
            outputs = (output.with_axes({-1: output[-1] * 2}),)
        elif self.merge_mode == "none":
            outputs = (output, output)
        everything = (*outputs, *states, *states)
        return everything if len(everything) > 1 else everything[0]
