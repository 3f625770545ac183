"""Classes of the user's: their bodies, their attributes, the order of their bases, `super()`."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    BoundMethod,
    Constant,
    Function,
    Library,
    LibraryMethod,
    Super,
    TupleValue,
    UserClass,
    Value,
)

#: Bases that bring no attributes which a class body could be taken to define.
_HARMLESS_BASES = frozenset({"builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol", "tensorflow.Module"})

#: A class with more bases, theirs included, is not followed.
MOST_ANCESTORS = 60


def define_class(m: Machine, node: cst.ClassDef) -> UserClass:
    """Execute a class body in a scope of its own."""
    from conv1d_lsp.interpreter.records import complete_class

    bases = tuple(m.visible(m.evaluate(base.value)) for base in node.bases if base.star == "")
    outer = m.scope
    scope = m.new_scope(outer, m.names(node), "class")
    opaque = "a class with a metaclass" if any(_metaclass(m, keyword) for keyword in node.keywords) else None
    ancestors = _ancestors(bases)
    if len(ancestors) > MOST_ANCESTORS:
        opaque, ancestors = "a class with very many bases", (m.unknown("a class with very many bases", node),)
    cls = UserClass(node, scope, ancestors, node.name.value, opaque)
    m.classes[scope] = cls
    m.scope = scope
    try:
        m.execute_block(node.body)
    finally:
        m.scope = outer
    cls = m.classes[scope] = complete_class(m, cls)
    _tell_bases(m, cls)
    return cls


def _tell_bases(m: Machine, cls: UserClass) -> None:
    """`__init_subclass__` of a base is called for each class that derives from it."""
    for each in linearized(cls)[1:]:
        hook = m.state.variables.get((each.scope, "__init_subclass__")) if isinstance(each, UserClass) else None
        if isinstance(hook, Function):
            given = {
                keyword.keyword.value: m.evaluate(keyword.value)
                for keyword in cls.node.keywords
                if keyword.keyword is not None and keyword.keyword.value != "metaclass"
            }
            m.call(hook, Arguments((cls,), given), cls.node)
            return


def _metaclass(m: Machine, keyword: cst.Arg) -> bool:
    """Whether a keyword of a class statement is a metaclass that may do anything."""
    value = m.visible(m.evaluate(keyword.value))
    named = keyword.keyword is not None and keyword.keyword.value == "metaclass"
    return named and value != Library("abc.ABCMeta")


def lookup(m: Machine, cls: UserClass, name: str) -> Value | None:
    """An attribute of a class or of the first base that has it; None where a base that is not followed may have it."""
    for each in linearized(cls):
        if isinstance(each, UserClass):
            value = m.state.variables.get((each.scope, name))
            if value is not None:
                return m.visible(value)
        elif not (isinstance(each, Library) and each.path in _HARMLESS_BASES):
            return None
    return None


def defines(m: Machine, cls: UserClass | None, *names: str) -> bool:
    """Whether a class, or one of its bases, has or may have one of these methods."""
    if cls is None or not follows_bases(cls):
        return True
    return any(lookup(m, cls, name) is not None for name in names)


def follows_bases(cls: UserClass) -> bool:
    """Whether all bases are the user's own or known to leave the attributes of an instance alone."""
    return all(
        isinstance(each, UserClass)
        or (isinstance(each, Library) and (each.path in _HARMLESS_BASES or each.path.startswith("keras.")))
        for each in linearized(cls)
    )


def methods_in(cls: UserClass) -> Iterator[cst.FunctionDef]:
    """The methods that its body defines."""
    return (each for each in cls.node.body.body if isinstance(each, cst.FunctionDef))


def linearized(cls: UserClass) -> Sequence[Value]:
    """The class and all its bases in Python's order of resolution."""
    return (cls, *cls.ancestors)


def _ancestors(bases: Sequence[Value]) -> tuple[Value, ...]:
    """The C3 order, https://docs.python.org/3/howto/mro.html; just the bases where Python refuses them."""
    rows = [[base, *(base.ancestors if isinstance(base, UserClass) else ())] for base in bases]
    rows.append(list(bases))
    result: list[Value] = []
    while rows := [row for row in rows if row]:
        tails = {_identity(value) for row in rows for value in row[1:]}
        head = next((row[0] for row in rows if _identity(row[0]) not in tails), None)
        if head is None:
            return tuple(bases)
        result.append(head)
        rows = [row[1:] if _identity(row[0]) == _identity(head) else row for row in rows]
    return tuple(result)


def _identity(value: Value) -> Hashable:
    if isinstance(value, UserClass):
        return value.scope
    return value.path if isinstance(value, Library) else id(value)


def library_base(cls: UserClass) -> str | None:
    """The Keras class that a class derives from, if it does: "keras.Model", "keras.layers.Layer"."""
    for each in linearized(cls):
        if isinstance(each, Library) and each.path.startswith("keras."):
            return each.path
    return None


def class_attribute(m: Machine, cls: UserClass, name: str, node: cst.CSTNode) -> Value:
    """`Class.name`."""
    if name in ("__name__", "__qualname__"):
        return Constant(cls.name)
    if name == "__mro__":
        return TupleValue(tuple(linearized(cls)))
    value = lookup(m, cls, name)
    if isinstance(value, Function) and value.kind == "class":
        return BoundMethod(cls, value)
    return value if value is not None else m.unknown(f"the attribute `{name}` is not known", node)


def set_class_attribute(m: Machine, cls: UserClass, name: str, value: Value) -> None:
    """`Class.name = value`."""
    m.state.write_variable((cls.scope, name), value)


def super_of(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`super()` inside a method."""
    function = m.calls[-1] if m.calls else None
    if function is None or function.owner is None or not isinstance(function.node, cst.FunctionDef):
        return m.unknown("`super()` is not followed here", node)
    first = next(iter(function.node.params.params), None)
    instance = None if first is None else m.state.variables.get((m.scope, first.name.value))
    return m.unknown("`super()` is not followed here", node) if instance is None else Super(function.owner, instance)


def super_attribute(m: Machine, value: Super, name: str, node: cst.CSTNode) -> Value:
    """`super().name`: from the class after `value.owner` in the order of the instance's own class."""
    from conv1d_lsp.interpreter.instances import bound_to, class_of

    cls = class_of(m, value.instance)
    order = linearized(cls) if cls is not None else linearized(value.owner)
    identities = [_identity(each) for each in order]
    start = identities.index(value.owner.scope) + 1 if value.owner.scope in identities else 1
    for each in order[start:]:
        if not isinstance(each, UserClass):
            if isinstance(each, Library) and each.path in _HARMLESS_BASES:
                continue
            break
        found = m.state.variables.get((each.scope, name))
        if found is not None:
            return bound_to(m, value.instance, m.visible(found), node)
    return LibraryMethod(value.instance, f"super.{name}")
