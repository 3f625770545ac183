"""Reading and writing variables by Python's rules of scope."""

from __future__ import annotations

import builtins

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ANYTHING_REBOUND, Variable
from conv1d_lsp.interpreter.values import FALSE, NONE, TRUE, Either, Library, Value

_BUILTINS = frozenset(dir(builtins))


def read_name(m: Machine, name: str, node: cst.CSTNode | None = None) -> Value:
    """The value of a variable where the machine stands."""
    variable = _lookup(m, name)
    if variable is not None:
        value = m.state.variables.get(variable)
        if m.summarised_loops:
            m.note_read(variable, value)
        if value is not None:
            if m.doubted:
                doubt(m, variable, value)
            return value if type(value) is not Either else m.visible(value)
        if m.scopes[variable[0]].kind != "module" or name not in _BUILTINS:
            return m.unknown(f"`{name}` has no value here", node)
    else:
        m.note_read((m.module, name), None)
    if name in _BUILTINS:
        return {"True": TRUE, "False": FALSE, "None": NONE}.get(name) or Library(f"builtins.{name}")
    return m.unknown(f"`{name}` is not defined in this file", node)


def doubt(m: Machine, variable: Variable, value: Value) -> None:
    """A variable is read: from here on nothing is reported, if it may have another value."""
    if m.doubted.get(variable) is value:
        m.state.write_variable(ANYTHING_REBOUND, TRUE)


def assign_name(m: Machine, name: str, value: Value) -> None:
    """Bind a name in the scope that Python binds it in."""
    m.state.write_variable((_binding_scope(m, name), name), value)


def rebind(m: Machine, name: str, value: Value) -> None:
    """Another value for a variable, wherever it is bound: more is known of it now."""
    variable = _lookup(m, name)
    if variable is not None:
        m.state.write_variable(variable, value)


def delete_name(m: Machine, name: str) -> None:
    m.state.delete_variable((_binding_scope(m, name), name))


def _binding_scope(m: Machine, name: str) -> int:
    scope = m.scope
    names = m.scopes[scope].names
    if name in names.global_:
        return m.module
    if name in names.nonlocal_:
        found = _enclosing(m, m.scopes[scope].parent, name)
        return scope if found is None else found
    while m.scopes[scope].kind == "comprehension" and name not in m.scopes[scope].names.bound:
        parent = m.scopes[scope].parent
        if parent is None:
            break
        scope = parent
    return scope


def _lookup(m: Machine, name: str) -> Variable | None:
    scope = m.scope
    here = m.scopes[scope]
    if here.kind == "function" and name in here.names.bound:  # most are
        return scope, name
    if name in here.names.global_:
        return m.module, name
    found = _enclosing(m, scope, name)
    if found is not None:
        return found, name
    return (m.module, name) if (m.module, name) in m.state.variables else None


def _enclosing(m: Machine, scope: int | None, name: str) -> int | None:
    first = scope
    while scope is not None:
        table = m.scopes[scope]
        visible = table.kind != "class" or scope == first
        if visible and name in table.names.bound:
            if table.kind in ("class", "module") and (scope, name) not in m.state.variables:
                scope = table.parent
                continue
            return scope
        scope = table.parent
    return None
