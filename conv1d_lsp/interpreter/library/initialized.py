"""Layers and models of the program's own whose `__init__` leaves out that of Keras."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from conv1d_lsp.interpreter.classes import follows_bases, library_base, linearized, lookup, methods_in
from conv1d_lsp.interpreter.faults import NotInitialized
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Function,
    Instance,
    LayerObject,
    ListObject,
    ModelObject,
    Ref,
    Unknown,
    UserClass,
    Value,
)
from conv1d_lsp.interpreter.values.site import CHECKED, Site
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.walk import child_nodes, nodes_in


def call_uninitialized(m: Machine, ref: Ref, cls: UserClass, node: cst.CSTNode) -> Unknown | None:
    """Reports the call of a layer on which nothing has called Keras's `__init__`; None for every other one."""
    initializer = _leaves_out(m, cls)
    if initializer is None or (m.keras is Generation.KERAS_2 and library_base(cls) == "keras.Model"):
        return None  # a model of Keras 2 raises where it is made
    record = m.record(ref)
    if not isinstance(record, Instance) or record.hidden:
        return None
    return m.report(NotInitialized(cls.name, kept=False), node, made=_definition(m, initializer))


def keep_uninitialized(m: Machine, ref: Ref, value: Value, target: cst.CSTNode) -> None:
    """Reports a layer that a model of Keras 2 is given as an attribute before Keras's `__init__` was called."""
    record, function = m.record(ref), m.calls[-1] if m.calls else None
    cls = record.cls if isinstance(record, Instance) else None
    if m.keras is Generation.KERAS_3 or cls is None or function is None or not _holds_layers(m, value):
        return
    if library_base(cls) != "keras.Model" or function is not lookup(m, cls, "__init__"):
        return
    if _is_followed(cls, function) and not any(map(_initializes, _before(function.node, target))):
        m.report(NotInitialized(cls.name, kept=True), target, made=_definition(m, function))


def _definition(m: Machine, function: Function) -> Site | None:
    """Where the `__init__` stands, if that is in the file that is checked."""
    return Site(function.node) if m.scopes[function.scope].module == CHECKED else None


def _leaves_out(m: Machine, cls: UserClass) -> Function | None:
    """The `__init__` of a layer or model, if it certainly never comes to that of Keras."""
    base = library_base(cls)
    if base is None or not (base == "keras.Model" or base.startswith("keras.layers.")):
        return None
    initializer = lookup(m, cls, "__init__")
    if not isinstance(initializer, Function) or not _is_followed(cls, initializer):
        return None
    return None if any(map(_initializes, nodes_in(initializer.node.body))) else initializer


def _is_followed(cls: UserClass, initializer: Function) -> bool:
    """Whether nothing but the body of the `__init__` itself may call that of Keras."""
    node = initializer.node
    if not isinstance(node, cst.FunctionDef) or node.decorators or initializer.opaque is not None:
        return False
    if cls.opaque is not None or not follows_bases(cls) or _hands_itself_on(node):
        return False
    own = [each for each in linearized(cls) if isinstance(each, UserClass)]
    methods = [method for each in own for method in methods_in(each) if method.name.value != "__init__"]
    return not any(map(_initializes, nodes_in(*methods)))


def _initializes(node: cst.CSTNode) -> bool:
    """Whether a node may be a part of `super().__init__()` or `Layer.__init__(self)`."""
    if type(node) is cst.Name:
        return node.value in ("super", "__init__", "exec")
    return type(node) is cst.SimpleString and "__init__" in node.value


def _hands_itself_on(initializer: cst.FunctionDef) -> bool:
    """Whether the instance itself is passed to some call."""
    first = next(iter(initializer.params.params), None)
    if first is None:
        return True
    passed = (each.value for each in nodes_in(initializer.body) if type(each) is cst.Arg)
    return any(type(value) is cst.Name and value.value == first.name.value for value in passed)


def _before(start: cst.CSTNode, target: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes of a body in the order of the source, up to one of them."""
    stack = list(reversed(child_nodes(start.body))) if isinstance(start, cst.FunctionDef) else []
    while stack:
        node = stack.pop()
        if node is target:
            return
        yield node
        stack += reversed(child_nodes(node))


def _holds_layers(m: Machine, value: Value) -> bool:
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, ListObject) and record.kind == "list":
        inner = [m.record(item) if isinstance(item, Ref) else None for item in record.items or ()]
        return bool(inner) and all(isinstance(each, LayerObject | ModelObject) for each in inner)
    return isinstance(record, LayerObject | ModelObject)
