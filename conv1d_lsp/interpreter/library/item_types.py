"""Types of arrays whose items are more than a number: records, types with axes of their own, objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from conv1d_lsp.arrays import ArrayFunction
from conv1d_lsp.interpreter.common import of_objects
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    OBJECTS,
    OF_OBJECTS,
    Array,
    Constant,
    Library,
    Ref,
    TupleValue,
    Unknown,
    Value,
)

#: Why nothing is told of what holds objects or records.
OPENED: Final = "an array of objects or records"

#: Functions that make rows of numbers of whatever they are given, and those that tell about it.
NOT_OF_OBJECTS = frozenset("pad_sequences argsort argmax argmin where nonzero arange shape size ndim".split())

#: Functions whose result may have more axes than the array of objects that they look into.
_OPENING = frozenset("concatenate stack hstack vstack dstack column_stack row_stack block sum prod mean dot".split())

#: Those that read the type as their second argument, where the declaration does not say.
_TYPED = frozenset({"array", "asarray", "astype", "constant", "convert_to_tensor", "cast"})


def wanted_type(
    path: str, function: ArrayFunction, positional: Sequence[Value], keywords: Mapping[str, Value]
) -> Value | None:
    """The argument that says which type it is to be."""
    if "dtype" in keywords:
        return keywords["dtype"]
    parameters = [text.partition("=")[0].partition(":")[0] for text in function.parameters(path)]
    place = parameters.index("dtype") if "dtype" in parameters else 1 if parameters == ["*"] else len(positional)
    typed = parameters != ["*"] or path.rpartition(".")[2] in _TYPED
    return positional[place] if typed and place < len(positional) else None


def holds_axes(m: Machine, dtype: Value | None) -> bool:
    """Whether a type is one of records, or may give axes of its own: `[("a", "f4", (12, 2))]`, `"2f4"`, "i4,f4"."""
    if dtype is None:
        return False
    match m.visible(dtype):
        case TupleValue() | Ref():
            return True
        case Constant(value=str() as word):
            return word[:1].isdigit() or word[:1] == "(" or "," in word or word.lstrip("<>=|")[:1] in ("V", "(")
        case Unknown() as unknown:
            return unknown.reason.startswith(_MADE_OF_PARTS)
    return False


_MADE_OF_PARTS: Final = ("`numpy.dtype`", "`np.dtype`")


#: What comes of one is lists of numbers, though it is not followed.
_TOKENIZER: Final = ".Tokenizer`"


def is_of_objects(dtype: Value | None) -> bool:
    """Whether an array is to hold whatever there is: `dtype=object`."""
    named = dtype.value if isinstance(dtype, Constant) else dtype.last if isinstance(dtype, Library) else None
    return named in ("object", "O", "object_")


def objects_among(m: Machine, values: Sequence[Value]) -> str | None:
    """OBJECTS or RAGGED, if one of the arrays, or of those in lists, holds such things."""
    return of_objects(leaf for value in values for leaf in leaves(m, value) if isinstance(leaf, Array))


def may_be_opened(
    m: Machine, path: str, function: ArrayFunction, positional: Sequence[Value], keywords: Mapping[str, Value]
) -> bool:
    """Whether the result may have axes that come of the type, or of objects in an array that is given."""
    if holds_axes(m, wanted_type(path, function, positional, keywords)):
        return True
    first = m.visible(positional[0]) if positional else None
    if path.endswith(".pad_sequences") and isinstance(first, Unknown):
        return _TOKENIZER not in first.reason
    if not isinstance(first, Array) or first.dtype not in OF_OBJECTS:
        return False
    name = path.rpartition(".")[2]
    return (first.dtype == OBJECTS and name == "pad_sequences") or (name in _OPENING and first.shape.rank.value == 1)
