"""`match`: patterns are tried in their order, and bind what they capture."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.conditions import equal, identical, test
from conv1d_lsp.interpreter.inputs import part_of
from conv1d_lsp.interpreter.kinds import is_kind
from conv1d_lsp.interpreter.knowledge import suppose
from conv1d_lsp.interpreter.literals import Key, key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ConditionKey
from conv1d_lsp.interpreter.names import names_of_statements
from conv1d_lsp.interpreter.special_methods import is_no_container
from conv1d_lsp.interpreter.values import (
    Constant,
    DictObject,
    Integer,
    Library,
    ListObject,
    Ref,
    TupleValue,
    Unknown,
    UserClass,
    Value,
)
from conv1d_lsp.interpreter.variables import assign_name

#: Builtin classes whose pattern `int(n)` captures the value itself.
_WHOLE = frozenset("bool bytearray bytes dict float frozenset int list set str tuple".split())

Captured = dict[str, Value]


def execute_match(m: Machine, node: cst.Match) -> None:
    """A case that is known to fit is taken, one that may fit opens a fork."""
    _cases(m, m.visible(m.evaluate(node.subject)), node.cases)


def _cases(m: Machine, subject: Value, cases: Sequence[cst.MatchCase]) -> None:
    for number, case in enumerate(cases):
        captured: Captured = {}
        fits = matched(m, case.pattern, subject, captured)
        if fits:
            _guarded(m, subject, case, captured, cases[number + 1 :])
            return
        if fits is None:
            _perhaps(m, subject, case, captured, cases[number + 1 :])
            return


def _perhaps(
    m: Machine, subject: Value, case: cst.MatchCase, captured: Captured, rest: Sequence[cst.MatchCase]
) -> None:
    """A case whose pattern may fit."""
    for name in names_of_statements([case.pattern]).bound:
        captured.setdefault(name, Unknown("what a pattern captures is not known"))
    ways = [(True, lambda: _guarded(m, subject, case, captured, rest)), (False, lambda: _cases(m, subject, rest))]
    m.branch(m.new_fork(_key(m, subject, case.pattern)), ways)


def _key(m: Machine, subject: Value, pattern: cst.MatchPattern) -> ConditionKey | None:
    """The key of `subject == value`, so that an `if` elsewhere takes the same way."""
    if not isinstance(pattern, cst.MatchValue):
        return None
    mine, other = part_of(subject), part_of(m.visible(m.evaluate(pattern.value)))
    return None if mine is None or other is None else ("Equal", mine, other)


def _guarded(
    m: Machine, subject: Value, case: cst.MatchCase, captured: Captured, rest: Sequence[cst.MatchCase]
) -> None:
    """The body of a case whose pattern fits, if its guard holds."""
    for name, value in captured.items():
        assign_name(m, name, value)
    if case.guard is None:
        m.execute_block(case.body)
        return
    guard = case.guard
    known, fork, outcome = test(m, guard)
    if known is False:
        _cases(m, subject, rest)
    elif known is True:
        m.execute_block(case.body)
    else:

        def body() -> None:
            suppose(m, guard, True, (fork, outcome))
            m.execute_block(case.body)

        def otherwise() -> None:
            suppose(m, guard, False, (fork, not outcome))
            _cases(m, subject, rest)

        m.branch(fork, [(outcome, body), (not outcome, otherwise)])


@bounded(None)
def matched(m: Machine, pattern: cst.MatchPattern, value: Value, captured: Captured) -> bool | None:
    """Whether a pattern fits a value; None if that can't be told."""
    value = m.visible(value)
    match pattern:
        case cst.MatchValue():
            return equal(m, value, m.evaluate(pattern.value))
        case cst.MatchSingleton():
            return identical(value, m.evaluate(pattern.value))
        case cst.MatchAs():
            fits = True if pattern.pattern is None else matched(m, pattern.pattern, value, captured)
            if pattern.name is not None:
                captured[pattern.name.value] = value
            return fits
        case cst.MatchOr():
            return _any_of(m, [element.pattern for element in pattern.patterns], value, captured)
        case cst.MatchList() | cst.MatchTuple():
            return _sequence(m, pattern.patterns, value, captured)
        case cst.MatchMapping():
            return _mapping(m, pattern, value, captured)
        case cst.MatchClass():
            return _class(m, pattern, value, captured)
    return None


def _any_of(m: Machine, patterns: Sequence[cst.MatchPattern], value: Value, captured: Captured) -> bool | None:
    for pattern in patterns:
        found: Captured = {}
        fits = matched(m, pattern, value, found)
        if fits:
            captured.update(found)
        if fits is not False:
            return fits
    return False


def _all(outcomes: Sequence[bool | None]) -> bool | None:
    return False if False in outcomes else (None if None in outcomes else True)


def _sequence(
    m: Machine, patterns: Sequence[cst.MatchSequenceElement | cst.MatchStar], value: Value, captured: Captured
) -> bool | None:
    items = _items(m, value)
    if not isinstance(items, tuple):
        return items
    starred = next((i for i, each in enumerate(patterns) if isinstance(each, cst.MatchStar)), None)
    if starred is None and len(items) != len(patterns):
        return False
    if starred is None:
        return _all([_element(m, each, item, captured) for each, item in zip(patterns, items, strict=True)])
    after = len(patterns) - starred - 1
    if len(items) < starred + after:
        return False
    end = len(items) - after
    star = patterns[starred]
    if isinstance(star, cst.MatchStar) and star.name is not None:
        captured[star.name.value] = m.new(ListObject(items[starred:end]))
    pairs = [
        *zip(patterns[:starred], items[:starred], strict=True),
        *zip(patterns[starred + 1 :], items[end:], strict=True),
    ]
    return _all([_element(m, each, item, captured) for each, item in pairs])


def _element(
    m: Machine, element: cst.MatchSequenceElement | cst.MatchStar, item: Value, captured: Captured
) -> bool | None:
    return matched(m, element.value, item, captured) if isinstance(element, cst.MatchSequenceElement) else None


def _items(m: Machine, value: Value) -> tuple[Value, ...] | bool | None:
    """What a sequence holds; False for what is no sequence, None for what can't be told."""
    if isinstance(value, TupleValue):
        return value.items
    if isinstance(value, Constant | Integer):
        return False
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, ListObject) and record.kind in ("list", "deque"):
        return record.items
    return False if isinstance(record, DictObject | ListObject) or is_no_container(m, value) else None


def _mapping(m: Machine, pattern: cst.MatchMapping, value: Value, captured: Captured) -> bool | None:
    record = m.record(value) if isinstance(value, Ref) else None
    if not isinstance(record, DictObject):
        other = isinstance(value, Constant | Integer | TupleValue) or isinstance(record, ListObject)
        return False if other or is_no_container(m, value) else None
    wanted: list[Key | None] = []
    outcomes: list[bool | None] = []
    for element in pattern.elements:
        key = key_of(m.evaluate(element.key))
        wanted.append(key)
        if key is None or key not in record.items:
            outcomes.append(False if key is not None and record.complete else None)
        else:
            outcomes.append(matched(m, element.pattern, record.items[key][1], captured))
    if pattern.rest is not None:
        left = {key: pair for key, pair in record.items.items() if key not in wanted}
        captured[pattern.rest.value] = m.new(DictObject(left, record.complete))
    return _all(outcomes)


def _class(m: Machine, pattern: cst.MatchClass, value: Value, captured: Captured) -> bool | None:
    cls = m.visible(m.evaluate(pattern.cls))
    fits = is_kind(m, value, cls)
    if not fits:
        return fits
    if isinstance(cls, Library) and cls.last in _WHOLE and not pattern.kwds and len(pattern.patterns) <= 1:
        return _all([matched(m, each.value, value, captured) for each in pattern.patterns])
    names = cls.fields.names if isinstance(cls, UserClass) and cls.fields is not None else ()
    if len(names) < len(pattern.patterns):
        return None
    pairs = [(name, each.value) for name, each in zip(names, pattern.patterns, strict=False)]
    pairs += [(each.key.value, each.pattern) for each in pattern.kwds]
    return _all([matched(m, inner, m.attribute(value, name, pattern), captured) for name, inner in pairs])
