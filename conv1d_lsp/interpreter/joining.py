"""Joining what several paths know into what holds after all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from conv1d_lsp.interpreter.common import in_common, one_of_arrays
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.joined_tables import one_estimator, one_frame
from conv1d_lsp.interpreter.memory import RAISED, Reads, State, Variable
from conv1d_lsp.interpreter.sameness import same
from conv1d_lsp.interpreter.values import (
    NONE,
    OF_OBJECTS,
    TRUE,
    Array,
    Choice,
    Compiled,
    DictObject,
    Either,
    EstimatorObject,
    FrameObject,
    GraphNode,
    Instance,
    IteratorObject,
    LayerObject,
    ListObject,
    ModelObject,
    ObjectRecord,
    ParserObject,
    Ref,
    Tensor,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS, Guards
from conv1d_lsp.shapes import Number, Shape, Unclear

#: More possibilities than this are a "?".
WIDEST_CHOICE = 8

Alternative = tuple[Guards, Value]

TOO_MANY = Unclear("it depends on too many conditions")


def joined(alternatives: Iterable[Alternative]) -> Value:
    """One value for several; choices keep the forks that lead to them."""
    alternatives = list(alternatives)
    first = alternatives[0][1] if alternatives else None
    if first is not None and not isinstance(first, Either) and all(value is first for _, value in alternatives):
        return first
    merged: list[Choice] = []
    for guards, value in alternatives:
        inner = value.choices if isinstance(value, Either) else (Choice(NO_GUARDS, value),)
        for choice in inner:
            _add(merged, Choice(choice.guards | guards, choice.value))
        if len(merged) > WIDEST_CHOICE:
            return in_common((each for _, each in alternatives), TOO_MANY) or Unknown(TOO_MANY.reason)
    if len(merged) == 1:
        return merged[0].value
    return Either(tuple(merged))


def _add(merged: list[Choice], new: Choice) -> None:
    for index, old in enumerate(merged):
        one = _as_one(old.value, new.value)
        if one is not None:
            merged[index] = Choice(old.guards & new.guards, one)
            return
    merged.append(new)


def _as_one(old: Value, new: Value) -> Value | None:
    """One value that stands for either, if there is one."""
    if old is new:
        return old
    if type(old) is Unknown or type(new) is Unknown:
        named = _named_later(old, new)
        if named is not None:
            return named
    if same(old, new):
        return old
    if isinstance(old, Unknown) and says_nothing(old) and says_nothing(new):
        # a value of its own: what a test says of one of the two does not hold for it
        return Unknown(old.reason, old.site)
    if isinstance(old, Tensor) and isinstance(new, Tensor) and old.shape.same(new.shape):
        return either_tensor(old, new)
    if isinstance(old, Array) and isinstance(new, Array):
        return one_of_arrays(old, new)
    return of_any_kind(old, new)


def of_any_kind(old: Value, new: Value) -> Array | None:
    """Two arrays that differ in their numbers alone, as one; but for arrays of lists."""
    if type(old) is not Array or type(new) is not Array or OF_OBJECTS & {old.dtype, new.dtype}:
        return None
    dtype = old.dtype if old.dtype == new.dtype else None
    either = replace(old, dtype=dtype, holds=None, of_model=None)
    return either if same(either, replace(new, dtype=dtype, holds=None, of_model=None)) else None


def says_nothing(value: Value) -> bool:
    """Whether a value is a "?" of which not even a name is known."""
    return isinstance(value, Unknown) and not (value.number or value.outside or value.ratio or value.nameless)


def _named_later(left: Value, right: Value) -> Unknown | None:
    """One value that was given a name on one of two paths: the named one."""
    for named, other in ((left, right), (right, left)):
        if isinstance(named, Unknown) and named.nameless is not None and named.nameless is other:
            return named
    return None


def either_tensor(left: Tensor, right: Tensor) -> Tensor:
    """Two tensors of one shape, of which it is not known which it is."""
    if left.node is None or right.node is None:
        return Tensor(left.shape, None)
    made_last = max(left.node, right.node, key=lambda node: node.number)
    node = GraphNode(
        None, "either", "", (left, right), (left.shape,), made_last.site, made_last.number, again=_same_shape
    )
    return Tensor(left.shape, node, 0, left.dtype if left.dtype == right.dtype else None)


def _same_shape(given: Sequence[Shape]) -> Sequence[Shape]:
    return [given[0]] if given[0].same(given[1]) else [Shape.unknown(Unclear("it depends on a condition"))]


def join_states(
    base: State,
    branches: Sequence[State],
    tick: Callable[[int], None],
    reads: Reads | None = None,
) -> State:
    """The state after `branches`, which are forks of `base`; those that are not alive do not count.

    tick: is told how many variables and objects have to be looked at. reads: gets the variables that are made one of
    several, each with the identity of its values.
    """
    living = [branch for branch in branches if branch.alive]
    if len(living) == 1:
        return living[0].fork()  # what this path knows holds, and the way that it took stays known
    result = base.fork()
    if not living:
        result.alive = False
        if any(RAISED in branch.variables for branch in branches):
            result.write_variable(RAISED, TRUE)
        return result
    variables, objects = _written(base, living)
    tick(len(variables) + len(objects))
    guards = [branch.guards - base.guards for branch in living]
    for variable in variables:
        values = [branch.variables.get(variable) for branch in living]
        if reads is not None:
            reads.update((variable, id(value)) for value in values)
        alternatives = [(g, value) for g, value in zip(guards, values, strict=True) if value is not None]
        if alternatives:  # bound on some paths only: code that reads it was on one of them
            result.write_variable(variable, joined(alternatives))
        else:
            result.delete_variable(variable)
    for address in objects:
        pairs = [
            (g, record)
            for g, branch in zip(guards, living, strict=True)
            if (record := branch.objects.get(address)) is not None
        ]
        result.write_object(Ref(address), _joined_records(pairs))
    for branch in living:
        for kind, count in () if branch.counts is base.counts else branch.counts.items():
            if count > result.counts.get(kind, 0):
                result.counts = result.counts.set(kind, count)
    result.alive = True
    result.known = living[0].known
    for branch in living[1:]:
        result.known = result.known.or_else(branch.known)
    return result


def _written(base: State, branches: Sequence[State]) -> tuple[list[Variable], list[int]]:
    """What any of the branches wrote, in the order of the program."""
    variables: dict[Variable, None] = {}
    objects: dict[int, None] = {}
    for branch in branches:
        own_variables, own_objects = branch.writes_since(base)
        variables |= own_variables
        objects |= own_objects
    return list(reversed(variables)), list(reversed(objects))


def _joined_records(pairs: Sequence[tuple[Guards, ObjectRecord]]) -> ObjectRecord:
    first = pairs[0][1]
    if len(pairs) == 1 or all(record is first for _, record in pairs):
        return first
    if any(type(record) is not type(first) for _, record in pairs):
        return Instance(None, {}, hidden=True)
    return _JOINS[type(first)](pairs)


def _join_lists(pairs: Sequence[tuple[Guards, ListObject]]) -> ListObject:
    records = [record for _, record in pairs]
    lengths = {None if record.items is None else len(record.items) for record in records}
    if len(lengths) == 1 and None not in lengths:
        columns = zip(*(record.items or () for record in records), strict=True)
        guards = [g for g, _ in pairs]
        items = tuple(joined(zip(guards, column, strict=True)) for column in columns)
        return replace(records[0], items=items, element=None)
    first = records[0].count
    alike = isinstance(first, Number) and all(first.same(record.count) for record in records)
    length = first if alike else None
    inside: list[Alternative] = []
    for record in records:
        if record.items is None and record.element is None:
            return replace(records[0], items=None, element=None, length=length)
        inside += [(NO_GUARDS, item) for item in record.items or ()]
        inside += [] if record.element is None else [(NO_GUARDS, record.element)]
    return replace(records[0], items=None, element=joined(inside) if inside else None, length=length)


def _join_iterators(pairs: Sequence[tuple[Guards, IteratorObject]]) -> IteratorObject:
    """One that stands where it stood on all paths goes on from there."""
    first = pairs[0][1]
    if all(record.pull is first.pull and record.position == first.position for _, record in pairs) and all(
        record.items is first.items and record.sources == first.sources for _, record in pairs
    ):
        return first
    return unknown_iterator(first)


def _join_dicts(pairs: Sequence[tuple[Guards, DictObject]]) -> DictObject:
    """A key that is there on some paths only is not known to be there."""
    first = pairs[0][1]
    items = {}
    for key, (named, _) in first.items.items():
        if all(key in record.items for _, record in pairs):
            items[key] = (named, joined([(g, record.items[key][1]) for g, record in pairs]))
    complete = all(record.complete and len(record.items) == len(items) for _, record in pairs)
    return replace(first, items=items, complete=complete)


def _join_instances(pairs: Sequence[tuple[Guards, Instance]]) -> Instance:
    records = [record for _, record in pairs]
    names = list(dict.fromkeys(name for record in records for name in record.attributes))
    attributes = {
        name: joined([(g, record.attributes[name]) for g, record in pairs if name in record.attributes])
        for name in names
    }
    sometimes = {name for name in names if not all(name in record.attributes for record in records)}
    partial = frozenset(sometimes).union(*(record.partial for record in records))
    compiled = _join_compiled([(guards, record.compiled) for guards, record in pairs])
    return Instance(records[0].cls, attributes, any(record.hidden for record in records), partial, compiled)


def _join_layers(pairs: Sequence[tuple[Guards, LayerObject]]) -> LayerObject:
    first = pairs[0][1]
    built = first.built if all(record.built is first.built for _, record in pairs) else None
    return replace(first, built=built, called=max((record.called for _, record in pairs), key=len), many=True)


def _join_models(pairs: Sequence[tuple[Guards, ModelObject]]) -> ModelObject:
    one = pairs[0][1]
    compiled = _join_compiled([(guards, each.compiled) for guards, each in pairs])
    if all(_differ_in_compiling(one, each) for _, each in pairs):
        return replace(one, compiled=compiled)
    first = one.first if all(each.first is one.first for _, each in pairs) else None
    return replace(one, uncertain=True, inputs=None, outputs=None, first=first, compiled=compiled)


def _differ_in_compiling(one: ModelObject, other: ModelObject) -> bool:
    """Whether nothing else was done to a model on one way and not on the other."""
    names = [name for name in ModelObject.__struct_fields__ if name != "compiled"]
    return all(getattr(one, name) is getattr(other, name) for name in names)


def _join_compiled(pairs: Sequence[tuple[Guards, Compiled | None]]) -> Compiled | None:
    """What a model is compiled with after several ways; known if it was compiled on all of them."""
    known = [(guards, each) for guards, each in pairs if each is not None]
    if not known or all(each is known[0][1] for _, each in pairs):
        return pairs[0][1]
    if len(known) < len(pairs) or any(each.site is None for _, each in known):
        return Compiled()
    sides = {
        name: joined([(guards, getattr(each, name) or NONE) for guards, each in known])
        for name in ("loss", "metrics", "loss_weights", "weighted_metrics")
    }
    return Compiled(known[0][1].site, **sides)


def _join_parsers(pairs: Sequence[tuple[Guards, ParserObject]]) -> ParserObject:
    return ParserObject({}, complete=False)


def _join_estimators(pairs: Sequence[tuple[Guards, EstimatorObject]]) -> EstimatorObject:
    return one_estimator([record for _, record in pairs])


def _join_frames(pairs: Sequence[tuple[Guards, FrameObject]]) -> FrameObject:
    return one_frame([record for _, record in pairs])


_JOINS: dict[type, Callable[..., ObjectRecord]] = {
    IteratorObject: _join_iterators,
    ListObject: _join_lists,
    DictObject: _join_dicts,
    Instance: _join_instances,
    LayerObject: _join_layers,
    ModelObject: _join_models,
    ParserObject: _join_parsers,
    EstimatorObject: _join_estimators,
    FrameObject: _join_frames,
}
