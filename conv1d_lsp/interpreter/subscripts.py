"""Subscripts: items, slices, and the indexing of tensors and arrays."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.disturbance import forget_attributes
from conv1d_lsp.interpreter.indexing import indexed
from conv1d_lsp.interpreter.instances import set_attribute
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.index_tricks import made_by_index
from conv1d_lsp.interpreter.literals import key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import shape_items
from conv1d_lsp.interpreter.outside import changed, item_of
from conv1d_lsp.interpreter.slices import sliced
from conv1d_lsp.interpreter.special_methods import call_special, has_special
from conv1d_lsp.interpreter.values import (
    IN_TENSOR,
    NONE,
    PANDAS,
    Array,
    Constant,
    DictObject,
    FrameObject,
    Instance,
    Integer,
    Library,
    LibraryMethod,
    ListObject,
    Range,
    Ref,
    SliceValue,
    Tensor,
    TupleValue,
    Unknown,
    UserClass,
    Value,
    View,
    integer,
    is_none,
)
from conv1d_lsp.interpreter.writing_items import check_written
from conv1d_lsp.shapes import Shape, Unclear, dim


def evaluate_subscript(m: Machine, node: cst.Subscript) -> Value:
    """`owner[index]`."""
    owner = m.evaluate(node.value)
    index = index_of(m, node.slice)
    return m.each([owner, index], lambda pair: item(m, pair[0], pair[1], node))


def index_of(m: Machine, slices: Sequence[cst.SubscriptElement]) -> Value:
    """What stands between the brackets: one value, or a tuple."""
    values = tuple(_one_index(m, element.slice) for element in slices)
    if len(values) == 1 and type(slices[0].comma) is not cst.Comma:
        return values[0]
    return TupleValue(values)


def _one_index(m: Machine, node: cst.BaseSlice) -> Value:
    if type(node) is cst.Index:
        return m.evaluate(node.value)
    assert isinstance(node, cst.Slice)
    lower, upper, step = (NONE if part is None else m.evaluate(part) for part in (node.lower, node.upper, node.step))
    return SliceValue(lower, upper, step)


def item(m: Machine, owner: Value, index: Value, node: cst.CSTNode) -> Value:
    """`owner[index]`; neither is a choice."""
    if isinstance(owner, Array) and owner.content is not None:
        return _of_sizes(m, owner, owner.content, index, node)
    if isinstance(owner, Array) and owner.library == PANDAS:
        from conv1d_lsp.interpreter.library.tables.items import item_of_series

        return item_of_series(m, owner, index, node)
    if isinstance(owner, Tensor | Array):
        from conv1d_lsp.interpreter.framed import plain

        return indexed(m, owner, plain(m, index), node)
    if isinstance(owner, View) or (isinstance(owner, Ref) and isinstance(m.record(owner), FrameObject)):
        return _of_table(m, owner, index, node)
    if isinstance(owner, Ref) and isinstance(record := m.record(owner), DictObject):
        from conv1d_lsp.interpreter.library.dicts import looked_up as looked_up_in

        return looked_up_in(m, owner, record, index, node)
    if isinstance(owner, Ref) and isinstance(record, Instance) and record.cls is None:
        from conv1d_lsp.interpreter.library.history import asked_as_dict

        return asked_as_dict(m, record, node) or item_of_settings(m, owner, index, node)
    if isinstance(owner, Ref) and (own := call_special(m, owner, "__getitem__", [index], node)) is not None:
        return own
    if isinstance(owner, UserClass):
        return _member(m, owner, index, node)
    items = shape_items(m, owner)
    if items is None and isinstance(owner, Range):
        known = owner.known()
        items = None if known is None or len(known) > 10_000 else tuple(map(integer, known))
    if items is not None:
        return _of_sequence(m, owner, items, index, node)
    if isinstance(owner, Constant) and isinstance(owner.value, str):
        return _of_text(m, owner.value, index, node)
    if isinstance(owner, Ref) and isinstance(record, ListObject) and record.element is not None:
        return _of_many(m, record, record.element, index, node)
    if isinstance(owner, Unknown):
        return item_of(m, owner, index)
    if owner == Library("numpy.s_"):
        return index
    if isinstance(owner, Library):
        if (made := made_by_index(m, owner.path, index, node)) is not None:
            return made
        from conv1d_lsp.interpreter.library.run_time import item_of_library

        return item_of_library(m, owner, index, node) or owner  # itself: a generic alias, `list[int]`
    if isinstance(owner, LibraryMethod) and owner.name == "__dict__":
        from conv1d_lsp.interpreter.library.namespaces import item_of_namespace

        return item_of_namespace(m, owner.owner, index, node)
    return m.unknown("an item of something that is not known", node)


def _of_many(m: Machine, record: ListObject, some: Value, index: Value, node: cst.CSTNode) -> Value:
    """Of a list whose items are all like `some`."""
    if isinstance(index, Integer):
        return some
    if isinstance(index, SliceValue):
        return m.new(ListObject(None, element=some, length=sliced(record.count, index)))
    return m.unknown("an item that can't be told", node)


def _of_table(m: Machine, owner: View | Ref, index: Value, node: cst.CSTNode) -> Value:
    from conv1d_lsp.interpreter.library.tables.items import item_of_frame, item_of_view

    if isinstance(owner, View):
        return item_of_view(m, owner, index, node) or m.unknown("an item of something that is not known", node)
    record = m.record(owner)
    assert isinstance(record, FrameObject)
    return item_of_frame(m, owner, record, index, node)


def item_of_settings(m: Machine, owner: Ref, index: Value, node: cst.CSTNode) -> Value:
    """`config["window"]` of settings that are attributes too."""
    if isinstance(index, Constant) and isinstance(index.value, str):
        return m.attribute(owner, index.value, node)
    return m.unknown("an item of settings whose name is not known", node)


def _member(m: Machine, owner: UserClass, index: Value, node: cst.CSTNode) -> Value:
    """A member of an enumeration by its name; of another class, itself: it is generic."""
    if owner.members and isinstance(index, Constant) and index.value in owner.members:
        return m.attribute(owner, str(index.value), node)
    return m.unknown("a member that is not known", node) if owner.members else owner


def _of_sequence(m: Machine, owner: Value, items: tuple[Value, ...], index: Value, node: cst.CSTNode) -> Value:
    if isinstance(index, SliceValue):
        part = slice_of(index)
        if part is None:
            return m.unknown("a slice that can't be told", node)
        record = m.record(owner) if isinstance(owner, Ref) else None
        kind = record.kind if isinstance(record, ListObject) and record.kind == "Index" else "list"
        return TupleValue(items[part]) if isinstance(owner, TupleValue) else m.new(ListObject(items[part], kind))
    position = index.known if isinstance(index, Integer) else None
    if isinstance(index, Constant) and isinstance(index.value, bool):
        position = int(index.value)
    if position is None:
        return m.unknown("an item that can't be told", node)
    if not -len(items) <= position < len(items):
        return m.raised("IndexError", node) if is_whole(m, owner) else m.unknown("an item that is not there", node)
    return m.visible(items[position])


def is_whole(m: Machine, owner: Value) -> bool:
    """Whether nothing but the code being read can have put something in: a tuple, or an object that it made."""
    return isinstance(owner, TupleValue | Range) or (isinstance(owner, Ref) and owner.address > m.others_until)


def _of_sizes(m: Machine, owner: Array, content: Shape, index: Value, node: cst.CSTNode) -> Value:
    """`tf.shape(x)[1]`, `tf.shape(x)[:-1]`."""
    axes = content.known_axes
    part = slice_of(index) if isinstance(index, SliceValue) else None
    if part is not None:
        left = Shape(axes[part])
        return Array(Shape((dim(len(left.known_axes)),)), owner.site, owner.label, owner.dtype, owner.library, left)
    position = index.known if isinstance(index, Integer) else None
    if position is None or not -len(axes) <= position < len(axes):
        return m.unknown("a size that can't be told", node)
    size = axes[position]
    if isinstance(size, Unclear):
        return m.unknown(size.reason, node)
    return Integer(size, IN_TENSOR)


def _of_text(m: Machine, text: str, index: Value, node: cst.CSTNode) -> Value:
    part = slice_of(index) if isinstance(index, SliceValue) else None
    position = index.known if isinstance(index, Integer) else None
    if part is not None:
        return Constant(text[part])
    if position is not None and -len(text) <= position < len(text):
        return Constant(text[position])
    return m.unknown("a part of a text that can't be told", node)


def slice_of(value: SliceValue) -> slice | None:
    """A Python slice, if all its parts are known."""
    parts: list[int | None] = []
    for part in (value.lower, value.upper, value.step):
        if is_none(part):
            parts.append(None)
        elif isinstance(part, Integer) and part.known is not None:
            parts.append(part.known)
        else:
            return None
    return None if parts[2] == 0 else slice(*parts)


def set_item(m: Machine, target: cst.Subscript, value: Value) -> None:
    """`owner[index] = value`."""
    owner = m.visible(m.evaluate(target.value))
    index = m.visible(index_of(m, target.slice))
    m.change(owner, lambda one: _set_item(m, one, index, value, target))


def _set_item(m: Machine, owner: Value, index: Value, value: Value, target: cst.Subscript) -> None:
    if isinstance(owner, LibraryMethod) and owner.name == "__dict__":
        from conv1d_lsp.interpreter.library.namespaces import set_named

        set_named(m, owner.owner, index, value, target)
    if isinstance(owner, Array) and owner.library == PANDAS:
        from conv1d_lsp.interpreter.library.tables.table_attributes import may_add_row
        from conv1d_lsp.interpreter.monkey import rows_in_place

        if may_add_row(m, owner, index):
            rows_in_place(m, owner, target)
    if isinstance(owner, View):
        from conv1d_lsp.interpreter.library.tables.table_attributes import set_view_item

        set_view_item(m, owner, index, target)
    if isinstance(owner, Unknown):
        changed(m, owner)
    check_written(m, owner, index, value, target)
    if isinstance(owner, Unknown | Array):
        m.state.note_array_written()
    if isinstance(owner, Library):
        from conv1d_lsp.interpreter.library.run_time import set_library_item

        set_library_item(m, owner, index)
    if not isinstance(owner, Ref):
        return
    if has_special(m, owner, "__setitem__"):
        call_special(m, owner, "__setitem__", [index, value], target)
        return
    record = m.record(owner)
    if isinstance(record, Instance) and record.cls is None and isinstance(index, Constant):
        set_attribute(m, owner, str(index.value), value, target)
    elif isinstance(record, Instance) and record.cls is None:
        forget_attributes(m, owner)
    if isinstance(record, DictObject):
        key = key_of(index)
        if key is None:
            m.write(owner, replace(record, items={}, complete=False))
        else:
            named = record.items[key][0] if key in record.items else index
            m.write(owner, replace(record, items={**record.items, key: (named, value)}))
        return
    other = m.record(owner)
    if isinstance(other, FrameObject):
        from conv1d_lsp.interpreter.library.tables.table_attributes import set_frame_item

        set_frame_item(m, owner, other, index, value, target)
    if isinstance(other, ListObject):
        m.write(owner, _with_item(m, other, index, value))


def _with_item(m: Machine, record: ListObject, index: Value, value: Value) -> ListObject:
    if isinstance(index, SliceValue) and record.kind == "list":
        part, more = slice_of(index), elements(m, value)
        if part is None or more is None or record.items is None:
            return ListObject(None, record.kind)
        items = list(record.items)
        if part.step not in (None, 1) and len(items[part]) != len(more):
            return ListObject(None, record.kind)
        items[part] = more
        return replace(record, items=tuple(items))
    position = index.known if isinstance(index, Integer) else None
    if record.items is None or position is None or not -len(record.items) <= position < len(record.items):
        return replace(record, items=None, element=None)
    items = list(record.items)
    items[position] = value
    return replace(record, items=tuple(items))
