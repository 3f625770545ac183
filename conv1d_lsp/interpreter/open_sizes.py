"""The size of an open axis, which is None, where Python wants a number."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.faults import OpenSize
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.numbers_wanted import are_symbolic_here
from conv1d_lsp.interpreter.values import OPEN_SIZE, Constant, Integer, Unknown, Value
from conv1d_lsp.settings import Generation


def open_size(m: Machine, use: str, operands: Sequence[Value], node: cst.CSTNode) -> Unknown | None:
    """Reports the size of an open axis that is calculated with; None for all else.

    In Keras 2 it may be an object of TensorFlow 1 that calculates with None.
    """
    if not any(operand is OPEN_SIZE for operand in operands) or m.keras is Generation.KERAS_2:
        return None
    if not are_symbolic_here(m) or not all(map(_is_number_or_none, operands)):
        return None
    return m.report(OpenSize(use), node)


def _is_number_or_none(value: Value) -> bool:
    return isinstance(value, Integer) or (isinstance(value, Constant) and isinstance(value.value, float | None))
