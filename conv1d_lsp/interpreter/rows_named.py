"""How many rows an array has that nobody knows: from where the program asks for it, it has a name, `len(data)`."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, FrameObject, Instance, Ref, Value
from conv1d_lsp.interpreter.variables import read_name, rebind
from conv1d_lsp.shapes import Number, Symbol, Unclear


def rows_named(m: Machine, holder: cst.BaseExpression, value: Value) -> Value:
    """The value, which `holder` holds (`data`, `self.data`), with a name for its first axis if that can't be told."""
    if not isinstance(holder, cst.Name | cst.Attribute):
        return value
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(value, Ref) and isinstance(record, FrameObject) and isinstance(record.rows, Unclear):
        m.write(value, replace(record, rows=_name(m, holder)))
    if not isinstance(value, Array) or value.content is not None or not value.shape.axes:
        return value
    if not isinstance(value.shape.axes[0], Unclear):
        return value
    named = replace(value, shape=value.shape.with_axes({0: _name(m, holder)}))
    return named if _put_back(m, holder, value, named) else value


def _put_back(m: Machine, holder: cst.Name | cst.Attribute, old: Array, new: Array) -> bool:
    """Whether the variable, or the attribute of an object in a variable, that held `old` holds `new` now."""
    if isinstance(holder, cst.Name):
        if read_name(m, holder.value) is not old:
            return False
        rebind(m, holder.value, new)
        return True
    owner = read_name(m, holder.value.value) if isinstance(holder.value, cst.Name) else None
    record = m.record(owner) if isinstance(owner, Ref) else None
    if not isinstance(owner, Ref) or not isinstance(record, Instance):
        return False
    if record.attributes.get(holder.attr.value) is not old:
        return False
    m.write(owner, replace(record, attributes={**record.attributes, holder.attr.value: new}))
    return True


def _name(m: Machine, holder: cst.Name | cst.Attribute) -> Number:
    m.counters.fork += 1
    text = holder.value if isinstance(holder, cst.Name) else holder.attr.value
    passing = m.summarised_loops > 0  # in another round it may be another
    return Number.of(Symbol(f"len({text})", m.counters.fork, low=0, whole=True, passing=passing))
