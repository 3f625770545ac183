"""Conditions: decided where they can be, and otherwise a fork that is the same for the same condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import libcst as cst

from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.classes import defines
from conv1d_lsp.interpreter.comparing_arrays import compared_by_place
from conv1d_lsp.interpreter.concrete import NotKnown, known, without_names
from conv1d_lsp.interpreter.inputs import part_of
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.keyed import ordered_sets, set_record
from conv1d_lsp.interpreter.literals import dict_record, key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ConditionKey
from conv1d_lsp.interpreter.numbers_wanted import numbers_wanted
from conv1d_lsp.interpreter.open_sizes import open_size
from conv1d_lsp.interpreter.operators import number_of, place_by_place, shape_items
from conv1d_lsp.interpreter.sameness import same
from conv1d_lsp.interpreter.special_methods import compares_by_identity, instance_class, unwrapped, user_compared
from conv1d_lsp.interpreter.table_operators import PLACE_BY_PLACE, compared_tables, is_table
from conv1d_lsp.interpreter.truthiness import decided
from conv1d_lsp.interpreter.values import (
    FALSE,
    OPEN_SIZE,
    TRUE,
    Array,
    Constant,
    DictObject,
    Either,
    Instance,
    Integer,
    LibraryMethod,
    ListObject,
    Range,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.shapes import Number, Truth

#: A decision: known, or the fork that stands for it and the outcome of the fork on which it holds.
Decision = tuple[bool | None, int, bool]


def test(m: Machine, node: cst.BaseExpression) -> Decision:
    """Evaluate a condition."""
    if type(node) is cst.UnaryOperation and type(node.operator) is cst.Not:
        known, fork, outcome = test(m, node.expression)
        return (None if known is None else not known), fork, not outcome
    if type(node) is cst.Comparison and len(node.comparisons) == 1:
        return _test_comparison(m, node)
    value = m.visible(m.evaluate(node))
    numbers_wanted(m, value, "if", node)
    return _forked(m, decided(m, value), _truth_key(value), value)


def _test_comparison(m: Machine, node: cst.Comparison) -> Decision:
    target = node.comparisons[0]
    left, right = m.visible(m.evaluate(node.left)), m.visible(m.evaluate(target.comparator))
    value = m.each([left, right], lambda pair: compared(m, target.operator, pair[0], pair[1], node))
    operator = type(target.operator).__name__
    positive = _POSITIVE.get(operator, operator)
    a, b = part_of(left), part_of(right)
    key = None if a is None or b is None else (positive, a, b)
    known, fork, outcome = _forked(m, decided(m, value), key, value, flipped=operator in _POSITIVE)
    return known, fork, outcome


#: The negative comparisons, and what they are the negation of.
_POSITIVE = {
    "NotEqual": "Equal",
    "IsNot": "Is",
    "NotIn": "In",
    "GreaterThan": "LessThanEqual",
    "GreaterThanEqual": "LessThan",
}


def _forked(
    m: Machine, known: bool | None, key: ConditionKey | None, value: Value, *, flipped: bool = False
) -> Decision:
    if known is not None:
        return known, 0, True
    own = _own_fork(m, value)
    if own is not None:
        return own
    fork = m.new_fork(key)
    for outcome in (True, False):
        if (fork, outcome) in m.state.guards:
            return outcome is not flipped, fork, True
    if isinstance(value, Either):
        m.excused |= {(fork, holds is not flipped) for holds in (True, False) if _took_a_handler(m, value, holds)}
    return None, fork, not flipped


def _took_a_handler(m: Machine, value: Either, holds: bool) -> bool:
    """Whether a condition comes out like this only where the program was in the handler of some `try` before."""
    ways = [choice.guards for choice in value.choices if decided(m, choice.value) in (holds, None)]
    return bool(ways) and any(fork < 0 for fork, _ in frozenset.intersection(*ways))


def _own_fork(m: Machine, value: Value) -> Decision | None:
    """A choice that one earlier fork made decides by that same fork."""
    if not isinstance(value, Either) or len(value.choices) != 2:
        return None
    first, second = value.choices
    if len(first.guards) != 1 or len(second.guards) != 1:
        return None
    (fork, outcome), (other, opposite) = next(iter(first.guards)), next(iter(second.guards))
    one, two = decided(m, first.value), decided(m, second.value)
    if fork != other or outcome is opposite or one is None or two is None or one is two:
        return None
    return None, fork, outcome if one else opposite


def _truth_key(value: Value) -> ConditionKey | None:
    part = part_of(value)
    return None if part is None else ("truth", part)


def fork_of(fork: int, results: Mapping[bool, Value]) -> Value:
    """The values of both ways as one."""
    return joined((frozenset({(fork, outcome)}), value) for outcome, value in results.items())


#: Comparisons that symbolic tensors make layers of: their text, and the layer's name.
_ON_TENSORS: Mapping[type[cst.BaseCompOp], tuple[str, str]] = {
    cst.LessThan: ("<", "less"),
    cst.LessThanEqual: ("<=", "less_equal"),
    cst.GreaterThan: (">", "greater"),
    cst.GreaterThanEqual: (">=", "greater_equal"),
}


def compared(m: Machine, operator: cst.BaseCompOp, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """`left operator right` as a value."""
    if isinstance(left, Ref) or isinstance(right, Ref):
        answer = _answered(m, operator, left, right, node)
        if answer is not None:
            return answer
        if not isinstance(operator, cst.Is | cst.IsNot):
            left, right = unwrapped(m, left), unwrapped(m, right)
    if isinstance(operator, PLACE_BY_PLACE) and (is_table(m, left) or is_table(m, right)):
        return compared_tables(m, left, right, node)
    if (on_arrays := compared_by_place(m, operator, left, right, node)) is not None:
        return on_arrays
    if type(operator) in _ON_TENSORS and (isinstance(left, Tensor) or isinstance(right, Tensor)):
        return place_by_place(m, _ON_TENSORS[type(operator)], left, right, node)
    if type(operator) in _ON_TENSORS and (left is OPEN_SIZE or right is OPEN_SIZE):
        refused = open_size(m, _ON_TENSORS[type(operator)][0], (left, right), node)
        if refused is not None:
            return refused
    outcome = _outcome(m, operator, left, right)
    if outcome is None:
        return m.unknown("a comparison that can't be told", node)
    return TRUE if outcome else FALSE


def _answered(m: Machine, operator: cst.BaseCompOp, left: Value, right: Value, node: cst.CSTNode) -> Value | None:
    """What the instances' own methods say."""
    answer = user_compared(m, operator, left, right, node)
    positive = _POSITIVES.get(type(operator))
    if answer is not None or positive is None:
        return answer
    answer = user_compared(m, positive(), left, right, node)
    known = None if answer is None else decided(m, answer)
    return answer if answer is None or known is None else Constant(not known)


#: What is turned round; Python asks a class for it that does not define the negative operator itself.
_POSITIVES: Mapping[type[cst.BaseCompOp], Callable[[], cst.BaseCompOp]] = {
    cst.NotEqual: cst.Equal,
    cst.IsNot: cst.Is,
    cst.NotIn: cst.In,
}


def _outcome(m: Machine, operator: cst.BaseCompOp, left: Value, right: Value) -> bool | None:
    positive = _POSITIVES.get(type(operator))
    kind = positive or type(operator)
    if kind is cst.Equal:
        outcome = equal(m, left, right)
    elif kind is cst.Is:
        outcome = identical(left, right)
    elif kind is cst.In:
        outcome = contained(m, left, right)
    else:
        return _ordered(m, operator, left, right)
    return outcome if positive is None else _negated(outcome)


def _negated(outcome: bool | None) -> bool | None:
    return None if outcome is None else not outcome


@bounded(None)
def equal(m: Machine, left: Value, right: Value) -> bool | None:
    """`left == right`, if it can be told."""
    if left is right and isinstance(left, TupleValue):
        return True
    if isinstance(left, Unknown | Array | Tensor) or isinstance(right, Unknown | Array | Tensor):
        return _known(_symbols_equal(left, right))
    a, b = number_of(left), number_of(right)
    if a is not None and b is not None:
        return _known(a.equals(b)) if not isinstance(a, float) and not isinstance(b, float) else _floats(left, right)
    if set_record(m, left) is not None or set_record(m, right) is not None:
        return ordered_sets(m, cst.Equal(), left, right)
    one, other = dict_record(m, left), dict_record(m, right)
    if one is not None and other is not None and left != right:
        return _dicts_equal(m, one, other)
    mine, theirs = shape_items(m, left), shape_items(m, right)
    if mine is not None and theirs is not None:
        if _kind(m, left) != _kind(m, right):
            return False
        if len(mine) != len(theirs):
            return False
        outcomes = [equal(m, x, y) for x, y in zip(mine, theirs, strict=True)]
        return False if False in outcomes else (None if None in outcomes else True)
    if isinstance(left, Constant) and isinstance(right, Constant):
        return bool(left.value == right.value)
    if isinstance(left, Constant | Integer | TupleValue) and isinstance(right, Constant | Integer | TupleValue):
        return None if _unsettled(left) or _unsettled(right) else False
    if (_is_container(m, left) and _is_plain(right)) or (_is_container(m, right) and _is_plain(left)):
        return False
    return _instances_equal(m, left, right)


def _instances_equal(m: Machine, left: Value, right: Value) -> bool | None:
    a, b = instance_class(m, left), instance_class(m, right)
    if a is not None and b is not None and a.fields is not None and same(a, b) and not _compares_itself(m, left):
        names = a.fields.names
        pairs = [(m.attribute(left, name, a.node), m.attribute(right, name, a.node)) for name in names]
        outcomes = [equal(m, x, y) for x, y in pairs]
        return False if False in outcomes else (None if None in outcomes else True)
    if same(left, right):
        return None if _compares_itself(m, left) else True
    by_identity = [compares_by_identity(m, side) or _is_plain(side) for side in (left, right)]
    return False if all(by_identity) else None


def _is_container(m: Machine, value: Value) -> bool:
    return isinstance(value, Ref) and isinstance(m.record(value), ListObject | DictObject)


def _is_plain(value: Value) -> bool:
    return isinstance(value, Constant | TupleValue) or (isinstance(value, Integer) and value.numpy is None)


def _kind(m: Machine, value: Value) -> str:
    record = m.record(value) if isinstance(value, Ref) else None
    return record.kind if isinstance(record, ListObject) else "tuple"


def _dicts_equal(m: Machine, left: DictObject, right: DictObject) -> bool | None:
    if not left.complete or not right.complete:
        return None
    if left.items.keys() != right.items.keys():
        return False
    outcomes = [equal(m, value, right.items[key][1]) for key, (_, value) in left.items.items()]
    return False if False in outcomes else (None if None in outcomes else True)


def _compares_itself(m: Machine, value: Value) -> bool:
    record = m.record(value) if isinstance(value, Ref) else None
    return isinstance(record, Instance) and not compares_by_identity(m, value) and defines(m, record.cls, "__eq__")


def _unsettled(value: Value) -> bool:
    return isinstance(value, Integer) and not isinstance(value.dim, Number)


def _floats(left: Value, right: Value) -> bool | None:
    a, b = _real(left), _real(right)
    return None if a is None or b is None else a == b


def _symbols_equal(left: Value, right: Value) -> Truth:
    a = left.number if isinstance(left, Unknown) else number_of(left)
    b = right.number if isinstance(right, Unknown) else number_of(right)
    if a is None or b is None or isinstance(a, float) or isinstance(b, float):
        return Truth.UNSURE
    return a.equals(b)


def _known(truth: Truth) -> bool | None:
    return None if truth is Truth.UNSURE else truth is Truth.YES


def identical(left: Value, right: Value) -> bool | None:
    """`left is right`, if it can be told."""
    if isinstance(left, Unknown | LibraryMethod) or isinstance(right, Unknown | LibraryMethod):
        return None
    if isinstance(left, Array) and isinstance(right, Array):
        return True if left is right else None
    if isinstance(left, Integer) and not isinstance(left.dim, Number):
        return None
    if isinstance(left, Constant) and isinstance(right, Constant):
        return left.value is right.value or (type(left.value) is type(right.value) and left.value == right.value)
    return same(left, right)


def contained(m: Machine, item: Value, container: Value) -> bool | None:
    """`item in container`, if it can be told."""
    if isinstance(container, Constant) and isinstance(container.value, str):
        return item.value in container.value if isinstance(item, Constant) and isinstance(item.value, str) else None
    if isinstance(container, Ref) and isinstance(record := m.record(container), DictObject):
        key = key_of(item)
        if key is None:
            return None
        return True if key in record.items else (False if record.complete else None)
    if isinstance(container, Range):
        numbers, number = container.known(), item.known if isinstance(item, Integer) else None
        return None if numbers is None or number is None else number in numbers
    items = shape_items(m, container)
    if items is None:
        return None
    outcomes = [equal(m, item, each) for each in items]
    return True if True in outcomes else (None if None in outcomes else False)


def _real(value: Value) -> float | None:
    if isinstance(value, Integer):
        return value.known
    return value.value if isinstance(value, Constant) and isinstance(value.value, float) else None


def _ordered(m: Machine, operator: cst.BaseCompOp, left: Value, right: Value) -> bool | None:
    a = left.number if isinstance(left, Unknown) else number_of(left)
    b = right.number if isinstance(right, Unknown) else number_of(right)
    if a is None or b is None:
        return _things_ordered(m, operator, left, right)
    match operator:
        case cst.LessThan():
            return _known(a < b) if not isinstance(a, float) and not isinstance(b, float) else _plain(a, b, -1, 0)
        case cst.LessThanEqual():
            return _known(a <= b) if not isinstance(a, float) and not isinstance(b, float) else _plain(a, b, -1, 1)
        case cst.GreaterThan():
            return _known(a > b) if not isinstance(a, float) and not isinstance(b, float) else _plain(a, b, 1, 0)
        case cst.GreaterThanEqual():
            return _known(a >= b) if not isinstance(a, float) and not isinstance(b, float) else _plain(a, b, 1, 1)
    return None


def _plain(a: object, b: object, sign: int, equal_too: int) -> bool | None:
    """Comparison where one side is a float."""
    x = a if isinstance(a, float) else getattr(a, "value", None)
    y = b if isinstance(b, float) else getattr(b, "value", None)
    if x is None or y is None:
        return None
    return (x == y and bool(equal_too)) or (x < y if sign < 0 else x > y)


def _things_ordered(m: Machine, operator: cst.BaseCompOp, left: Value, right: Value) -> bool | None:
    """Texts, tuples, lists and sets."""
    if set_record(m, left) is not None:
        return ordered_sets(m, operator, left, right)
    try:
        a, b = (known(m, without_names(side)) for side in (left, right))
        return {"LessThan": a < b, "LessThanEqual": a <= b, "GreaterThan": a > b, "GreaterThanEqual": a >= b}.get(
            type(operator).__name__
        )
    except (NotKnown, TypeError):
        return None
