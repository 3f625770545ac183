"""Classes of the user's: bodies, instances, attributes, inheritance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    BoundMethod,
    Function,
    Instance,
    Library,
    LibraryMethod,
    Ref,
    Super,
    UserClass,
    Value,
)

#: Methods of Keras's base classes that may be called on an instance without changing what is known of it.
_HARMLESS_BASES = ("builtins.object",)


def define_class(m: Machine, node: cst.ClassDef) -> UserClass:
    """Execute a class body in a scope of its own."""
    from conv1d_lsp.interpreter.expressions import evaluate
    from conv1d_lsp.interpreter.statements import execute_block

    bases = tuple(evaluate(m, base.value) for base in node.bases)
    outer = m.scope
    scope = m.new_scope(outer, m.names(node), "class")
    cls = UserClass(node, scope, bases, node.name.value)
    m.classes[scope] = cls
    m.scope = scope
    try:
        execute_block(m, node.body)
    finally:
        m.scope = outer
    return cls


def lookup(m: Machine, cls: UserClass, name: str) -> Value | None:
    """An attribute of a class or of the first base that has it; unknown where a base is not followed."""
    for each in linearized(cls):
        if isinstance(each, UserClass):
            value = m.state.variables.get((each.scope, name))
            if value is not None:
                return m.visible(value)
        elif not (isinstance(each, Library) and each.path in _HARMLESS_BASES):
            return None
    return None


def linearized(cls: UserClass) -> Iterator[Value]:
    """The class and its bases, depth first (the full order of resolution matters for diamonds only)."""
    yield cls
    for base in cls.bases:
        if isinstance(base, UserClass):
            yield from linearized(base)
        else:
            yield base


def library_base(cls: UserClass) -> str | None:
    """The Keras class that a class derives from, if it does: "keras.Model", "keras.layers.Layer"."""
    for each in linearized(cls):
        if isinstance(each, Library) and each.path.startswith("keras."):
            return each.path
    return None


def instantiate(m: Machine, cls: UserClass, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Make an instance and run its `__init__`."""
    if cls.opaque is not None:
        return m.unknown(f"{cls.opaque} is not followed", node)
    opaque = any(not isinstance(base, UserClass) for base in linearized(cls) if not _object(base))
    ref = m.new(Instance(cls, {}, hidden=opaque))
    initializer = lookup(m, cls, "__init__")
    if isinstance(initializer, Function):
        call_function(m, initializer, arguments.with_first(ref), node)
    return ref


def _object(base: Value) -> bool:
    return isinstance(base, Library) and base.path in _HARMLESS_BASES


def instance_attribute(m: Machine, ref: Ref, record: Instance, name: str, node: cst.CSTNode) -> Value:
    """`instance.name`."""
    if name in record.attributes:
        return m.visible(record.attributes[name])
    value = None if record.cls is None else lookup(m, record.cls, name)
    if isinstance(value, Function):
        return _bound(m, ref, value, node)
    if value is not None:
        return value
    if record.cls is not None and library_base(record.cls) is not None:
        return LibraryMethod(ref, name)
    return m.unknown(f"the attribute `{name}` is not known", node)


def _bound(m: Machine, ref: Ref, function: Function, node: cst.CSTNode) -> Value:
    match function.kind:
        case "property":
            return call_function(m, function, Arguments((ref,)), node)
        case "static":
            return function
        case "class":
            record = m.record(ref)
            owner = record.cls if isinstance(record, Instance) else None
            return BoundMethod(owner, function) if owner is not None else m.unknown("a class method", node)
    return BoundMethod(ref, function)


def set_attribute(m: Machine, ref: Ref, name: str, value: Value) -> None:
    """`instance.name = value`."""
    record = m.record(ref)
    if isinstance(record, Instance):
        m.write(ref, replace(record, attributes={**record.attributes, name: value}))


def call_instance(m: Machine, ref: Ref, record: Instance, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`instance(...)`: its `__call__`, or `call` of a Keras layer or model."""
    cls = record.cls
    if cls is None:
        return m.unknown("what is called is not known", node)
    method = lookup(m, cls, "__call__")
    if not isinstance(method, Function) and library_base(cls) is not None:
        _build(m, ref, cls, node)
        method = lookup(m, cls, "call")
    if isinstance(method, Function):
        return call_function(m, method, arguments.with_first(ref), node)
    from conv1d_lsp.interpreter.calls import disturb

    disturb(m, arguments)
    return m.unknown(f"calling a `{cls.name}` is not followed", node)


def _build(m: Machine, ref: Ref, cls: UserClass, node: cst.CSTNode) -> None:
    """A `build` of the user's makes sub-layers; until it is followed, what it makes is not known."""
    if isinstance(lookup(m, cls, "build"), Function):
        record = m.record(ref)
        assert isinstance(record, Instance)
        m.write(ref, replace(record, hidden=True))


def super_of(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`super()` inside a method."""
    function = m.calls[-1] if m.calls else None
    if function is None or function.owner is None or not isinstance(function.node, cst.FunctionDef):
        return m.unknown("`super()` is not followed here", node)
    first = next(iter(function.node.params.params), None)
    instance = None if first is None else m.state.variables.get((m.scope, first.name.value))
    return m.unknown("`super()` is not followed here", node) if instance is None else Super(function.owner, instance)


def super_attribute(m: Machine, value: Super, name: str, node: cst.CSTNode) -> Value:
    """`super().name`."""
    for base in value.owner.bases:
        found = lookup(m, base, name) if isinstance(base, UserClass) else None
        if isinstance(found, Function):
            return BoundMethod(value.instance, found)
        if found is not None:
            return found
    return LibraryMethod(value.instance, f"super.{name}")
