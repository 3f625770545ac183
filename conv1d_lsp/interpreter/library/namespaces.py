"""Attributes and variables by name: `setattr`, `vars(x).update`, `globals()["n"] = 3`, `exec`, `type`."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.instances import class_of, has_attribute
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.by_name import has_library_name, import_module, import_root
from conv1d_lsp.interpreter.library.custom import add_weight
from conv1d_lsp.interpreter.library.dicts import dict_method
from conv1d_lsp.interpreter.library.gone_attributes import is_gone
from conv1d_lsp.interpreter.library.model_classes import inner_model, put_together
from conv1d_lsp.interpreter.library.settings_objects import container_method
from conv1d_lsp.interpreter.literals import dict_record
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.monkey import forget_names, forget_owner, write_attribute
from conv1d_lsp.interpreter.records import AUTOMATIC, as_dict, as_tuple, named_tuple, replaced
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    Instance,
    Library,
    LibraryMethod,
    Module,
    Partial,
    Ref,
    Value,
)


def _setattr(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if len(arguments.positional) != 3:
        return NONE
    owner, name, value = arguments.positional
    set_named(m, m.visible(owner), m.visible(name), value, node)
    return NONE


def _getattr(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.each(list(arguments.positional), lambda chosen: _named(m, chosen, node))


def _named(m: Machine, given: Sequence[Value], node: cst.CSTNode) -> Value:
    """`getattr(owner, name)`, `getattr(owner, name, default)`."""
    name = given[1].value if len(given) > 1 and isinstance(given[1], Constant) else None
    if not isinstance(name, str):
        return m.unknown("an attribute whose name is not known", node)
    if len(given) == 2:
        return m.attribute(given[0], name, node)
    there = _has(m, given[0], name)
    if there is None:
        return m.unknown("an attribute that may not be there", node)
    return m.attribute(given[0], name, node) if there else given[2]


def _hasattr(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if len(arguments.positional) != 2:
        return m.unknown("a question that can't be told", node)
    owner, name = (m.visible(value) for value in arguments.positional)
    known = isinstance(name, Constant) and isinstance(name.value, str)
    there = _has(m, owner, str(name.value)) if known and isinstance(name, Constant) else None
    return m.unknown("a question that can't be told", node) if there is None else Constant(there)


def _has(m: Machine, owner: Value, name: str) -> bool | None:
    if isinstance(owner, Library):
        return has_library_name(m, owner, name)
    if isinstance(owner, Ref) and is_gone(m, m.record(owner), name):
        return False
    return has_attribute(m, owner, name)


def set_named(m: Machine, owner: Value, name: Value, value: Value, node: cst.CSTNode) -> None:
    """`setattr(owner, name, value)`; `globals()[name] = value`."""
    if not isinstance(name, Constant) or not isinstance(name.value, str):
        forget_owner(m, owner)
    else:
        write_attribute(m, owner, name.value, value, node)


def item_of_namespace(m: Machine, owner: Value, key: Value, node: cst.CSTNode) -> Value:
    """`globals()["Conv1D"]`, `vars(args)["window"]`."""
    if not isinstance(key, Constant) or not isinstance(key.value, str):
        return m.unknown("a variable whose name is not known", node)
    return m.attribute(owner, key.value, node)


def _vars(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if not arguments.positional:
        return m.unknown("local variables by name", node)
    return LibraryMethod(m.visible(arguments.positional[0]), "__dict__")


def _globals(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return LibraryMethod(Module(m.module, ""), "__dict__")


def _exec(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    forget_names(m, "`exec` may have changed it")
    return NONE


def _type(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    cls = class_of(m, arguments.positional[0]) if len(arguments.positional) == 1 else None
    return cls if cls is not None else m.unknown("the type of something", node)


def _field(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return Partial(Library("dataclasses.field"), (), tuple(arguments.keywords.items()))


def namespace_method(m: Machine, owner: Value, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """`vars(x).update(…)`, `self.__dict__.update(…)`, `globals().update(…)`."""
    if name not in ("update", "setdefault", "pop", "clear", "__setitem__"):
        return _read_namespace(m, owner, name, arguments)
    sources = [dict_record(m, m.visible(value)) for value in arguments.positional]
    if name != "update" or not arguments.complete or not all(each is not None and each.complete for each in sources):
        forget_owner(m, owner)
        return NONE
    for source in sources:
        for key, value in source.items.values() if source is not None else ():
            set_named(m, owner, key, value, node)
    for keyword, value in arguments.keywords.items():
        set_named(m, owner, Constant(keyword), value, node)
    return NONE


def _read_namespace(m: Machine, owner: Value, name: str, arguments: Arguments) -> Value | None:
    """`vars(args).items()`, `vars(args)["window"]`."""
    record = dict_record(m, LibraryMethod(owner, "__dict__"))
    return None if record is None else dict_method(m, m.new(record), record, name, arguments)


def instance_method(m: Machine, owner: Value, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """Methods that an instance has from Keras's or Python's base classes."""
    record = m.record(owner) if isinstance(owner, Ref) else None
    if isinstance(record, Instance) and record.cls is None and isinstance(owner, Ref):
        return container_method(m, owner, record, name, arguments)
    if name == "super.__init__" and isinstance(owner, Ref):
        put_together(m, owner, arguments, node)
    if name in ("super.__init__", "super.build"):
        return NONE
    inner = inner_model(m, record) if isinstance(record, Instance) else None
    if inner is not None and name.startswith("super."):
        return m.call(m.attribute(inner, name.removeprefix("super."), node), arguments, node)
    if name in ("add_weight", "add_variable"):
        return add_weight(m, arguments, node)
    if name in ("__setattr__", "super.__setattr__"):
        return _setattr(m, Arguments((owner, *arguments.positional)), node)
    return None


NAMESPACES: dict[str, Builtin] = {
    "builtins.setattr": _setattr,
    "builtins.object.__setattr__": _setattr,
    "builtins.getattr": _getattr,
    "builtins.hasattr": _hasattr,
    "builtins.vars": _vars,
    "builtins.globals": _globals,
    "builtins.exec": _exec,
    "builtins.__import__": import_root,
    "importlib.import_module": import_module,
    "builtins.type": _type,
    "dataclasses.field": _field,
    "dataclasses.replace": replaced,
    "dataclasses.asdict": as_dict,
    "dataclasses.astuple": as_tuple,
    "enum.auto": lambda m, arguments, node: AUTOMATIC,
    "collections.namedtuple": named_tuple,
}
