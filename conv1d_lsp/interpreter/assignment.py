"""Assignment to every kind of target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.classes import set_attribute
from conv1d_lsp.interpreter.iteration import elements, unpacked
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.subscripts import set_item
from conv1d_lsp.interpreter.values import Array, Either, ListObject, ModelObject, Ref, Tensor, Value
from conv1d_lsp.interpreter.variables import assign_name


def assign(m: Machine, target: cst.BaseExpression, value: Value) -> None:
    """Bind a value to a target: a name, an attribute, an item, or several."""
    from conv1d_lsp.interpreter.expressions import evaluate

    match target:
        case cst.Name():
            assign_name(m, target.value, value)
            _note(m, target, target.value, value)
        case cst.Attribute():
            owner = m.visible(evaluate(m, target.value))
            if isinstance(owner, Ref):
                set_attribute(m, owner, target.attr.value, value)
            _note(m, target.attr, target.attr.value, value)
        case cst.Subscript():
            set_item(m, target, value)
        case cst.Tuple() | cst.List():
            _unpack(m, target.elements, value)


def _note(m: Machine, target: cst.CSTNode, name: str, value: Value) -> None:
    """Tensors, arrays and models have their shapes shown where they are assigned."""
    if isinstance(value, Ref):
        record = m.record(value)
        if isinstance(record, ModelObject):
            m.models[value.address] = name
        elif not isinstance(record, ListObject):
            return
    elif not isinstance(value, Tensor | Array | Either):
        return
    m.note_assignment(target, name, value)


def _unpack(m: Machine, targets: Sequence[cst.BaseElement], value: Value) -> None:
    starred = next((i for i, each in enumerate(targets) if isinstance(each, cst.StarredElement)), None)
    if starred is None:
        for target, item in zip(targets, unpacked(m, value, len(targets)), strict=True):
            assign(m, target.value, item)
        return
    items = elements(m, value)
    after = len(targets) - starred - 1
    if items is None or len(items) < len(targets) - 1:
        for target, item in zip(targets, unpacked(m, m.unknown("what is unpacked"), len(targets)), strict=True):
            assign(m, target.value, m.new(ListObject(None)) if isinstance(target, cst.StarredElement) else item)
        return
    middle = items[starred : len(items) - after]
    values = [*items[:starred], m.new(ListObject(middle)), *items[len(items) - after :]]
    for target, item in zip(targets, values, strict=True):
        assign(m, target.value, item)


def target_names(target: cst.BaseExpression) -> Iterator[str]:
    """The names that a target binds."""
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, cst.Tuple | cst.List):
        for element in target.elements:
            yield from target_names(element.value)
