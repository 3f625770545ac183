"""Which loss, which metrics and which target belong to which output of a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.handed import items_of
from conv1d_lsp.interpreter.library.structures import text_keys
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    PANDAS,
    Array,
    Compiled,
    DictObject,
    FrameObject,
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
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Shape, dim


class Pair(Struct, frozen=True, eq=False):
    """An output of a model, the shape of what it gives for the data, and what belongs to it.

    number: which output it is, if there are several. loss: None where it has none.
    """

    output: Tensor
    shape: Shape
    target: Value
    loss: Value | None
    metrics: tuple[Value, ...]
    number: int | None = None


def pairs_of(
    m: Machine, model: ModelObject, compiled: Compiled, shapes: Sequence[Shape], targets: Value
) -> Iterator[Pair]:
    """The outputs whose target is known, with that."""
    outputs = ends_of(m, model, shapes)
    if len(outputs) != len(shapes):
        return
    given = parts_of(m, model, targets)
    if given is None and m.keras is Generation.KERAS_2 and isinstance(as_array(m, targets), Array):
        given = [targets] * len(outputs)  # one for all
    losses = losses_of(m, model, compiled)
    metrics = metrics_of(m, model, compiled)
    if given is None or losses is None:
        return
    for number, (output, shape, target, loss) in enumerate(zip(outputs, shapes, given, losses, strict=True)):
        several = number if len(outputs) > 1 else None
        yield Pair(output, shape, as_array(m, target), loss, metrics[number] if metrics else (), several)


def wrong_count(m: Machine, model: ModelObject, compiled: Compiled, targets: Value) -> tuple[int, int | None] | None:
    """How many outputs there are and how many targets, where Keras certainly refuses that; None for one array."""
    outputs, losses = model.outputs or (), losses_of(m, model, compiled)
    nested = model.output_structure is not None and any(model.output_structure.parts)
    if model.uncertain or nested or not outputs or losses is None or None in losses:
        return None
    if model.output_structure is not None and model.output_structure.kind == "dict":
        return None
    items, third = items_of(m, targets), m.keras is Generation.KERAS_3
    if isinstance(as_array(m, targets), Array):
        return (len(outputs), None) if third and len(outputs) > 1 else None
    if not items or len(items) == len(outputs) or not all(isinstance(as_array(m, each), Array) for each in items):
        return None
    return (len(outputs), len(items)) if third or len(outputs) > 1 else None


def ends_of(m: Machine, model: ModelObject, shapes: Sequence[Shape]) -> tuple[Tensor, ...]:
    """The outputs; of a Sequential that was built just now by its first call, what its last layer gave."""
    if model.outputs is not None and (model.outputs[0].node is not None or not model.layers):
        return model.outputs
    last = m.record(model.layers[-1]) if model.kind == "Sequential" and model.layers else None
    node = last.called[-1] if isinstance(last, LayerObject) and last.called else None
    return tuple(Tensor(Shape((OPEN, *shape.axes[1:])), node) for shape in shapes if shape.axes)


def losses_of(m: Machine, model: ModelObject, compiled: Compiled) -> list[Value | None] | None:
    """The loss of each output, None for none; None where that can't be told."""
    count = len(model.outputs or (model,))
    if compiled.loss is None:
        return [None] * count
    loss = m.visible(compiled.loss)
    if isinstance(loss, Unknown):
        return None
    if not is_nested(m, loss):
        return [None if is_none(loss) else loss] * count
    parts = parts_of(m, model, loss)
    return None if parts is None else [None if is_none(each) else each for each in parts]


def metrics_of(m: Machine, model: ModelObject, compiled: Compiled) -> list[tuple[Value, ...]] | None:
    """The metrics of each output; None where that can't be told."""
    count = len(model.outputs or (model,))
    value = None if compiled.metrics is None else m.visible(compiled.metrics)
    if value is None or is_none(value):
        return None
    nested = is_nested(m, value)
    if count == 1:
        return [tuple(leaves(m, value))]
    flat = nested and not any(is_nested(m, each) for each in items_of(m, value) or ())
    if m.keras is Generation.KERAS_2 and (flat or not nested) and items_of(m, value) is not None:
        return [tuple(leaves(m, value))] * count
    by_place = items_of(m, value) or ()
    told = not flat or not any(isinstance(each, Unknown) for each in by_place)
    if len(by_place) == count and told and (flat or all(is_nested(m, each) for each in by_place)):
        return [() if is_none(each) else tuple(leaves(m, each)) for each in by_place]
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, DictObject):
        names = names_of(model)
        by_name = [record.items.get(text_key(name)) for name in names or ()]
        return [() if each is None else tuple(leaves(m, each[1])) for each in by_name] or None
    return None


def parts_of(m: Machine, model: ModelObject, value: Value) -> list[Value] | None:
    """What a structure holds for each output: by place, by the names of the outputs; None where that can't be told."""
    count = len(model.outputs or (model,))
    value = m.visible(value)
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, DictObject):
        keys, names = text_keys(record), names_of(model)
        if keys is None or names is None or not set(keys) <= set(names):
            return None
        return [record.items[text_key(name)][1] if name in keys else NONE for name in names]
    items = items_of(m, value)
    if items is None:
        return [value] if count == 1 and not is_nested(m, value) else None
    in_places = model.output_structure is None or model.output_structure.kind != "dict"
    fits = len(items) == count and in_places and not any(is_nested(m, each) for each in items)
    return list(items) if fits else None


def names_of(model: ModelObject) -> tuple[str, ...] | None:
    """The names of the outputs, or the keys of a dict of outputs in their order."""
    structure, outputs = model.output_structure, model.outputs or ()
    if structure is not None and structure.kind == "dict":
        return tuple(sorted(structure.keys)) if all(part is None for part in structure.parts) else None
    if structure is not None and any(part is not None for part in structure.parts):
        return None
    names = tuple("" if each.node is None else each.node.name for each in outputs)
    return names if all(names) and len(set(names)) == len(names) else None


def is_nested(m: Machine, value: Value) -> bool:
    """Whether it is a list, a tuple or a dict."""
    value = m.visible(value)
    return isinstance(value, TupleValue) or (
        isinstance(value, Ref) and isinstance(m.record(value), ListObject | DictObject)
    )


def as_array(m: Machine, target: Value) -> Value:
    """A table as the array that Keras makes of it; a Series is a column."""
    target = m.visible(target)
    record = m.record(target) if isinstance(target, Ref) else None
    if isinstance(target, Array) and target.library == PANDAS and target.shape.axes is not None:
        return replace(target, shape=Shape((*target.shape.axes, dim(1))))
    if isinstance(record, FrameObject):
        return Array(Shape((record.rows, record.width)), record.site, "a table")
    return target
