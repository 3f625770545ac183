"""Assignment to every kind of target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.findings import AssignmentEvent
from conv1d_lsp.interpreter.iteration import elements, unpacked
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.monkey import write_attribute
from conv1d_lsp.interpreter.outside import held_by
from conv1d_lsp.interpreter.subscripts import set_item
from conv1d_lsp.interpreter.values import Array, Either, ListObject, ModelObject, Ref, Tensor, Value
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.interpreter.variables import assign_name


def assign(m: Machine, target: cst.BaseExpression, value: Value, source: cst.BaseExpression | None = None) -> None:
    """Bind a value to a target: a name, an attribute, an item, or several. source: the expression that gave it."""
    if type(target) is cst.Name:
        value = held_by(value, target.value)
        assign_name(m, target.value, value)
        _note(m, target, target.value, value, source)
    elif type(target) is cst.Attribute:
        owner = m.visible(m.evaluate(target.value))
        value = held_by(value, _text(target))
        write_attribute(m, owner, target.attr.value, value, target)
        _note(m, target.attr, target.attr.value, value, source)
    elif type(target) is cst.Subscript:
        set_item(m, target, value)
    elif type(target) is cst.Tuple or type(target) is cst.List:
        _unpack(m, target.elements, value, source)


def _text(target: cst.Attribute) -> str:
    """`self.config` as it is written, if its owner is a name."""
    return f"{target.value.value}.{target.attr.value}" if isinstance(target.value, cst.Name) else target.attr.value


def _note(m: Machine, target: cst.CSTNode, name: str, value: Value, source: cst.BaseExpression | None) -> None:
    """Tensors, arrays and models have their shapes shown where they are assigned."""
    items: tuple[Value, ...] = ()
    if isinstance(value, Ref):
        record = m.record(value)
        if isinstance(record, ModelObject):
            if m.module == CHECKED:
                m.models = m.models.set(value.address, name)
        elif isinstance(record, ListObject) and record.items and isinstance(record.items[0], Tensor | Array):
            items = record.items
        else:
            return
    elif not isinstance(value, Tensor | Array | Either):
        return
    m.note_assignment(AssignmentEvent(m.site(target), target, name, value, source, items))


def _unpack(m: Machine, targets: Sequence[cst.BaseElement], value: Value, source: cst.BaseExpression | None) -> None:
    starred = next((i for i, each in enumerate(targets) if isinstance(each, cst.StarredElement)), None)
    if starred is None:
        sources = _sources(source, len(targets))
        for target, item, each in zip(targets, unpacked(m, value, len(targets)), sources, strict=True):
            assign(m, target.value, item, each)
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


def _sources(source: cst.BaseExpression | None, count: int) -> Sequence[cst.BaseExpression | None]:
    """The expressions of `a, b = first, second`."""
    if isinstance(source, cst.Tuple | cst.List) and len(source.elements) == count:
        return [None if isinstance(each, cst.StarredElement) else each.value for each in source.elements]
    return [None] * count


def target_names(target: cst.BaseExpression) -> Iterator[str]:
    """The names that a target binds."""
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, cst.Tuple | cst.List):
        for element in target.elements:
            yield from target_names(element.value)
