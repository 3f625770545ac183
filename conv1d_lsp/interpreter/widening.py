"""What is known of any round of a loop that is not unrolled: what a round changes differs from round to round."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.common import in_common
from conv1d_lsp.interpreter.covering import never_smaller
from conv1d_lsp.interpreter.forgetting import forgotten
from conv1d_lsp.interpreter.joined_tables import one_frame
from conv1d_lsp.interpreter.joining import joined, of_any_kind
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import one_of_many, shared
from conv1d_lsp.interpreter.memory import State, Variable
from conv1d_lsp.interpreter.sameness import same
from conv1d_lsp.interpreter.values import (
    DictObject,
    FrameObject,
    Instance,
    Integer,
    ListObject,
    ModelObject,
    ObjectRecord,
    Ref,
    Tensor,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS, possibilities
from conv1d_lsp.shapes import AxisNames, Number, Symbol, Unclear
from conv1d_lsp.source.walk import nodes_in

_CHANGES = "it changes in a loop that is not unrolled"

#: A size that is another one after each round.
CHANGED_SIZE = Unclear(_CHANGES)

#: A variable, its value, and the same value with names in it.
Renamed = tuple[Variable, Value, Value]


def widened(m: Machine, node: cst.For | cst.While, entry: State, known: State, after: State) -> State:
    """What a round changed is unknown from here on, but for tensors that keep their shape."""
    result = after.fork()
    result.guards = entry.guards
    variables, objects = after.writes_since(entry)
    for variable in variables:
        old, new = known.variables.get(variable), after.variables.get(variable)
        if old is None and new is not None:
            result.write_variable(variable, _of_an_earlier_round(entry, new))
        if old is None or new is None or same(old, new) or _is_named_now(old, new):
            continue
        counter = _counter(m, node, result, variable, old, new)
        result.write_variable(variable, _in_any_round(old, new) if counter is None else counter)
        _forget_containers(result, (old, new))
    for address in objects:
        old_record, new_record = known.objects.get(address), after.objects.get(address)
        if old_record is not None and new_record is not None and old_record is not new_record:
            result.write_object(Ref(address), _forgotten(old_record, new_record))
    return result


def _forget_containers(state: State, values: Sequence[Value]) -> None:
    """A round may change, by a name that is not known to stand for them now, what had that name in another round."""
    for value in values:
        for each in possibilities(value):
            record = state.objects.get(each.address) if isinstance(each, Ref) else None
            if isinstance(each, Ref) and isinstance(record, ListObject | DictObject | Instance):
                state.write_object(each, forgotten(record))


def sizes_named(m: Machine, entry: State, known: State) -> Sequence[Renamed]:
    """The tensors that each round changes, with names for the sizes that differ from round to round.

    Within one they are what they are at its beginning.
    """
    found: list[Renamed] = []
    for variable in known.writes_since(entry)[0]:
        value = known.variables.get(variable)
        if type(value) is Tensor and value.node is None and value.shape.ranked:
            changed = [place for place, axis in enumerate(value.shape) if isinstance(axis, Unclear)]
            if changed:
                m.counters.fork += 1
                names = AxisNames(f"{variable[1]}.shape", m.counters.fork, sizes=True, passing=True)
                shape = value.shape.with_axes({place: Number.of(names.axis(place)) for place in changed})
                found.append((variable, value, replace(value, shape=shape)))
    return found


def _is_named_now(old: Value, new: Value) -> bool:
    """Whether a round did no more than give what was not known a name."""
    return isinstance(new, Unknown) and new.nameless is not None and new.nameless is old


def _counts(node: cst.For | cst.While, name: str) -> bool:
    """Whether a loop has a line `name += …`: others seldom count, and to find that out takes a round more."""
    return any(
        isinstance(each, cst.AugAssign) and isinstance(each.target, cst.Name) and each.target.value == name
        for each in nodes_in(node.body)
    )


def _counter(
    m: Machine, node: cst.For | cst.While, result: State, variable: Variable, old: Value, new: Value
) -> Integer | None:
    """A number that no round makes smaller: with a name for what it is when a round begins, not below the first."""
    if not isinstance(old, Integer) or old.numpy is not None or not never_smaller(old, new):
        return None
    if not _counts(node, variable[1]):
        return None
    m.counters.fork += 1
    low = old.dim.expression.bounds()[0] if isinstance(old.dim, Number) else None
    number = Number.of(Symbol(variable[1], m.counters.fork, low=low, whole=True, passing=True))
    above = number - old.dim
    if isinstance(above, Number):
        result.known = result.known.at_least(above.expression.constant, above.expression.terms)
    return Integer(number)


def _in_any_round(old: Value, new: Value) -> Value:
    """A variable that a round changed: of tensors with as many axes each, what they have in common."""
    return of_any_kind(old, new) or in_common((old, new), CHANGED_SIZE) or Unknown(_CHANGES)


def _of_an_earlier_round(entry: State, value: Value) -> Value:
    """What the body is the first to bind, in the next round: which way was taken then says nothing of this one, and
    what was made then was made in every round."""
    choices = possibilities(value)
    if any(isinstance(each, Ref) and each.address not in entry.objects for each in choices):
        return Unknown("it is made anew in each round of a loop that is not unrolled")
    return joined((NO_GUARDS, one_of_many(each)) for each in choices)


def _forgotten(old: ObjectRecord, record: ObjectRecord) -> ObjectRecord:
    """What is left of a record that each round changes; of a model not even what goes in and comes out."""
    if isinstance(record, FrameObject) and isinstance(old, FrameObject):
        return one_frame([old, record])
    left = forgotten(record)
    if isinstance(left, ListObject) and isinstance(record, ListObject) and isinstance(old, ListObject):
        items = [*(old.items or ()), *(each for each in (old.element, record.element) if each is not None)]
        return replace(left, element=shared(items, CHANGED_SIZE)) if record.element is not None else left
    return replace(left, inputs=None, outputs=None) if isinstance(left, ModelObject) else left
