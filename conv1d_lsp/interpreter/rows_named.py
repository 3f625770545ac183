"""How many rows an array has that nobody knows: from where the program asks for it, it has a name, `len(data)`."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, FrameObject, Ref, Value
from conv1d_lsp.interpreter.variables import read_name, rebind
from conv1d_lsp.shapes import Number, Symbol, Unclear


def rows_named(m: Machine, holder: cst.BaseExpression, value: Value) -> Value:
    """The value, which the variable `holder` holds, with a name for its first axis if that can't be told."""
    if not isinstance(holder, cst.Name):
        return value
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(value, Ref) and isinstance(record, FrameObject) and isinstance(record.rows, Unclear):
        m.write(value, replace(record, rows=_name(m, holder.value)))
    if not isinstance(value, Array) or value.content is not None or not value.shape.axes:
        return value
    if not isinstance(value.shape.axes[0], Unclear) or read_name(m, holder.value) is not value:
        return value
    named = replace(value, shape=value.shape.with_axes({0: _name(m, holder.value)}))
    rebind(m, holder.value, named)
    return named


def _name(m: Machine, variable: str) -> Number:
    m.counters.fork += 1
    passing = m.summarised_loops > 0  # in another round it may be another
    return Number.of(Symbol(f"len({variable})", m.counters.fork, low=0, whole=True, passing=passing))
