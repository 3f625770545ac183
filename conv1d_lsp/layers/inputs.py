"""What `keras.Input` takes, and the shape that it gives, batch axis included.

Sources: layers/core/input_layer.py of Keras 3, engine/input_layer.py of Keras 2; each branch was run.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from conv1d_lsp.layers.arguments import Arg, Opaque, items, shown
from conv1d_lsp.layers.configured import Refused
from conv1d_lsp.layers.counts import number_of
from conv1d_lsp.layers.faults import BadArgument, MissingArgument, UnknownArgument
from conv1d_lsp.layers.requirement import Moment, Refusal, refuse
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Shape, Truth, Unclear

_NAMES_3 = ("shape", "batch_size", "dtype", "sparse", "ragged", "batch_shape", "name", "tensor", "optional")
_NAMES_2 = ("shape", "batch_size", "name", "dtype", "sparse", "tensor", "ragged", "type_spec", "optional")
_ALSO_2 = ("batch_shape", "batch_input_shape")
_SIZES = "a tuple of sizes, each a whole number or None"


def input_shape(positional: tuple[Arg, ...], keywords: Mapping[str, Arg], keras: Generation) -> Shape | Refused:
    """The shape of the tensor that `Input(...)` gives, or why Keras does not make it."""
    try:
        return _shape(_bound(positional, keywords, keras), keras)
    except Refusal as refusal:
        return Refused.by(refusal, "Input", Moment.CONSTRUCT)


def _bound(positional: tuple[Arg, ...], keywords: Mapping[str, Arg], keras: Generation) -> Mapping[str, Arg]:
    names = _NAMES_3 if keras is Generation.KERAS_3 else _NAMES_2
    known = names if keras is Generation.KERAS_3 else (*names, *_ALSO_2)
    for name in keywords:
        if name not in known:
            refuse(UnknownArgument(name, tuple(get_close_matches(name, known))))
    return dict(zip(names, positional, strict=False)) | dict(keywords)


def _shape(given: Mapping[str, Arg], keras: Generation) -> Shape:
    whole = "batch_input_shape" if "batch_input_shape" in given else "batch_shape"
    shape, batch_shape = given.get("shape"), given.get(whole)
    if shape is not None and batch_shape is not None:
        refuse(BadArgument(shown(batch_shape), "left out where `shape` is given", argument=whole))
    if batch_shape is not None:
        if given.get("batch_size") is not None and keras is Generation.KERAS_3:
            refuse(
                BadArgument(shown(given["batch_size"]), "left out where `batch_shape` is given", argument="batch_size")
            )
        return _sizes(whole, batch_shape, keras)
    if shape is None:
        refuse(MissingArgument(("shape",)))
    rest = _sizes("shape", shape, keras)
    size = given.get("batch_size")
    batch = OPEN if size is None else _size("batch_size", size)
    return Shape((batch, *rest.axes)) if rest.axes is not None else rest


def _sizes(name: str, given: Arg, keras: Generation) -> Shape:
    if isinstance(given, Unclear):
        return Shape.unknown(given)
    if isinstance(given, Dim) and keras is Generation.KERAS_2 and name == "shape":
        return Shape((given,))
    parts = given.value if isinstance(given, Opaque) else items(given)
    if isinstance(given, Opaque) and not isinstance(parts, tuple) and not given.numeric:
        return Shape.unknown(Unclear("the shape of an Input that can't be told"))
    if not isinstance(parts, tuple):
        refuse(BadArgument(shown(given), _SIZES, argument=name))
    return Shape(tuple(_size(name, part) for part in parts))


def _size(name: str, given: Arg) -> Dim:
    """A size, or None where it is left open. Both generations refuse what is no whole number."""
    if given is None:
        return OPEN
    number = None if isinstance(given, float | str) else number_of(given)
    if number is None and isinstance(given, Opaque):
        return Unclear("a size that can't be told")
    if number is None or (number >= 0) is Truth.NO:
        refuse(BadArgument(shown(given), "a whole number of at least 0, or None", argument=name))
    return number
