"""A layer's arguments as its declaration knows them, and what becomes of the shape with one of them."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from conv1d_lsp.diagnostics import show_shape
from conv1d_lsp.layers import Arg, Called, Layer, Refused, find, plain
from conv1d_lsp.layers.identifiers import Identifier
from conv1d_lsp.layers.parameters import Flag, Parameter
from conv1d_lsp.layers.signature import Signature
from conv1d_lsp.layers.sizes import PerAxis
from conv1d_lsp.layers.words import OptionalWord, Word
from conv1d_lsp.server.requests.incoming import Incoming
from conv1d_lsp.server.requests.open_call import OpenCall
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Shape, Unclear

_UNTOLD = Unclear("what is not written yet")
#: Sizes of a window that people use.
_SIZES = (1, 2, 3, 5, 7, 9, 11, 15, 21, 31)
_USUAL = ("relu", "gelu", "softmax", "sigmoid", "tanh", "linear")


@dataclass(frozen=True)
class LayerCall:
    """A call that makes a layer, as it is being written."""

    declared: type[Layer]
    keras: Generation
    call: OpenCall
    incoming: Incoming | None = None

    @cached_property
    def signature(self) -> Signature:
        return self.declared.signature(self.keras)

    @property
    def parameters(self) -> Mapping[str, Parameter[Any]]:
        """In the order in which Keras takes them, those by name alone last."""
        known = self.signature.parameters
        places = self.signature.places
        return {name: known[name] for name in (*places, *(each for each in known if each not in places))}

    @property
    def current(self) -> str | None:
        """The parameter that the cursor is at, by name or by place."""
        argument = self.call.arguments[self.call.current]
        if argument.keyword is not None:
            return argument.keyword if argument.keyword in self.parameters else None
        by_place = all(each.keyword is None for each in self.call.arguments[: self.call.current])
        places = self.signature.places
        return places[self.call.current] if by_place and self.call.current < len(places) else None

    @cached_property
    def given(self) -> dict[str, Arg]:
        """The other arguments by parameter, as far as they are plain values."""
        named: dict[str, Arg] = {}
        for number, argument in enumerate(self.call.arguments):
            place = self.signature.places[number] if number < len(self.signature.places) else None
            name = argument.keyword or place
            if number != self.call.current and argument.value and name is not None and name in self.parameters:
                named.setdefault(name, _read(argument.value))
        return named

    def output(self, change: Mapping[str, Arg]) -> str | None:
        """The shapes that come out with these arguments besides, `-` if Keras refuses them; None if nobody knows."""
        if self.incoming is None:
            return None
        known: dict[str, Arg] = {**dict.fromkeys(self.signature.required, _UNTOLD), **self.given, **change}
        made = self.declared.configure((), known, self.keras)
        if isinstance(made, Refused):
            return REFUSED
        try:
            called = made.call(self.incoming.shape)
        except (NotImplementedError, TypeError):  # a layer that takes more than a tensor
            return None
        if isinstance(called, Refused):
            return REFUSED
        return None if _says_nothing(called) else ", ".join(show_shape(shape.shown) for shape in called.outputs)

    def values(self, name: str) -> Iterator[tuple[str, str | None]]:
        """Values of a parameter as they are written, each with the shapes that come out where they are told."""
        parameter = self.parameters[name]
        for value in self._plain_values(parameter):
            told = self.output({name: plain(value)}) if _bears_on_shapes(parameter) else None
            if told != REFUSED:
                yield _written(value), told

    def _plain_values(self, parameter: Parameter[Any]) -> Sequence[object]:
        match parameter:
            case Word():
                return parameter.words[self.keras is Generation.KERAS_3].known
            case OptionalWord():
                return (*parameter.words.known, None)
            case Flag():
                return (True, False)
            case Identifier():
                words = [word for word in parameter.kind.words(self.keras) if word.islower()]
                return sorted(words, key=lambda word: _USUAL.index(word) if word in _USUAL else len(_USUAL))
            case PerAxis() if parameter.name in ("kernel_size", "pool_size", "strides", "dilation_rate"):
                return _SIZES[:5] if parameter.name in ("strides", "dilation_rate") else _SIZES
        return ()


REFUSED = "-"


def layer_call(path: str, keras: Generation, call: OpenCall) -> LayerCall | None:
    """The call of `keras.layers.Conv1D` and its like; None for any other."""
    module, _, name = path.rpartition(".")
    declared = find(name, keras) if module == "keras.layers" else None
    return None if declared is None else LayerCall(declared, keras, call)


def typed(parameter: Parameter[Any]) -> str:
    """What a parameter takes, in a word or two."""
    match parameter:
        case Flag():
            return "bool"
        case Identifier():
            return parameter.kind.name.lower().replace("_", " ")
        case Word() | OptionalWord():
            return "str"
        case PerAxis():
            return "int or tuple"
    return "int" if type(parameter).__name__ in ("Count", "OptionalCount") else ""


def _bears_on_shapes(parameter: Parameter[Any]) -> bool:
    return isinstance(parameter, Word | OptionalWord | PerAxis | Flag)


def _read(text: str) -> Arg:
    try:
        return plain(ast.literal_eval(text))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return Unclear(f"what `{text}` is")


def _written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _says_nothing(called: Called) -> bool:
    return all(_is_unknown(shape) for shape in called.outputs)


def _is_unknown(shape: Shape) -> bool:
    return not shape.ranked or all(isinstance(axis, Unclear) or axis is OPEN for axis in shape.known_axes)
