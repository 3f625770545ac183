"""Dense. Source: layers/core/dense.py of each generation."""

from __future__ import annotations

from math import prod

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Arg, shown
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, keras_layer
from conv1d_lsp.layers.dtypes import Gives
from conv1d_lsp.layers.faults import BadArgument, OpenAxis, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, named_activation, penalties_of
from conv1d_lsp.layers.parameters import Odd, flag, raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.sight import Sight, along_axes
from conv1d_lsp.layers.weights import Built, weights
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Number, Open, Shape, Unclear, dim

#: Keras 3 wants a Python integer, Keras 2 whatever `int()` takes.
UNITS_3 = Habits(numpy=Odd.REFUSED, since=(3, 13), before=Habits(least=0))
UNITS_2 = Habits(least=0, bools=Odd.REFUSED_LATE, floats=Odd.TAKEN, texts=Odd.TAKEN)


@keras_layer("Dense")
class Dense(Layer):
    """(batch, ..., features) -> (batch, ..., units)."""

    since = releases(lora_alpha=(3, 10), quantization_config=(3, 13))

    gives = Gives.FLOATS

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    activation = named_activation()
    use_bias = flag(default=True)
    initializers = initializers_of("kernel", "bias")
    penalties = penalties_of("kernel", "bias")
    lora_rank = raw(None, only=Generation.KERAS_3)
    lora_alpha = raw(None, only=Generation.KERAS_3)
    quantization_config = raw(None, only=Generation.KERAS_3)

    def accept(self, x: Shape) -> None:
        require(x.rank >= 2, WrongRank(x, "at least 2", ("batch", "features")))

    def build(self, x: Shape) -> Built:
        features = x[-1]
        require(features.given, OpenAxis(x, self.axis_name(-1, x) if x.ranked else "features"))
        lora: Arg = self.lora_rank if self.keras == Generation.KERAS_3 else None
        require_unconstrained(lora, self.__dict__["kernel_constraint"], "kernel_constraint")
        bias = (self.units,) if self.use_bias else None
        if not isinstance(lora, Number) or lora.value == 0:
            return weights(kernel=(features, self.units), bias=bias, pinned={-1: features})
        return weights(
            bias=bias,
            lora_kernel_a=(features, lora),
            lora_kernel_b=(lora, self.units),
            fixed={"kernel": (features, self.units)},
            pinned={-1: features},
        )

    def again(self, built: Built, *inputs: Shape) -> None:
        """With open axes among more than two, TensorFlow looks only once the model runs."""
        (x,) = inputs
        if x.ranked and (len(x.known_axes) == 2 or not any(isinstance(axis, Open) for axis in x)):
            self.check_pinned(built, x)

    def macs(self, built: Built, x: Shape) -> Dim | None:
        return prod(x.known_axes[1:-1], start=built.kernels) if x.ranked else None

    def sight(self, x: Shape) -> Sight:
        return along_axes(dim(-1), x)

    def call(self, x: Shape) -> Shape:
        return x.with_axes({-1: self.units})


def require_unconstrained(lora: Arg, constraint: Arg, argument: str) -> None:
    """What a constraint holds within bounds, `lora_rank` can't add to."""
    given = isinstance(lora, Number) and lora.value != 0
    if given and constraint is not None and not isinstance(constraint, Unclear):
        refuse(BadArgument(shown(constraint), "left out where `lora_rank` is given", argument=argument))
