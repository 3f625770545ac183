"""`isinstance`, `issubclass`, `callable`."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.classes import defines, linearized
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.kinds import is_kind
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sameness import same
from conv1d_lsp.interpreter.values import (
    BoundMethod,
    Constant,
    DictObject,
    Function,
    Instance,
    Integer,
    LayerObject,
    Library,
    ListObject,
    ModelObject,
    Partial,
    Ref,
    TupleValue,
    UserClass,
    Value,
)


def _answer(m: Machine, outcome: bool | None, node: cst.CSTNode) -> Value:
    return m.unknown("a question that can't be told", node) if outcome is None else Constant(outcome)


def _any(outcomes: list[bool | None]) -> bool | None:
    return True if True in outcomes else (None if None in outcomes else False)


def _isinstance(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if len(arguments.positional) != 2:
        return _answer(m, None, node)
    value, kinds = arguments.positional
    options = elements(m, kinds) if isinstance(kinds, TupleValue) else (kinds,)
    return _answer(m, _any([is_kind(m, value, m.visible(kind)) for kind in options or ()]) if options else None, node)


def _issubclass(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    if len(arguments.positional) != 2 or not isinstance(arguments.positional[0], UserClass):
        return _answer(m, None, node)
    cls, kinds = arguments.positional
    assert isinstance(cls, UserClass)
    options = elements(m, kinds) if isinstance(kinds, TupleValue) else (kinds,)
    order = linearized(cls)
    known = all(isinstance(each, UserClass) or each == Library("builtins.object") for each in order)
    found = any(same(each, kind) for each in order for kind in options or ())
    found = found or Library("builtins.object") in (options or ())
    return _answer(m, True if found else (False if known and options else None), node)


def _callable(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    value = arguments.positional[0] if arguments.positional else None
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(value, Function | Partial | UserClass | BoundMethod) or isinstance(record, LayerObject | ModelObject):
        return Constant(True)
    if isinstance(record, Instance) and record.cls is not None and defines(m, record.cls, "__call__"):
        return Constant(True) if not record.hidden else _answer(m, None, node)
    plain = isinstance(value, Integer | Constant | TupleValue) or isinstance(record, ListObject | DictObject)
    return _answer(m, False if plain else None, node)


QUESTIONS: dict[str, Callable[[Machine, Arguments, cst.CSTNode], Value]] = {
    "builtins.isinstance": _isinstance,
    "builtins.issubclass": _issubclass,
    "builtins.callable": _callable,
}
