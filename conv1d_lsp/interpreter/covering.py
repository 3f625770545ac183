"""Whether what was known already takes in what a further round of a loop gives."""

from __future__ import annotations

from conv1d_lsp.interpreter.forgetting import pull_nothing
from conv1d_lsp.interpreter.sameness import same
from conv1d_lsp.interpreter.values import (
    Array,
    DictObject,
    Either,
    EstimatorObject,
    FrameObject,
    Instance,
    Integer,
    IteratorObject,
    LayerObject,
    ListObject,
    ModelObject,
    ObjectRecord,
    ParserObject,
    Tensor,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS, Guards, possibilities
from conv1d_lsp.shapes import Shape, Unclear, never_negative


def covers(old: Value, new: Value, guards: Guards = NO_GUARDS) -> bool:
    """Whether `new`, which holds under `guards`, is nothing that `old` rules out. Tensors of one shape are alike."""
    if isinstance(old, Unknown) and old.number is None:
        return True
    if isinstance(new, Either):
        return all(covers(old, choice.value, guards | choice.guards) for choice in new.choices)
    if isinstance(old, Either):
        return any(choice.guards <= guards and covers(choice.value, new, guards) for choice in old.choices)
    if isinstance(old, Tensor) and isinstance(new, Tensor):
        return _covers_shape(old.shape, new.shape)
    if isinstance(old, Array) and isinstance(new, Array):
        alike = old.library == new.library and old.dtype in (None, new.dtype)
        return alike and old.content is new.content and _covers_shape(old.shape, new.shape)
    return same(old, new)


def never_smaller(old: Integer, new: Value) -> bool:
    """Whether a number is what it was, or larger."""
    return all(
        isinstance(each, Integer) and each.numpy is None and never_negative(each.dim - old.dim)
        for each in possibilities(new)
    )


def _covers_shape(old: Shape, new: Shape) -> bool:
    if not old.ranked or not new.ranked or len(old.known_axes) != len(new.known_axes):
        return not old.ranked and old.names is None
    return all(
        isinstance(left, Unclear) or left.same(right)
        for left, right in zip(old.known_axes, new.known_axes, strict=True)
    )


def covers_record(old: ObjectRecord, new: ObjectRecord) -> bool:
    """The same for what lies at an address: nothing is left of `old` that `new` could contradict."""
    if old is new:
        return True
    match old, new:
        case ListObject(items=None), ListObject():
            as_long = old.length is None or old.length.same(new.count)
            return old.kind == new.kind and as_long and _covers_element(old.element, new)
        case IteratorObject(), IteratorObject():
            return old.pull is pull_nothing and old.element is None and old.numbers is None
        case DictObject(complete=False), DictObject():
            return not old.items
        case Instance(hidden=True), Instance():
            return not old.attributes and old.cls is new.cls
        case LayerObject(many=True, built=None), LayerObject(many=True, built=None):
            return old.configured is new.configured
        case ModelObject(uncertain=True, inputs=None, outputs=None), ModelObject(uncertain=True):
            return old.layers == new.layers and new.inputs is None and new.outputs is None
        case ParserObject(complete=False), ParserObject():
            return not old.options
        case FrameObject(columns=None, width=Unclear()), FrameObject():
            return isinstance(old.rows, Unclear) or old.rows.same(new.rows)
        case EstimatorObject(untold=True, fit=None), EstimatorObject():
            return old.path == new.path and old.steps == new.steps and old.settings is new.settings
    return False


def _covers_element(old: Value | None, new: ListObject) -> bool:
    if old is None:
        return True
    return new.items is None and new.element is not None and covers(old, new.element)
