"""Embedding. Source: layers/core/embedding.py of each generation."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Arg, shown
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, keras_layer
from conv1d_lsp.layers.declared.dense import require_unconstrained
from conv1d_lsp.layers.dtypes import Gives
from conv1d_lsp.layers.faults import BadArgument
from conv1d_lsp.layers.identifiers import Identifier, Kind
from conv1d_lsp.layers.number_types import NumberType
from conv1d_lsp.layers.parameters import Odd, Raw, flag, raw
from conv1d_lsp.layers.requirement import refuse
from conv1d_lsp.layers.sight import ITSELF, Sight
from conv1d_lsp.layers.weights import Built, weights, weights_of
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Number, Shape

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

SIZES_3 = Habits(bools=Odd.REFUSED, numpy=Odd.REFUSED, since=(3, 15), before=Habits(least=0))
SIZES_2 = Habits(floats=Odd.REFUSED_LATE, bools=Odd.REFUSED_LATE)


@keras_layer("Embedding")
class Embedding(Layer):
    """(batch, ...) of whole numbers below `input_dim` -> (batch, ..., output_dim)."""

    since = releases(weights=(3, 3), lora_alpha=(3, 10), quantization_config=(3, 13))

    light = True

    gives = Gives.FLOATS

    input_dim = count(keras3=SIZES_3, keras2=SIZES_2)
    output_dim = count(keras3=SIZES_3, keras2=SIZES_2)
    embeddings_initializer = Identifier(Kind.INITIALIZER, "uniform")
    embeddings_regularizer = Identifier(Kind.REGULARIZER)
    activity_regularizer = Identifier(Kind.REGULARIZER, by_name_in=_K3)
    embeddings_constraint = Identifier(Kind.CONSTRAINT)
    mask_zero = flag(default=False)
    input_length = raw(None, by_name_in=_K3)
    sparse = raw(False, only=_K2)
    weights = raw(None, by_name_in=_K2)
    lora_rank = raw(None, only=_K3)
    lora_alpha = raw(None, only=_K3)
    quantization_config = raw(None, only=_K3)

    def construct(self) -> None:
        """Keras 2 takes it as the first layer of a Sequential without being told the input's shape."""
        if self.keras is _K2 and self.said_input is None:
            length = self.input_length
            self.said_input = Shape((OPEN, length if isinstance(length, Number) else OPEN))
        if self.keras is _K2 and _counts(self.sparse) and self.mask_zero:
            refuse(BadArgument("True", "False beside `sparse=True`", argument="mask_zero"))

    def build(self, x: Shape) -> Built:
        if self.keras is _K2 and _counts(self.sparse) and self.activity_regularizer is not None:
            found = shown(self.activity_regularizer)
            refuse(BadArgument(found, "None beside `sparse=True`", argument="activity_regularizer"))
        if self.keras is _K3:
            require_unconstrained(self.lora_rank, self.embeddings_constraint, "embeddings_constraint")
        if self.keras is _K3 and isinstance(self.lora_rank, Number):
            return weights(
                lora_embeddings_a=(self.input_dim, self.lora_rank),
                lora_embeddings_b=(self.lora_rank, self.output_dim),
                fixed={"embeddings": (self.input_dim, self.output_dim)},
            )
        return weights(embeddings=(self.input_dim, self.output_dim))

    def sight(self, x: Shape) -> Sight:
        return ITSELF

    def call(self, x: Shape) -> Shape:
        return x if not x.ranked else Shape((*x.known_axes, self.output_dim))


def _counts(given: Arg) -> bool:
    """Whether it is sure to count as True."""
    return given is True or (isinstance(given, Number) and given.value not in (None, 0))


class TiedFirst(Layer):
    """The places of the first parameters of a ReversibleEmbedding."""

    input_dim = count(keras3=SIZES_3, keras2=SIZES_2)
    output_dim = count(keras3=SIZES_3, keras2=SIZES_2)
    tie_weights = flag(default=True)


@keras_layer("ReversibleEmbedding", only=_K3)
class ReversibleEmbedding(Embedding, TiedFirst):
    """An Embedding that with `reverse=True` goes back: (batch, ..., output_dim) -> (batch, ..., input_dim)."""

    weights = Raw(None, by_name=True)
    lora_rank = Raw(None, by_name=True)
    lora_alpha = Raw(None, by_name=True)
    quantization_config = Raw(None, by_name=True)
    reverse_dtype = NumberType(None)
    logit_soft_cap = raw(None)

    unclear_options = ("reverse",)

    def build(self, x: Shape) -> Built:
        built = super().build(x)
        if self.tie_weights:
            return built
        return replace(built, weights=(*built.weights, *weights_of({"reverse": (self.output_dim, self.input_dim)})))

    def asked(self, option: str, output: Inputs, x: Shape) -> Inputs | None:
        """Back again; whether the last axis fits is seen once it runs."""
        return x.with_axes({-1: self.input_dim}) if x.ranked and x.known_axes else None
