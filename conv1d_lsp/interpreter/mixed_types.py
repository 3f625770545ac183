"""Numbers of several types on the two sides of an operator, which Keras 2 does not mix."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, Tensor, Value
from conv1d_lsp.layers.dtypes import FLOAT, Takes, refused
from conv1d_lsp.layers.faults import LayerFault
from conv1d_lsp.settings import Generation

_ARITHMETIC = ("+", "-", "*", "/")


def mixed_types(m: Machine, operator: str, left: Value, right: Value) -> LayerFault | None:
    """Why `left operator right` is refused: a symbolic tensor of whole numbers beside floats, or a float."""
    if m.keras is Generation.KERAS_3 or operator not in _ARITHMETIC or not isinstance(left, Tensor | Constant):
        return None
    fault = refused(Takes.ALIKE, (_type(left), _type(right)))
    return None if fault is None else replace(fault, layer=f"`{operator}`")


def _type(value: Value) -> str | None:
    """The type of a tensor's numbers, or of a float that is written; None where it is not known, or adapts itself."""
    if isinstance(value, Tensor):
        return value.dtype
    return FLOAT if isinstance(value, Constant) and type(value.value) is float else None
