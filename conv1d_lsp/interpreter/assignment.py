"""Assignment to every kind of target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.faults import UnpackedCount
from conv1d_lsp.interpreter.findings import AssignmentEvent
from conv1d_lsp.interpreter.graph import is_symbolic
from conv1d_lsp.interpreter.iteration import elements, unpacked
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.monkey import write_attribute
from conv1d_lsp.interpreter.outside import held_by
from conv1d_lsp.interpreter.subscripts import set_item
from conv1d_lsp.interpreter.values import (
    PYTHON,
    Array,
    Dataset,
    Either,
    LayerObject,
    ListObject,
    ModelObject,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
    is_none,
)
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.interpreter.variables import assign_name
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Open


def assign(m: Machine, target: cst.BaseExpression, value: Value, source: cst.BaseExpression | None = None) -> None:
    """Bind a value to a target: a name, an attribute, an item, or several. source: the expression that gave it."""
    if type(target) is cst.Name:
        value = held_by(value, target.value)
        assign_name(m, target.value, value)
        _note(m, target, target.value, value, source)
    elif type(target) is cst.Attribute:
        owner = m.visible(m.evaluate(target.value))
        value = held_by(value, _text(target))
        name = target.attr.value
        m.change(owner, lambda one: write_attribute(m, one, name, value, target))
        _note(m, target.attr, target.attr.value, value, source)
    elif type(target) is cst.Subscript:
        set_item(m, target, value)
    elif type(target) is cst.Tuple or type(target) is cst.List:
        _unpack(m, target.elements, value, source)


def _text(target: cst.Attribute) -> str:
    """`self.config` as it is written, if its owner is a name."""
    return f"{target.value.value}.{target.attr.value}" if isinstance(target.value, cst.Name) else target.attr.value


_SHOWN = frozenset({Tensor, Array, Either})


def _note(m: Machine, target: cst.CSTNode, name: str, value: Value, source: cst.BaseExpression | None) -> None:
    """Tensors, arrays, datasets and models have their shapes shown where they are assigned."""
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
    elif isinstance(value, TupleValue) and value.names and isinstance(value.items[0], Tensor | Array):
        items = value.items
    elif isinstance(value, Dataset):
        items = value.parts
        if not any(isinstance(part, Array) for part in items):
            return
    elif type(value) not in _SHOWN:
        return
    m.note_assignment(AssignmentEvent(m.site(target), target, name, value, source, items))


def _unpack(m: Machine, targets: Sequence[cst.BaseElement], value: Value, source: cst.BaseExpression | None) -> None:
    starred = next((i for i, each in enumerate(targets) if type(each) is cst.StarredElement), None)
    if starred is None:
        told = _check_count(m, targets, value, source)
        value = value if told is None or m.silent else told  # otherwise reading ends here, as Python does
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


def _check_count(
    m: Machine, targets: Sequence[cst.BaseElement], value: Value, source: cst.BaseExpression | None
) -> Unknown | None:
    """Another number of parts than names is an error of Python's; one symbolic tensor can't be unpacked at all.

    Gives something unknown where an array or a shape has another number.
    """
    value = m.visible(value)
    parts = _parts_of_array(m, value, source)
    if parts is not None and parts[1] != len(targets):
        return m.report(UnpackedCount(len(targets), parts[1], None, what=parts[0]), source or targets[0].value)
    tensors = _tensors(m, value)
    if not tensors or (len(tensors) == len(targets) and value is not tensors[0]):
        return None
    givers = {None if each.node is None else each.node.label for each in tensors}
    record = m.record(tensors[0].node.layer) if tensors[0].node is not None and tensors[0].node.layer else None
    states = isinstance(record, LayerObject) and record.configured is not None
    has_states = states and "return_state" in record.configured.settings  # type: ignore[union-attr]
    fault = UnpackedCount(len(targets), len(tensors), givers.pop() if len(givers) == 1 else None, has_states)
    m.report(fault, targets[0].value if source is None else source)
    return None


def _parts_of_array(m: Machine, value: Value, source: cst.BaseExpression | None) -> tuple[str, int] | None:
    """What an array, a shape or the list that a call has just made holds, and how many; None for all else."""
    if isinstance(value, Array) and value.library == "numpy" and value.shape.axes:
        count = value.shape.known_axes[0].value
        return None if count is None else ("item", count)
    if isinstance(value, Array) and value.library == PYTHON and value.shape.axes == ():
        return "number", 1
    if isinstance(source, cst.Attribute) and source.attr.value == "shape" and type(value) is TupleValue:
        return "size", len(value.items)
    record = m.record(value) if isinstance(value, Ref) and isinstance(source, cst.Call) else None
    items = record.items if isinstance(record, ListObject) and record.kind == "list" else None
    for library, what in (("numpy", "array"), (PYTHON, "number")):
        if items and all(isinstance(each, Array) and each.library == library for each in items):
            return what, len(items)
    if type(value) is TupleValue and not value.names and any(isinstance(each, Array) for each in value.items):
        parts = all(isinstance(each, Array) or is_none(each) for each in value.items)
        return ("part", len(value.items)) if parts else None
    return None


def _tensors(m: Machine, value: Value) -> tuple[Tensor, ...]:
    """The symbolic tensors that a list or tuple holds, or one that a layer of Keras gave; none if it holds others."""
    if isinstance(value, Tensor):
        return (value,) if _is_whole(m, value) else ()
    record = m.record(value) if isinstance(value, Ref) else None
    items = value.items if isinstance(value, TupleValue) else None
    if isinstance(record, ListObject) and record.kind == "list":
        items = record.items
    tensors = tuple(each for each in items or () if isinstance(each, Tensor))
    return tensors if len(tensors) == len(items or ()) else ()


def _is_whole(m: Machine, tensor: Tensor) -> bool:
    """Whether it is certainly one symbolic tensor of Keras's; in Keras 2 one of known batch gives its samples."""
    made = m.record(tensor.node.layer) if tensor.node is not None and tensor.node.layer is not None else None
    if not isinstance(made, LayerObject) or made.function is not None or m.inside_layers or not tensor.shape.ranked:
        return False
    if not is_symbolic(tensor):
        return False
    axes = tensor.shape.known_axes
    return m.keras is Generation.KERAS_3 or (bool(axes) and isinstance(axes[0], Open))


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


def counter_name(target: cst.BaseExpression) -> str:
    """What the counter of a loop is called."""
    return next(target_names(target), "i")
