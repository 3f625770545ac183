"""Python's operators on numbers, texts, sequences, arrays and tensors."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from conv1d_lsp.arrays import kinds
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.common import of_objects
from conv1d_lsp.interpreter.concrete import LARGEST_BITS, calculate, value_of
from conv1d_lsp.interpreter.faults import CannotBroadcast
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.keyed import SET_OPERATORS, combine, merged_dicts
from conv1d_lsp.interpreter.library.all_pairs import calculated
from conv1d_lsp.interpreter.library.held_numbers import held_in_calculation
from conv1d_lsp.interpreter.library.kinds import kind_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import items_inside, one_of_many
from conv1d_lsp.interpreter.matrices import matrix_product
from conv1d_lsp.interpreter.mixed_types import mixed_types
from conv1d_lsp.interpreter.numbers_wanted import array_in_front, is_numpy
from conv1d_lsp.interpreter.open_sizes import open_size
from conv1d_lsp.interpreter.rational import of_fractions
from conv1d_lsp.interpreter.special_methods import unwrapped, user_binary, user_unary
from conv1d_lsp.interpreter.symbolic import operation
from conv1d_lsp.interpreter.table_operators import is_table, on_tables, turned
from conv1d_lsp.interpreter.texts import percent
from conv1d_lsp.interpreter.truthiness import decided
from conv1d_lsp.interpreter.values import (
    OPEN_SIZE,
    PYTHON,
    SPARSE,
    Array,
    Constant,
    Integer,
    ListObject,
    PathValue,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.either import NO_GUARDS
from conv1d_lsp.shapes import Dim, Number, Shape, Unclear, broadcast, dim

#: Longer results of `*` on sequences and texts are not computed.
LONGEST_REPETITION = 10_000

_PLAIN: dict[type[cst.BaseBinaryOp], Callable[[Any, Any], Any]] = {
    cst.Add: operator.add,
    cst.Subtract: operator.sub,
    cst.Multiply: operator.mul,
    cst.Divide: operator.truediv,
    cst.FloorDivide: operator.floordiv,
    cst.Modulo: operator.mod,
    cst.Power: operator.pow,
    cst.LeftShift: operator.lshift,
    cst.RightShift: operator.rshift,
    cst.BitAnd: operator.and_,
    cst.BitOr: operator.or_,
    cst.BitXor: operator.xor,
}

_SYMBOLIC: dict[type[cst.BaseBinaryOp], Callable[[Dim, Dim], Dim]] = {
    cst.Add: operator.add,
    cst.Subtract: operator.sub,
    cst.Multiply: operator.mul,
    cst.FloorDivide: operator.floordiv,
    cst.Modulo: operator.mod,
}

_DIVISIONS = frozenset({cst.Divide, cst.FloorDivide, cst.Modulo})

#: The text of an operator, and the Keras layer that it makes of symbolic tensors.
_TENSOR_OPERATORS: dict[type[cst.BaseBinaryOp], tuple[str, str]] = {
    cst.Add: ("+", "add"),
    cst.Subtract: ("-", "subtract"),
    cst.Multiply: ("*", "multiply"),
    cst.Divide: ("/", "true_divide"),
    cst.FloorDivide: ("//", "floor_divide"),
    cst.Modulo: ("%", "mod"),
    cst.Power: ("**", "power"),
    cst.BitAnd: ("&", "logical_and"),
    cst.BitOr: ("|", "logical_or"),
    cst.BitXor: ("^", "logical_xor"),
}

_TEXTS = {kind: text for kind, (text, _) in _TENSOR_OPERATORS.items()}


def number_of(value: Value) -> Dim | float | None:
    """A number to calculate with; None for what is none."""
    match value:
        case Integer():
            return value.dim
        case Constant(value=bool() as flag):
            return dim(int(flag))
        case Constant(value=float() as number):
            return number
    return None


def shape_items(m: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items of a tuple or list, if its length is known."""
    if isinstance(value, TupleValue):
        return value.items
    if isinstance(value, Ref):
        record = m.record(value)
        return record.items if isinstance(record, ListObject) else None
    return None


def binary(m: Machine, kind: type[cst.BaseBinaryOp], left: Value, right: Value, node: cst.CSTNode) -> Value:
    """`left op right`; neither is a choice."""
    if isinstance(left, Ref) or isinstance(right, Ref):
        answer = user_binary(m, kind, left, right, node)
        if answer is not None:
            return answer
        left, right = unwrapped(m, left), unwrapped(m, right)
    if is_table(m, left) or is_table(m, right):
        return on_tables(m, kind, left, right, node)
    if isinstance(left, Tensor | Array) or isinstance(right, Tensor | Array):
        return _on_tensors(m, kind, left, right, node)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _with_unknown(m, kind, left, right, node)
    if left is OPEN_SIZE or right is OPEN_SIZE:
        refused = open_size(m, _TEXTS.get(kind, "this operator"), (left, right), node)
        if refused is not None:
            return refused
    if kind is cst.Divide and (isinstance(left, PathValue) or isinstance(right, PathValue)):
        return calculate(m, operator.truediv, Arguments((left, right)), node)
    result = _numbers(m, kind, left, right, node)
    return _sequences(m, kind, left, right, node) if result is None else _of_numpy(result, left, right)


def _with_unknown(m: Machine, kind: type[cst.BaseBinaryOp], left: Value, right: Value, node: cst.CSTNode) -> Value:
    a, b = _named(left), _named(right)
    if a is not None and b is not None and (kind in _SYMBOLIC or kind is cst.Power):
        result = _power(a, b.value) if kind is cst.Power else _SYMBOLIC[kind](a, b)
        if isinstance(result, Number):
            first = left if isinstance(left, Unknown) else right
            assert isinstance(first, Unknown)
            return Unknown(first.reason, first.site, result)
    fraction = of_fractions(kind, left, right)
    if fraction is not None:
        return fraction
    for side in (left, right):
        if isinstance(side, Unknown):
            return Unknown(side.reason, side.site)
    return m.unknown("a calculation that can't be told", node)


def _power(base: Number, exponent: float | None) -> Dim | None:
    """Small powers of a number known by name."""
    if exponent is None or exponent not in (1, 2, 3):
        return None
    return base if exponent == 1 else base * base if exponent == 2 else base * base * base


def _named(value: Value) -> Number | None:
    if isinstance(value, Unknown):
        return value.number
    number = number_of(value)
    return number if isinstance(number, Number) else None


def _numbers(m: Machine, kind: type[cst.BaseBinaryOp], left: Value, right: Value, node: cst.CSTNode) -> Value | None:
    """Of two numbers; None if they are not."""
    a, b = number_of(left), number_of(right)
    if a is None or b is None:
        return None
    x = a if isinstance(a, float) else a.value
    y = b if isinstance(b, float) else b.value
    if x is not None and y is not None:
        if not y and kind in _DIVISIONS and _is_plain_integer(left) and _is_plain_integer(right):
            return m.raised("ZeroDivisionError", node)
        return _calculated(m, kind, x, y, node)
    if isinstance(a, Dim) and isinstance(b, Dim) and kind in _SYMBOLIC:
        return Integer(_SYMBOLIC[kind](a, b))
    if kind is cst.Power and isinstance(a, Number) and (power := _power(a, y)) is not None:
        return Integer(power)
    fraction = of_fractions(kind, left, right)
    if fraction is not None:
        return fraction
    for side in (a, b):
        if isinstance(side, Unclear):
            return m.unknown(side.reason, node)
    return m.unknown("a calculation with a number known by name only", node)


def _of_numpy(result: Value, *operands: Value) -> Value:
    """What comes of integers of which one is NumPy's is NumPy's too."""
    if not isinstance(result, Integer):
        return result
    types = [value.numpy for value in operands if isinstance(value, Integer) and is_numpy(value)]
    return Integer(result.dim, types[0] if len(set(types)) == 1 else "int64") if types else result


def _is_plain_integer(value: Value) -> bool:
    """Whether it is Python's own: NumPy's numbers are divided by 0."""
    return isinstance(value, Integer) and value.numpy is None


def _calculated(m: Machine, kind: type[cst.BaseBinaryOp], x: float, y: float, node: cst.CSTNode) -> Value:
    if kind in (cst.Power, cst.LeftShift) and _too_large(x, y):
        return m.unknown("a very large number", node)
    try:
        return value_of(m, _PLAIN[kind](x, y))
    except (ArithmeticError, ValueError, TypeError, KeyError):
        return m.unknown("a calculation that fails", node)


def _too_large(x: float, y: float) -> bool:
    return abs(y) > LARGEST_BITS or (isinstance(x, int) and x.bit_length() * max(abs(y), 1) > LARGEST_BITS)


def _sequences(m: Machine, kind: type[cst.BaseBinaryOp], left: Value, right: Value, node: cst.CSTNode) -> Value:
    if kind is cst.Multiply:
        return _repeated(m, left, right, node)
    if kind is cst.Modulo and isinstance(left, Constant) and isinstance(left.value, str | bytes):
        return percent(m, left.value, right, node)
    if kind in SET_OPERATORS and (combined := combine(m, SET_OPERATORS[kind], left, right)) is not None:
        return combined
    if kind is cst.BitOr and (merged := merged_dicts(m, left, right)) is not None:
        return merged
    match left, right:
        case Constant(value=str() as a), Constant(value=str() as b) if kind is cst.Add:
            return value_of(m, a + b)
        case TupleValue(), TupleValue() if kind is cst.Add:
            together = left.items + right.items
            return TupleValue(together) if len(together) <= LONGEST_REPETITION else m.unknown("a long tuple", node)
    a_items, b_items = shape_items(m, left), shape_items(m, right)
    if kind is cst.Add and _are_lists(m, left, right):
        if a_items is not None and b_items is not None and len(a_items) + len(b_items) <= LONGEST_REPETITION:
            return m.new(ListObject(a_items + b_items))
        return m.new(_together(m, left, right))
    return m.unknown("an operation that is not understood yet", node)


def _together(m: Machine, *lists: Value) -> ListObject:
    """Of lists whose items are not all known one by one: what any of them is like."""
    records = [record for each in lists if isinstance(each, Ref) and isinstance(record := m.record(each), ListObject)]
    length = sum((record.count for record in records), start=dim(0))
    inside = [item for record in records for item in items_inside(record)]
    told = all(record.items is not None or record.element is not None for record in records)
    element = joined((NO_GUARDS, one_of_many(item)) for item in inside) if told and inside else None
    return ListObject(None, element=element, length=length)


def _are_lists(m: Machine, *values: Value) -> bool:
    records = [m.record(value) if isinstance(value, Ref) else None for value in values]
    return all(isinstance(record, ListObject) and record.kind == "list" for record in records)


def _repeated(m: Machine, left: Value, right: Value, node: cst.CSTNode) -> Value:
    if isinstance(left, Integer):
        left, right = right, left
    times = right.known if isinstance(right, Integer) else None
    if isinstance(left, Constant) and isinstance(left.value, str) and times is not None:
        return (
            Constant(left.value * times) if len(left.value) * times <= LONGEST_REPETITION else m.unknown("a long text")
        )
    items = shape_items(m, left)
    if items is None or times is None or len(items) * times > LONGEST_REPETITION:
        return m.new(ListObject(None)) if isinstance(left, Ref) else m.unknown("a sequence of unknown length", node)
    repeated = items * max(times, 0)
    return TupleValue(repeated) if isinstance(left, TupleValue) else m.new(ListObject(repeated))


def _on_tensors(m: Machine, kind: type[cst.BaseBinaryOp], left: Value, right: Value, node: cst.CSTNode) -> Value:
    if kind is cst.MatrixMultiply:
        return matrix_product(m, left, right, node)
    return place_by_place(m, _TENSOR_OPERATORS.get(kind, ("?", "operation")), left, right, node)


def place_by_place(m: Machine, operator: tuple[str, str], left: Value, right: Value, node: cst.CSTNode) -> Value:
    """An operator, by its text and the layer that Keras makes of it, on tensors or arrays."""
    text, name = operator
    if any(isinstance(each, Array) and each.library == SPARSE for each in (left, right)):
        return m.unknown("a calculation with a sparse matrix", node)
    if (refused := array_in_front(m, text, left, right, node)) is not None:
        return refused
    a, b = tensor_shape(m, left), tensor_shape(m, right)
    if a is None or b is None:
        return m.unknown("an operation on a tensor that is not understood yet", node)
    operands = [value for value in (left, right) if isinstance(value, Tensor | Array)]
    mixed = mixed_types(m, text, left, right)
    if mixed is not None:
        return m.report(mixed, node, inputs=operands)
    result: Value | None
    if any(isinstance(value, Tensor) for value in operands):
        symbolic = [value for value in operands if isinstance(value, Tensor)]
        result = operation(m, text, name, symbolic, node, _broadcaster(left, right, a, b))
    else:
        shape = broadcast(a, b)
        libraries = {value.library for value in operands if isinstance(value, Array)}
        numpy = any(isinstance(each, Integer) and is_numpy(each) for each in (left, right))
        library = PYTHON if libraries == {PYTHON} and not numpy else "numpy"
        library = "tensorflow" if "tensorflow" in libraries else library
        kind = of_objects(operands) or kinds.kind_calculated(text, kind_of(m, left), kind_of(m, right))
        held = held_in_calculation(m, text, left, right)
        if shape is not None:
            result = calculated(m, text, left, right, Array(shape, m.site(node), text, kind, library, holds=held), node)
        else:
            result = None
    return result if result is not None else m.report(CannotBroadcast(text, a, b), node, inputs=operands)


def _broadcaster(left: Value, right: Value, a: Shape, b: Shape) -> Callable[[Sequence[Shape]], Shape | None]:
    """How the shape of the result follows from those of the symbolic operands; the others stay as they are."""

    def compute(given: Sequence[Shape]) -> Shape | None:
        shapes = list(given)
        first = shapes.pop(0) if isinstance(left, Tensor) else a
        second = shapes.pop(0) if isinstance(right, Tensor) else b
        return broadcast(first, second)

    return compute


def tensor_shape(m: Machine, value: Value) -> Shape | None:
    """The shape of something that an element-wise operation takes."""
    if isinstance(value, Tensor | Array):
        return value.shape
    if number_of(value) is not None:
        return Shape(())
    return None


def unary(m: Machine, operation_: cst.BaseUnaryOp, value: Value, node: cst.CSTNode) -> Value:
    """`-value`, `not value` and the like."""
    if isinstance(operation_, cst.Not):
        known = decided(m, value)
        return m.unknown("a condition that can't be told", node) if known is None else Constant(not known)
    answer = user_unary(m, operation_, value, node)
    if answer is not None:
        return answer
    value = unwrapped(m, value)
    if is_table(m, value):
        return turned(m, value, node)
    if isinstance(value, Array | Tensor):
        return _unary_tensor(m, operation_, value, node)
    if isinstance(value, Unknown):
        if isinstance(operation_, cst.Minus) and value.number is not None:
            negative = -value.number
            return Unknown(value.reason, value.site, negative if isinstance(negative, Number) else None)
        return Unknown(value.reason, value.site, value.number if isinstance(operation_, cst.Plus) else None)
    number = number_of(value)
    if number is None:
        if value is OPEN_SIZE and (refused := open_size(m, "-", (value,), node)) is not None:
            return refused
        return m.unknown("an operation that is not understood yet", node)
    if isinstance(operation_, cst.Minus):
        return Constant(-number) if isinstance(number, float) else _of_numpy(Integer(-number), value)
    if isinstance(operation_, cst.Plus):
        return Constant(number) if isinstance(number, float) else _of_numpy(Integer(number), value)
    if isinstance(operation_, cst.BitInvert) and isinstance(number, Dim):
        return Integer(-number - 1)
    return m.unknown("an operation that is not understood yet", node)


def _unary_tensor(m: Machine, operation_: cst.BaseUnaryOp, value: Tensor | Array, node: cst.CSTNode) -> Value:
    if isinstance(value, Tensor):
        return operation(m, "-", "negative", [value], node, lambda given: given[0]) or m.unknown("", node)
    return Array(value.shape, m.site(node), value.label, value.dtype, value.library, of_model=value.of_model)
