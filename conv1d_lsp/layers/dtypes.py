"""The types of numbers that a layer takes and gives, as far as Keras 2 refuses them at a call.

Keras 2 makes one type of all floats and leaves other types as they are, and TensorFlow does not mix them. Keras 3 works
shapes out without looking at types, and casts when it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from conv1d_lsp.layers.faults import DtypesDiffer, LayerFault, WrongDtype

#: Floats of any size, to Keras 2 the layer's own type. Other types go by TensorFlow's names; None is not known.
FLOAT: Final = "float"

_OTHERS = frozenset("bool string int8 int16 int32 int64 uint8 uint16 uint32 uint64".split())


class Takes(Enum):
    """What goes in."""

    ANYTHING = "not looked at"
    FLOATS = "floats only"
    ALIKE = "several of one type"


class Gives(Enum):
    """What comes out."""

    UNKNOWN = "not followed"
    FLOATS = "floats, whatever went in"
    THE_SAME = "the type that went in"


def dtype_of(name: str) -> str | None:
    """The type that goes by this name in Keras, None for one that is not followed."""
    if name in ("float", "double", "half", "bfloat16", "float16", "float32", "float64"):
        return FLOAT
    return name if name in _OTHERS else None


def refused(takes: Takes, dtypes: Sequence[str | None]) -> LayerFault | None:
    """Why TensorFlow does not take tensors of these types; None if it may."""
    known = [each for each in dtypes if each is not None]
    if takes is Takes.FLOATS:
        return next((WrongDtype(each) for each in known if each != FLOAT), None)
    if takes is Takes.ALIKE and "bool" not in known and len(set(known)) > 1:
        return DtypesDiffer(tuple(dtypes))
    return None


def given(gives: Gives, dtypes: Sequence[str | None]) -> str | None:
    """The type of what comes out."""
    if gives is Gives.FLOATS:
        return FLOAT
    return dtypes[0] if gives is Gives.THE_SAME and len(set(dtypes)) == 1 else None
