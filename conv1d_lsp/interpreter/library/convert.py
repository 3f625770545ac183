"""From values to what layers and arrays take: settings, and shapes of tensors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.classes import defines, follows_bases, library_base, lookup
from conv1d_lsp.interpreter.framed import plain
from conv1d_lsp.interpreter.instances import has_attribute
from conv1d_lsp.interpreter.library.endings import activation_named
from conv1d_lsp.interpreter.library.inside import LayerInside, ModelInside
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.outside import names_of_axes, names_of_sizes
from conv1d_lsp.interpreter.special_methods import unwrapped
from conv1d_lsp.interpreter.values import (
    IN_TENSOR,
    Array,
    BoundMethod,
    Constant,
    DictObject,
    Either,
    Function,
    Instance,
    Integer,
    LayerObject,
    Library,
    LibraryMethod,
    ListObject,
    ModelObject,
    ObjectRecord,
    Partial,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    UserClass,
    Value,
)
from conv1d_lsp.layers import Arg, Inputs, Listed, OneOf, Opaque, OwnCell, Perhaps
from conv1d_lsp.shapes import Open, Shape, Unclear

#: Structures of tensors nested deeper than this are a "?".
DEEPEST_STRUCTURE = 32


def to_setting(m: Machine, value: Value) -> Arg:
    """A value as the setting of a layer."""
    if type(value) is Constant:  # most are
        m.tick()
        return _constant_setting(value)
    return _setting(m, value)


def _constant_setting(value: Constant) -> Arg:
    return value.value if isinstance(value.value, str | float | bool | None) else Opaque("object")


@bounded(Unclear("it is nested too deeply"))
def _setting(m: Machine, value: Value) -> Arg:
    value = unwrapped(m, m.visible(value))
    match value:
        case Constant():
            return _constant_setting(value)
        case Integer():
            if value.numpy == IN_TENSOR or isinstance(value.dim, Open):
                return Unclear("a number that a tensor holds")
            return value.dim if value.numpy is None else Opaque(f"numpy.{value.numpy}", value.dim)
        case TupleValue():
            return _parts(m, value.items)
        case Unknown():
            why = Unclear(value.reason, value.site, names_of_sizes(m, value))
            return why if value.number is None else Perhaps(value.number, why)
        case Either():
            return _choice(m, value)
        case Ref():
            return _object_setting(m, value)
        case Library():
            return Opaque("callable", activation_named(value.path))
        case Function() | BoundMethod() | Partial() | LibraryMethod() | UserClass():
            return Opaque("callable")
        case Array(dtype="integer" | "float", library="numpy") if value.shape.axes == ():
            return Opaque("numpy.integer" if value.dtype == "integer" else "numpy.floating")
        case Array():
            return Unclear("an array")
    return Unclear("what it is can't be told")


def _parts(m: Machine, items: Sequence[Value]) -> tuple[Arg, ...]:
    """The parts of a tuple: sizes, where they are not known. A choice among them is not tried."""
    return tuple(_part(to_setting(m, item)) for item in items)


def _part(item: Arg) -> Arg:
    if isinstance(item, Perhaps):
        return item.number
    return Unclear("it depends on a condition") if isinstance(item, OneOf) else item


def _choice(m: Machine, value: Either) -> Arg:
    options = tuple(to_setting(m, choice.value) for choice in value.choices)
    return OneOf(options)


def _object_setting(m: Machine, ref: Ref) -> Arg:
    record = m.record(ref)
    if isinstance(record, LayerObject):
        if record.configured is None:
            return Unclear("a layer that is not known")
        return record.configured if record.function is None else LayerInside(m, ref, record.label, record.site.node)
    if isinstance(record, ListObject):
        if record.items is None:
            return Unclear("a list of unknown length")
        items = _parts(m, record.items)
        return Listed(items) if record.kind == "list" else Opaque("set", items)
    if isinstance(record, ModelObject):
        return ModelInside(m, ref, record)
    if isinstance(record, Instance):
        return _own_cell(m, ref, record) or _own_layer(m, ref, record) or Opaque("object")
    return Opaque("dict") if isinstance(record, DictObject) else Opaque("object")


#: Bases of cells that state nothing.
_WITHOUT_OUTPUT_SIZE = ("keras.layers.Layer", "keras.layers.AbstractRNNCell")


def _own_cell(m: Machine, ref: Ref, record: Instance) -> OwnCell | None:
    """What a recurrent layer sees of an object that states the sizes of its states."""
    cls = record.cls
    if cls is None or not isinstance(lookup(m, cls, "call"), Function):
        return None
    if has_attribute(m, ref, "state_size") is not True:
        return None
    states = to_setting(m, m.attribute(ref, "state_size", cls.node))
    stated = has_attribute(m, ref, "output_size")
    if stated is True:
        return OwnCell("object", None, states, to_setting(m, m.attribute(ref, "output_size", cls.node)))
    lacks = stated is False or (follows_bases(cls) and library_base(cls) in _WITHOUT_OUTPUT_SIZE)
    return OwnCell("object", None, states, None if lacks else Unclear("its `output_size`"))


def _own_layer(m: Machine, ref: Ref, record: Instance) -> LayerInside | None:
    cls = record.cls
    if cls is None or library_base(cls) is None or not isinstance(lookup(m, cls, "call"), Function):
        return None
    plain = library_base(cls) == "keras.layers.Layer" and follows_bases(cls)
    stated = _may_be_set(record, "state_size") or lookup(m, cls, "state_size") is not None
    open_to_more = defines(m, cls, "__getattr__", "__getattribute__")
    return LayerInside(
        m,
        ref,
        cls.name,
        cls.node,
        states_shape=not plain or lookup(m, cls, "compute_output_shape") is not None,
        may_be_cell=not plain or stated or open_to_more,
    )


def _may_be_set(record: Instance, name: str) -> bool:
    """Whether an object may have got an attribute of this name."""
    return record.hidden or name in record.attributes or name in record.partial


def leaves(m: Machine, value: Value) -> Iterator[Value]:
    """The tensors of a structure, in Keras's order: lists and tuples as they come, dicts by key."""
    stack = [(value, 0)]
    while stack:
        value, depth = stack.pop()
        value = m.visible(value)
        items = _inside(m, value)
        if items is None:
            yield plain(m, value)
            continue
        m.tick()
        if depth > DEEPEST_STRUCTURE:
            yield Unknown("a structure that is nested too deeply")
            continue
        stack += [(item, depth + 1) for item in reversed(items)]


def _inside(m: Machine, value: Value) -> Sequence[Value] | None:
    """The parts of a tuple, list or dict, if they are known."""
    if isinstance(value, TupleValue):
        return value.items
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, ListObject):
        return record.items
    if isinstance(record, DictObject) and record.complete:
        return [item for _, (_, item) in sorted(record.items.items(), key=lambda entry: str(entry[0]))]
    return None


def is_structure(m: Machine, value: Value) -> bool:
    """Whether a value is a list, tuple or dict whose content is known."""
    return isinstance(value, TupleValue) or (isinstance(value, Ref) and _is_known_list(m.record(value)))


def _is_known_list(record: ObjectRecord) -> bool:
    return isinstance(record, DictObject) or (isinstance(record, ListObject) and record.items is not None)


@bounded(Shape.unknown(Unclear("it is nested too deeply")))
def to_inputs(m: Machine, value: Value, chosen: Mapping[int, Value]) -> Inputs:
    """The shapes of a structure of tensors, where `chosen` says what each choice in it is now."""
    value = plain(m, chosen.get(id(value), value))
    if isinstance(value, Tensor | Array):
        return value.shape
    items = value.items if isinstance(value, TupleValue) else None
    if isinstance(value, Ref) and isinstance(record := m.record(value), ListObject):
        items = record.items
    if items is not None:
        return tuple(to_inputs(m, item, chosen) for item in items)
    if isinstance(value, Unknown):
        return Shape.unknown(Unclear(value.reason, value.site), names_of_axes(value))
    return Shape.unknown(Unclear("what is passed is not known"))
