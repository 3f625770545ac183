"""Functions of the program's that are handed to something unknown: it may call them, at any time and with anything."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.forgetting import forgotten
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import State, Variable
from conv1d_lsp.interpreter.values import Function, Ref, TupleValue, Unknown
from conv1d_lsp.interpreter.values.either import possibilities
from conv1d_lsp.source.walk import nodes_in

#: Where functions are remembered that something unknown was given, and may keep; no variable of the program.
_KEPT: Variable = (0, "functions handed over")

#: More functions than these are not remembered.
_MOST_KEPT = 32

_OF_SOMETHING = frozenset({cst.Attribute, cst.Subscript})


def hand_over(m: Machine, function: Function) -> None:
    """Something unknown gets the function: it may call it now, and it may keep it for later."""
    may_be_called(m, function)
    kept = _kept(m)
    if function not in kept and len(kept) < _MOST_KEPT and _reaches_out(function.node.body):
        m.state.write_variable(_KEPT, TupleValue((*kept, function)))


def may_be_called_now(m: Machine) -> None:
    """Training begins: callbacks that were made of the program's functions may call them."""
    for function in _kept(m):
        may_be_called(m, function)


def _kept(m: Machine) -> tuple[Function, ...]:
    value = m.state.variables.get(_KEPT)
    if value is None:
        return ()
    ways = [way for way in possibilities(value) if isinstance(way, TupleValue)]
    functions = [each for way in ways for each in way.items if isinstance(each, Function)]
    return tuple(dict.fromkeys(functions))


def may_be_called(m: Machine, function: Function) -> None:
    """What the function changes outside of itself is not known any more."""
    if m.in_callback or function.opaque is not None or not _reaches_out(function.node.body):
        return
    base, called = m.state, m.called
    m.state = base.fork()
    m.in_callback = True
    m.silent += 1
    with m.aside():
        m.call(function, Arguments((), {}, complete=False), function.node)
    m.silent -= 1
    m.in_callback = False
    ran, m.state, m.called = m.state, base, called
    _blur(m, ran, base)


def _blur(m: Machine, ran: State, base: State) -> None:
    variables, objects = ran.writes_since(base)
    for variable in variables:
        old = base.variables.get(variable)
        if old is not None and ran.variables.get(variable) is not old:
            m.state.write_variable(variable, Unknown("a function that something unknown may call changes it"))
    for address in objects:
        record = base.objects.get(address)
        if record is not None and ran.objects.get(address) is not record:
            m.write(Ref(address), forgotten(record))


def _reaches_out(node: cst.CSTNode) -> bool:
    """Whether a body changes, or calls, anything that is not its own."""
    return any(map(_reaches, nodes_in(node)))


def _reaches(node: cst.CSTNode) -> bool:
    if type(node) is cst.Call:
        return type(node.func) is cst.Name or type(node.func) is cst.Attribute
    if type(node) is cst.AssignTarget or type(node) is cst.AugAssign:
        return type(node.target) in _OF_SOMETHING
    return type(node) is cst.Global or type(node) is cst.Nonlocal
