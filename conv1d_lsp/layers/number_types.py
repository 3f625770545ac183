"""The names of types of numbers that a layer's `dtype` can have, as each generation knows them.

Found by trying TensorFlow's names in both packages.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from conv1d_lsp.layers.arguments import Arg, shown
from conv1d_lsp.layers.faults import BadArgument, UnknownWord
from conv1d_lsp.layers.parameters import Parameter
from conv1d_lsp.layers.requirement import Refusal
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Number, Unclear

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer

_USUAL = tuple(
    "float32 float16 float64 bfloat16 mixed_float16 mixed_bfloat16 bool string int8 int16 int32 int64 uint8 uint16 "
    "uint32 uint64 complex64 complex128".split()
)
_ONLY_IN_KERAS_2 = frozenset("float double half resource variant".split())

#: How names of smaller numbers, and of those that are worked with in place of others, begin.
_SMALL = ("float8", "float4", "int2", "int4", "int8", "uint2", "uint4", "qint", "quint")

#: A name that is often meant by another.
_MEANT = {"float": "float32", "double": "float64", "half": "float16", "str": "string", "long": "int64"}


class NumberType(Parameter[Arg]):
    """The name of a type of numbers, or of a policy; None and objects are taken besides."""

    def read(self, given: Arg, layer: Layer) -> Arg:
        if isinstance(given, str):
            if not _knows(given, layer.keras):
                meant = _MEANT.get(given.lower())
                close = (meant,) if meant else tuple(get_close_matches(given.lower(), _USUAL, n=2))
                raise Refusal(UnknownWord(given, _USUAL, close, argument=self.name))
        elif isinstance(given, float) or (isinstance(given, Number) and layer.keras is Generation.KERAS_3):
            raise Refusal(BadArgument(shown(given), "the name of a type of numbers", argument=self.name))
        return given

    def lost(self, given: Arg, layer: Layer) -> Arg:
        return Unclear("a value that Keras refuses")


def _knows(name: str, keras: Generation) -> bool:
    if keras is Generation.KERAS_2:
        name = name.removesuffix("_ref")
        return not name or name in _USUAL or name in _ONLY_IN_KERAS_2 or name.startswith(_SMALL)
    return not name or name in _USUAL or name == "int" or name.startswith(_SMALL)
