"""The words that stand for activations, initializers, regularizers and constraints, as each generation knows them.

Found by trying every name in the two packages. None, callables, objects and configurations are taken besides. Those of
`compile` are of the same kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from conv1d_lsp.layers import compiled_words
from conv1d_lsp.layers.arguments import Arg, Opaque, shown
from conv1d_lsp.layers.faults import BadArgument, UnknownWord
from conv1d_lsp.layers.parameters import Default, Group, Parameter, Raw
from conv1d_lsp.layers.requirement import Moment, Refusal
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Number, Unclear

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer
    from conv1d_lsp.layers.signature import Signature

_ACTIVATIONS = (
    "elu exponential gelu hard_sigmoid leaky_relu linear log_softmax mish relu relu6 selu sigmoid silu "
    "softmax softplus softsign swish tanh"
)
_ACTIVATIONS_3 = (
    "celu glu hard_shrink hard_silu hard_swish hard_tanh log_sigmoid soft_shrink sparse_plus "
    "sparse_sigmoid sparsemax squareplus tanh_shrink threshold"
)
_ACTIVATIONS_2 = "ELU LeakyReLU PReLU ReLU Softmax ThresholdedReLU"
_INITIALIZERS = (
    "GlorotNormal GlorotUniform HeNormal HeUniform Identity Initializer LecunNormal LecunUniform Ones "
    "Orthogonal RandomNormal RandomUniform TruncatedNormal VarianceScaling Zeros glorot_normal "
    "glorot_uniform he_normal he_uniform identity initializer lecun_normal lecun_uniform normal one ones "
    "orthogonal random_normal random_uniform truncated_normal uniform variance_scaling zero zeros"
)
_INITIALIZERS_3 = "IdentityInitializer OrthogonalInitializer"
_INITIALIZERS_2 = (
    "Constant ConstantV2 GlorotNormalV2 GlorotUniformV2 HeNormalV2 HeUniformV2 IdentityV2 LecunNormalV2 "
    "LecunUniformV2 OnesV2 OrthogonalV2 RandomNormalV2 RandomUniformV2 TruncatedNormalV2 "
    "VarianceScalingV2 ZerosV2 constant glorot_normalV2 glorot_uniformV2 he_normalV2 he_uniformV2 "
    "lecun_normalV2 lecun_uniformV2"
)
_REGULARIZERS_3 = "L1 L1L2 L2 OrthogonalRegularizer Regularizer l1 l1l2 l2 orthogonal_regularizer regularizer"
_CONSTRAINTS = "Constraint MaxNorm MinMaxNorm NonNeg UnitNorm max_norm min_max_norm non_neg unit_norm"
_CONSTRAINTS_3 = "constraint"
_CONSTRAINTS_2 = "RadialConstraint maxnorm nonneg radial_constraint unitnorm"


_OPTIMIZERS = (compiled_words.OPTIMIZERS_2, compiled_words.OPTIMIZERS_3)
_LOSSES = (compiled_words.LOSSES_2, compiled_words.LOSSES_3)
_METRICS = (compiled_words.METRICS_2, compiled_words.METRICS_3)
_FOLDED = ("accuracy", "acc", "crossentropy", "ce")


class Kind(Enum):
    """What a word stands for, with the words of Keras 2 and of Keras 3; none given means that any word is taken."""

    ACTIVATION = (f"{_ACTIVATIONS} {_ACTIVATIONS_2}", f"{_ACTIVATIONS} {_ACTIVATIONS_3}")
    INITIALIZER = (f"{_INITIALIZERS} {_INITIALIZERS_2}", f"{_INITIALIZERS} {_INITIALIZERS_3}")
    REGULARIZER = ("", _REGULARIZERS_3)
    CONSTRAINT = (f"{_CONSTRAINTS} {_CONSTRAINTS_2}", f"{_CONSTRAINTS} {_CONSTRAINTS_3}")
    ACTIVITY_REGULARIZER = (f"{_REGULARIZERS_3} l1_l2 OrthogonalRegularizer orthogonal_regularizer", _REGULARIZERS_3)
    OPTIMIZER = tuple(f"{compiled_words.OPTIMIZERS} {more}" for more in _OPTIMIZERS)
    LOSS = tuple(f"{compiled_words.LOSSES} {more}" for more in _LOSSES)
    METRIC = tuple(f"{compiled_words.METRICS} {more}" for more in _METRICS)

    @cache
    def words(self, keras: Generation) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.value[keras is Generation.KERAS_3].split()))

    def knows(self, word: str, keras: Generation) -> bool:
        """Whether the word is one of these; optimizers, `accuracy` and `crossentropy` are known in any letters."""
        words = self.words(keras)
        folded = self is Kind.OPTIMIZER or word.lower() in _FOLDED
        return not words or (word.lower() if folded else word) in words

    def like(self, word: str, keras: Generation) -> tuple[str, ...]:
        """The words that an unknown one may have been meant for: at most two."""
        words = self.words(keras)
        now = compiled_words.NOW.get(word.lower()) if self in (Kind.LOSS, Kind.METRIC) else None
        if now in words:
            return (now,)
        turned = next((each for each in words if sorted(each) == sorted(word.lower())), None)
        return (turned,) if turned else tuple(get_close_matches(word.lower(), words, n=2))


class Identifier(Parameter[Arg]):
    """A word for an object, or the object itself."""

    def __init__(
        self,
        kind: Kind,
        default: Default = None,
        *,
        keras2_default: Default | None = None,
        name: str = "",
        only: Generation | None = None,
        by_name: bool = False,
        by_name_in: Generation | None = None,
    ) -> None:
        super().__init__(
            default, keras2_default=keras2_default, only=only, by_name=by_name, by_name_in=by_name_in, name=name
        )
        self.kind = kind

    def read(self, given: Arg, layer: Layer) -> Arg:
        if given is None or isinstance(given, Unclear | Opaque):
            return given
        if isinstance(given, str):
            if not self.kind.knows(given, layer.keras):
                words, close = self.kind.words(layer.keras), self.kind.like(given, layer.keras)
                raise Refusal(UnknownWord(given, words, close, argument=self.name))
        elif isinstance(given, Number | bool | float):
            wanted = f"the name of {_ARTICLES[self.kind]}, or the object itself"
            raise Refusal(BadArgument(shown(given), wanted, argument=self.name))
        return given

    def lost(self, given: Arg, layer: Layer) -> Arg:
        return given


class ActivityPenalty(Identifier):
    """The `activity_regularizer`. Keras 2 finds at the first call that a word stands for none.

    unread_in: the generation in which the layer takes anything, to no use.
    """

    def __init__(
        self,
        *,
        only: Generation | None = None,
        by_name: bool = False,
        by_name_in: Generation | None = None,
        unread_in: Generation | None = None,
    ) -> None:
        kind, name = Kind.ACTIVITY_REGULARIZER, "activity_regularizer"
        super().__init__(kind, name=name, only=only, by_name=by_name, by_name_in=by_name_in)
        self.unread_in = unread_in

    def read(self, given: Arg, layer: Layer) -> Arg:
        if layer.keras is self.unread_in or (given == "" and layer.keras is Generation.KERAS_2):
            return given
        try:
            return super().read(given, layer)
        except Refusal as refusal:
            late = layer.keras is Generation.KERAS_2 and isinstance(given, str)
            raise Refusal(*refusal.faults, late=Moment.CALL if late else None) from None


def with_own_words(
    signature: Signature, positional: tuple[Arg, ...], keywords: Mapping[str, Arg]
) -> tuple[tuple[Arg, ...], dict[str, Arg]]:
    """The arguments, where the program may have told Keras words of its own: those are taken for objects.

    Of what layers take, Keras 3 looks there for initializers alone.
    """

    def taken(name: str, given: Arg) -> Arg:
        parameter = signature.parameters.get(name)
        if not isinstance(given, str) or not isinstance(parameter, Identifier):
            return given
        told = signature.keras is Generation.KERAS_2 or parameter.kind is Kind.INITIALIZER
        return Opaque("object") if told and not parameter.kind.knows(given, signature.keras) else given

    named = [taken(name, given) for name, given in zip(signature.places, positional, strict=False)]
    rest = positional[len(named) :]
    return (*named, *rest), {name: taken(name, given) for name, given in keywords.items()}


_ARTICLES = {
    Kind.ACTIVATION: "an activation",
    Kind.INITIALIZER: "an initializer",
    Kind.REGULARIZER: "a regularizer",
    Kind.ACTIVITY_REGULARIZER: "a regularizer",
    Kind.CONSTRAINT: "a constraint",
}


def named_activation(default: Default = None, *, keras2_default: Default | None = None) -> Identifier:
    return Identifier(Kind.ACTIVATION, default, keras2_default=keras2_default)


#: What a weight begins with, where not with what kernels do.
_USUAL_INITIALIZERS = MappingProxyType(
    {"recurrent": "orthogonal", "bias": "zeros", "beta": "zeros", "gamma": "ones"}
    | {"moving_mean": "zeros", "moving_variance": "ones"}
)


def initializers_of(*weights: str) -> Group:
    """`NAME_initializer` for each weight, in Keras's order, with the defaults that are the same everywhere."""
    usual = {weight: _USUAL_INITIALIZERS.get(weight, "glorot_uniform") for weight in weights}
    return Group(Identifier(Kind.INITIALIZER, word, name=f"{weight}_initializer") for weight, word in usual.items())


def penalties_of(*weights: str, activity: bool = True, unread_in: Generation | None = None) -> Group:
    """`NAME_regularizer` for each weight, the `activity_regularizer` if it has its place here, `NAME_constraint`.

    unread_in: the generation, if one, that does not look at the `activity_regularizer`.
    """
    return Group(
        [
            *(Identifier(Kind.REGULARIZER, name=f"{weight}_regularizer") for weight in weights),
            *((ActivityPenalty(unread_in=unread_in),) if activity else ()),
            *(Identifier(Kind.CONSTRAINT, name=f"{weight}_constraint") for weight in weights),
        ]
    )


def swallowed(*names: str) -> Group:
    """Keywords that Keras 2 hands on to a base class, which takes them, to no use, or refuses the words in them."""
    return Group(_swallowed(name) for name in names)


def _swallowed(name: str) -> Parameter[Arg]:
    kind = next((kind for kind in _ENDINGS if name.endswith(f"_{kind.name.lower()}")), None)
    if kind is None:
        return Raw(None, by_name=True, only=Generation.KERAS_2, name=name)
    return Identifier(kind, by_name=True, only=Generation.KERAS_2, name=name)


_ENDINGS = (Kind.INITIALIZER, Kind.REGULARIZER, Kind.CONSTRAINT)
