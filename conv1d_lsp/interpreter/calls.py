"""Calls: who is called, and what an unknown callee may change."""

from __future__ import annotations

import re

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import super_of
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.faults import NamedTwice
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.instances import call_instance, instantiate
from conv1d_lsp.interpreter.library import call_library, call_method, call_object
from conv1d_lsp.interpreter.library.commands import run_command
from conv1d_lsp.interpreter.library.loss_calls import call_criterion
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.monkey import rows_in_place
from conv1d_lsp.interpreter.naming import named_arguments
from conv1d_lsp.interpreter.outside import looked_up
from conv1d_lsp.interpreter.passing import evaluate_arguments
from conv1d_lsp.interpreter.records import make_named_tuple
from conv1d_lsp.interpreter.shapes_set import reshape_in_place
from conv1d_lsp.interpreter.values import (
    PANDAS,
    Array,
    BoundMethod,
    Constant,
    Criterion,
    Either,
    Function,
    Instance,
    Integer,
    LayerObject,
    Library,
    LibraryMethod,
    ModelObject,
    NamedTupleType,
    Partial,
    Ref,
    TupleValue,
    Unknown,
    UserClass,
    Value,
)

#: Methods of test cases that only look at what they are given.
_ASSERTS = re.compile(r"assert(?!Raises|Warns|Logs|NoLogs)[A-Z]\w*")


def evaluate_call(m: Machine, node: cst.Call) -> Value:
    """A call expression."""
    function = node.func
    owner = m.evaluate(function.value) if type(function) is cst.Attribute else None
    callee = m.evaluate(function) if owner is None else _method(m, owner, function)
    arguments = evaluate_arguments(m, node)
    if arguments.twice is not None:
        return m.report(NamedTwice(arguments.twice), node)
    kind = type(callee)
    if kind is Either:
        return m.each([callee], lambda one: call(m, one[0], arguments, node))
    if kind is Library and callee.path == "builtins.super":  # type: ignore[union-attr]
        return super_of(m, arguments, node)
    if node.args and (kind is Library or kind is Ref) and _is_layer(m, callee):
        arguments = named_arguments(m, node, arguments)
    if kind is Unknown:
        if isinstance(owner, Ref) and _ASSERTS.fullmatch(_called_name(node)):
            return m.unknown("an assertion gives nothing", node)
        if isinstance(owner, Unknown):
            found = looked_up(m, owner, _called_name(node), arguments.positional)
            if found is not None:
                return found
        if isinstance(owner, Ref | Unknown):
            disturb(m, Arguments((owner,)))
    if isinstance(callee, LibraryMethod) and isinstance(callee.owner, Array):
        if callee.name == "resize":
            reshape_in_place(m, callee.owner)
        elif callee.owner.library == PANDAS and "inplace" in arguments.keywords:
            rows_in_place(m, callee.owner, node.func)
    return call(m, callee, arguments, node)


def _is_layer(m: Machine, callee: Value) -> bool:
    """A class of Keras's layers, `Input`, or a layer."""
    if isinstance(callee, Library):
        return callee.path.startswith("keras.layers.") or callee.path == "keras.Input"
    return isinstance(callee, Ref) and isinstance(m.record(callee), LayerObject)


def _called_name(node: cst.Call) -> str:
    return node.func.attr.value if isinstance(node.func, cst.Attribute) else ""


def _method(m: Machine, owner: Value, node: cst.BaseExpression) -> Value:
    assert isinstance(node, cst.Attribute)
    if type(owner) is not Either:
        return m.attribute(owner, node.attr.value, node)
    return m.each([owner], lambda one: m.attribute(one[0], node.attr.value, node))


def call(m: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Call a value; `node` is where."""
    match callee:
        case Library():  # most are
            return call_library(m, callee, arguments, node)
        case Criterion():
            return call_criterion(m, callee, arguments, node)
        case Ref():
            record = m.record(callee)
            if isinstance(record, LayerObject | ModelObject):
                return call_object(m, callee, record, arguments, node)
            if isinstance(record, Instance):
                return call_instance(m, callee, record, arguments, node)
        case Function(kind="command" | "configured"):
            return run_command(m, callee, arguments, node)
        case Function():
            return call_function(m, callee, arguments, node)
        case BoundMethod():
            return call_function(m, callee.function, arguments.with_first(callee.instance), node)
        case UserClass():
            return instantiate(m, callee, arguments, node)
        case Partial():
            keywords = {**dict(callee.keywords), **arguments.keywords}
            bound = Arguments((*callee.positional, *arguments.positional), keywords, arguments.complete)
            return call(m, callee.function, bound, node)
        case NamedTupleType():
            return make_named_tuple(m, callee, arguments, node)
        case LibraryMethod():
            return call_method(m, callee, arguments, node)
    if isinstance(callee, Integer | TupleValue) or (isinstance(callee, Constant) and isinstance(callee.value, str)):
        return m.raised("TypeError", node)
    disturb(m, arguments)
    reason = callee.reason if isinstance(callee, Unknown) else "what is called is not known"
    return Unknown(reason, m.site(node))
