"""Instances of the user's classes: made, called, their attributes read and written."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import defines, follows_bases, library_base, lookup
from conv1d_lsp.interpreter.disturbance import disturb, forget_attributes
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.records import make_record, member_by_value
from conv1d_lsp.interpreter.values import (
    Array,
    BoundMethod,
    Function,
    Instance,
    LibraryMethod,
    Module,
    Ref,
    Tensor,
    Unknown,
    UserClass,
    Value,
)

#: Methods of containers of settings that change nothing that is followed.
QUIET_METHODS = frozenset({"lock", "unlock", "freeze", "set_struct", "set_readonly"})

#: Methods that containers of settings have.
CONTAINER_METHODS = QUIET_METHODS | frozenset(
    "get items keys values update setdefault copy to_dict toDict copy_and_resolve_references".split()
)


def instantiate(m: Machine, cls: UserClass, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Make an instance and run its `__init__`."""
    m.called = m.called.set(cls.node, None)
    if cls.members:
        return member_by_value(m, cls, arguments, node)
    if cls.opaque is not None or isinstance(lookup(m, cls, "__new__"), Function):
        disturb(m, arguments)
        return m.unknown(f"{cls.opaque or 'a class with `__new__`'} is not followed", node)
    if cls.fields is not None:
        return make_record(m, cls, cls.fields, arguments, node)
    ref = m.new(Instance(cls, {}, hidden=not follows_bases(cls)))
    initializer = lookup(m, cls, "__init__")
    if isinstance(initializer, Function):
        call_function(m, initializer, arguments.with_first(ref), node)
    elif library_base(cls) is not None:
        from conv1d_lsp.interpreter.library.model_classes import put_together

        put_together(m, ref, arguments, node)
    return ref


def class_of(m: Machine, value: Value) -> UserClass | None:
    """The class of an instance, if it is known; of a class, itself."""
    if isinstance(value, UserClass):
        return value
    record = m.record(value) if isinstance(value, Ref) else None
    return record.cls if isinstance(record, Instance) else None


def instance_attribute(m: Machine, ref: Ref, record: Instance, name: str, node: cst.CSTNode) -> Value:
    """`instance.name`."""
    cls = record.cls
    if name == "__class__":
        return cls if cls is not None else m.unknown("a class that is not known", node)
    if name in ("__dict__", "__setattr__"):
        return LibraryMethod(ref, name)
    if cls is not None and isinstance(lookup(m, cls, "__getattribute__"), Function):
        return m.unknown("attributes of this class are made when they are read", node)
    of_class = None if cls is None else lookup(m, cls, name)
    if isinstance(of_class, Function) and of_class.kind == "property":
        return bound_to(m, ref, of_class, node)
    if of_class is not None and _is_descriptor(m, of_class, "__set__"):
        return bound_to(m, ref, of_class, node)
    if name in record.attributes and not (name in record.partial and _may_be_elsewhere(m, record, of_class)):
        return m.visible(record.attributes[name])
    if isinstance(of_class, Function) or (of_class is not None and not record.hidden and name not in record.partial):
        return bound_to(m, ref, of_class, node)
    if cls is not None and library_base(cls) is not None and name not in record.partial:
        from conv1d_lsp.interpreter.library.model_classes import inner_model, looks_at_own_losses, own_step

        own = own_step(m, cls, name) is not None or looks_at_own_losses(m, record, name)
        inner = None if own else inner_model(m, record)
        return LibraryMethod(ref, name) if inner is None else m.attribute(inner, name, node)
    if cls is None and name in CONTAINER_METHODS:
        return LibraryMethod(ref, name)
    if cls is None:
        from conv1d_lsp.interpreter.library.history import asked_as_model

        if (refused := asked_as_model(m, record, name, node)) is not None:
            return refused
    return m.unknown(f"the attribute `{name}` is not known", node)


def _may_be_elsewhere(m: Machine, record: Instance, of_class: Value | None) -> bool:
    """Whether an attribute that some paths did not set may be another thing there, in place of an error."""
    return of_class is not None or record.hidden or (record.cls is not None and defines(m, record.cls, "__getattr__"))


def has_attribute(m: Machine, value: Value, name: str) -> bool | None:
    """`hasattr(value, name)`, if it can be told."""
    if isinstance(value, Tensor | Array) and name in ("shape", "dtype"):
        return True
    if isinstance(value, Module):
        return _module_has(m, value, name)
    record = m.record(value) if isinstance(value, Ref) else None
    if not isinstance(record, Instance):
        return None
    cls = record.cls
    if name in record.attributes and name not in record.partial:
        return True
    if cls is not None and lookup(m, cls, name) is not None:
        return True
    known = not record.hidden and name not in record.partial
    if cls is not None:
        known = known and library_base(cls) is None and not defines(m, cls, "__getattr__", "__getattribute__")
    return False if known and not name.startswith("__") else None


def _module_has(m: Machine, module: Module, name: str) -> bool | None:
    there = (module.scope, name) in m.state.variables
    may_have_more = any((module.scope, hook) in m.state.variables for hook in ("*", "__getattr__"))
    return True if there else None if may_have_more or name.startswith("__") else False


def bound_to(m: Machine, instance: Value, found: Value, node: cst.CSTNode) -> Value:
    """What a class attribute is when it is read from an instance."""
    if not isinstance(found, Function):
        if isinstance(found, Unknown):
            return found
        is_descriptor = _is_descriptor(m, found, "__get__") or _is_descriptor(m, found, "__set__")
        return m.unknown("a descriptor is not followed", node) if is_descriptor else found
    match found.kind:
        case "property":
            return call_function(m, found, Arguments((instance,)), node)
        case "static":
            return found
        case "class":
            owner = class_of(m, instance)
            return BoundMethod(owner, found) if owner is not None else m.unknown("a class method", node)
    return found if isinstance(instance, UserClass) else BoundMethod(instance, found)


def _is_descriptor(m: Machine, found: Value | None, method: str) -> bool:
    """Whether a class attribute may be an object with this method, `__get__` or `__set__`: of a class, or not known."""
    if isinstance(found, Function):
        return found.opaque is not None
    cls = class_of(m, found) if isinstance(found, Ref) else None
    return isinstance(found, Unknown) or (cls is not None and defines(m, cls, method))


def set_attribute(m: Machine, ref: Ref, name: str, value: Value, node: cst.CSTNode) -> None:
    """`instance.name = value`."""
    record = m.record(ref)
    if not isinstance(record, Instance):
        return
    known = lookup(m, record.cls, name) if record.cls is not None else None
    if isinstance(known, Function) and known.setter is not None:
        call_function(m, known.setter, Arguments((ref, value)), node)
    elif known is not None and _is_descriptor(m, known, "__set__"):
        disturb(m, Arguments((known, ref, value)))  # it may keep another value, under any name
    elif record.cls is not None and isinstance(lookup(m, record.cls, "__setattr__"), Function):
        forget_attributes(m, ref)
    else:
        attributes = {**record.attributes, name: value}
        m.write(ref, replace(record, attributes=attributes, partial=record.partial - {name}))


def delete_attribute(m: Machine, owner: Value, name: str) -> None:
    """`del instance.name`."""
    record = m.record(owner) if isinstance(owner, Ref) else None
    if not isinstance(owner, Ref) or not isinstance(record, Instance):
        return
    if name in record.attributes and not defines(m, record.cls, "__delattr__"):
        left = {each: value for each, value in record.attributes.items() if each != name}
        m.write(owner, replace(record, attributes=left, partial=record.partial - {name}))
    else:
        forget_attributes(m, owner)


def call_instance(m: Machine, ref: Ref, record: Instance, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`instance(...)`: its `__call__`, or `call` of a Keras layer or model."""
    from conv1d_lsp.interpreter.library.custom import call_custom
    from conv1d_lsp.interpreter.library.model_classes import inner_model

    cls = record.cls
    if cls is None:
        return m.unknown("what is called is not known", node)
    method = lookup(m, cls, "__call__")
    if isinstance(method, Function):
        return call_function(m, method, arguments.with_first(ref), node)
    if library_base(cls) is not None and isinstance(lookup(m, cls, "call"), Function):
        return call_custom(m, ref, cls, arguments, node)
    inner = inner_model(m, record)
    if inner is not None:
        return m.call(inner, arguments, node)
    disturb(m, arguments)
    return m.unknown(f"calling a `{cls.name}` is not followed", node)
