"""The words that stand for activations, initializers, regularizers and constraints, as each generation knows them.

Found by trying every name in the two packages. None, callables, objects and configurations are taken besides.
"""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from conv1d_lsp.layers.arguments import Arg, Opaque, shown
from conv1d_lsp.layers.faults import BadArgument, UnknownWord
from conv1d_lsp.layers.parameters import Default, Group, Parameter
from conv1d_lsp.layers.requirement import Refusal
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Number, Unclear

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer

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


class Kind(Enum):
    """What a word stands for, with the words of Keras 2 and of Keras 3; none given means that any word is taken."""

    ACTIVATION = (f"{_ACTIVATIONS} {_ACTIVATIONS_2}", f"{_ACTIVATIONS} {_ACTIVATIONS_3}")
    INITIALIZER = (f"{_INITIALIZERS} {_INITIALIZERS_2}", f"{_INITIALIZERS} {_INITIALIZERS_3}")
    REGULARIZER = ("", _REGULARIZERS_3)
    CONSTRAINT = (f"{_CONSTRAINTS} {_CONSTRAINTS_2}", f"{_CONSTRAINTS} {_CONSTRAINTS_3}")

    def words(self, keras: Generation) -> tuple[str, ...]:
        return tuple(self.value[keras is Generation.KERAS_3].split())


class Identifier(Parameter[Arg]):
    """A word for an object, or the object itself."""

    def __init__(
        self,
        kind: Kind,
        default: Default = None,
        *,
        keras2_default: Default | None = None,
        name: str = "",
        by_name_in: Generation | None = None,
    ) -> None:
        super().__init__(default, keras2_default=keras2_default, name=name, by_name_in=by_name_in)
        self.kind = kind

    def read(self, given: Arg, layer: Layer) -> Arg:
        if given is None or isinstance(given, Unclear | Opaque):
            return given
        if isinstance(given, str):
            words = self.kind.words(layer.keras)
            if words and given not in words:
                close = tuple(get_close_matches(given.lower(), words, n=2))
                raise Refusal(UnknownWord(given, words, close, argument=self.name))
        elif isinstance(given, Number | bool | float):
            wanted = f"the name of {_ARTICLES[self.kind]}, or the object itself"
            raise Refusal(BadArgument(shown(given), wanted, argument=self.name))
        return given

    def lost(self, given: Arg, layer: Layer) -> Arg:
        return given


_ARTICLES = {
    Kind.ACTIVATION: "an activation",
    Kind.INITIALIZER: "an initializer",
    Kind.REGULARIZER: "a regularizer",
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


def penalties_of(*weights: str, activity: bool = True) -> Group:
    """`NAME_regularizer` for each weight, the `activity_regularizer` if it has its place here, `NAME_constraint`."""
    names = [*(f"{weight}_regularizer" for weight in weights), *(("activity_regularizer",) if activity else ())]
    return Group(
        [
            *(Identifier(Kind.REGULARIZER, name=name) for name in names),
            *(Identifier(Kind.CONSTRAINT, name=f"{weight}_constraint") for weight in weights),
        ]
    )
