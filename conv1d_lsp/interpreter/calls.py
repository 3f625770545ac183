"""Calls: who is called, and what an unknown callee may change."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments, evaluate_arguments
from conv1d_lsp.interpreter.classes import call_instance, instantiate
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    BoundMethod,
    DictObject,
    Function,
    Instance,
    LayerObject,
    Library,
    LibraryMethod,
    ListObject,
    ModelObject,
    Partial,
    Ref,
    TupleValue,
    Unknown,
    UserClass,
    Value,
)


def evaluate_call(m: Machine, node: cst.Call) -> Value:
    """A call expression."""
    from conv1d_lsp.interpreter.expressions import evaluate

    callee = evaluate(m, node.func)
    if isinstance(callee, Library) and callee.path == "builtins.super":
        from conv1d_lsp.interpreter.classes import super_of

        return super_of(m, evaluate_arguments(m, node), node)
    arguments = evaluate_arguments(m, node)
    return m.each([callee], lambda one: call(m, one[0], arguments, node))


def call(m: Machine, callee: Value, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Call a value; `node` is where."""
    from conv1d_lsp.interpreter.library import call_library, call_method, call_object

    match callee:
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
        case Library():
            return call_library(m, callee, arguments, node)
        case LibraryMethod():
            return call_method(m, callee, arguments, node)
        case Ref():
            record = m.record(callee)
            if isinstance(record, Instance):
                return call_instance(m, callee, record, arguments, node)
            if isinstance(record, LayerObject | ModelObject):
                return call_object(m, callee, record, arguments, node)
    disturb(m, arguments)
    reason = callee.reason if isinstance(callee, Unknown) else "what is called is not known"
    return Unknown(reason, m.site(node))


def disturb(m: Machine, arguments: Arguments) -> None:
    """An unknown callee may have changed everything that it could reach."""
    seen: set[int] = set()
    todo = list(arguments.all())
    while todo:
        value = todo.pop()
        if isinstance(value, TupleValue):
            todo += value.items
        elif isinstance(value, BoundMethod | LibraryMethod):
            todo.append(value.instance if isinstance(value, BoundMethod) else value.owner)
        elif isinstance(value, Ref) and value.address not in seen:
            seen.add(value.address)
            todo += _disturbed(m, value)


def _disturbed(m: Machine, ref: Ref) -> list[Value]:
    record = m.record(ref)
    match record:
        case ListObject():
            m.write(ref, ListObject(None, record.kind))
            return list(record.items or ())
        case DictObject():
            m.write(ref, DictObject({}, complete=False))
            return [value for _, value in record.items.values()]
        case Instance():
            m.write(ref, replace(record, attributes={}, hidden=True))
            return list(record.attributes.values())
        case LayerObject():
            m.write(ref, replace(record, built=None, many=True))
        case ModelObject():
            m.write(ref, replace(record, uncertain=True, unbuilt_reason=None))
            return list(record.layers)
    return []
