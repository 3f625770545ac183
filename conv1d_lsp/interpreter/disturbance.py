"""What an unknown callee may change: everything that it can reach."""

from __future__ import annotations

from collections.abc import Set

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.callbacks import hand_over
from conv1d_lsp.interpreter.forgetting import forgotten
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import items_inside
from conv1d_lsp.interpreter.memory import NAMES_OF_MODULE
from conv1d_lsp.interpreter.outside import changed
from conv1d_lsp.interpreter.values import (
    Array,
    BoundMethod,
    DictObject,
    EstimatorObject,
    Function,
    Instance,
    Library,
    LibraryMethod,
    ListObject,
    ModelObject,
    Module,
    Partial,
    Ref,
    TupleValue,
    Unknown,
    UserClass,
    Value,
)


def disturb(m: Machine, arguments: Arguments) -> None:
    """An unknown callee may have changed everything that it could reach."""
    seen: set[int] = set()
    todo = list(arguments.all())
    while todo:
        value = todo.pop()
        if isinstance(value, TupleValue):
            todo += value.items
        elif isinstance(value, Function):
            hand_over(m, value)
        elif isinstance(value, Partial):
            todo += (value.function, *value.positional, *(item for _, item in value.keywords))
        elif isinstance(value, BoundMethod | LibraryMethod):
            todo.append(value.instance if isinstance(value, BoundMethod) else value.owner)
        elif isinstance(value, Module):
            forget_variables(m, {value.scope}, "something unknown was given the module")
        elif isinstance(value, Ref) and value.address not in seen:
            seen.add(value.address)
            todo += _disturbed(m, value)
        elif isinstance(value, Unknown):
            changed(m, value)
        elif isinstance(value, Array):
            m.state.note_array_written()


def _disturbed(m: Machine, ref: Ref) -> list[Value]:
    """Forget what is known of one object; gives what it leads to."""
    record = m.record(ref)
    m.write(ref, forgotten(record))
    match record:
        case ListObject():
            return items_inside(record)
        case DictObject():
            return [value for _, value in record.items.values()]
        case Instance():
            return list(record.attributes.values())
        case ModelObject():
            return list(record.layers)
        case EstimatorObject():
            return list(record.steps)
    return []


def forget_variables(m: Machine, scopes: Set[int], why: str) -> None:
    """Variables that hold data are not known any more."""
    for variable, value in sorted(m.state.variables.items(), key=lambda entry: entry[0]):
        in_sight = variable[0] in scopes and variable[1] not in NAMES_OF_MODULE
        if in_sight and not isinstance(value, Library | Module | Function | UserClass | Unknown):
            m.state.write_variable(variable, Unknown(why))


def forget_attributes(m: Machine, ref: Ref) -> None:
    """Something unknown was done to the attributes of an instance."""
    record = m.record(ref)
    if isinstance(record, Instance):
        m.write(ref, forgotten(record))
