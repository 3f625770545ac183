"""The dimension of an axis, and any integer that decides one (filters, kernel size, strides)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from conv1d_lsp.shapes.expression import Expression, Symbol, symbol
from conv1d_lsp.shapes.truth import Truth


class Dim(Struct, frozen=True, eq=False):
    """Arithmetic as Keras does it with sizes: what is open stays open, what is unclear stays unclear.

    Comparisons answer with a `Truth`. Open and unclear sizes compare as unsure with everything, themselves included.
    """

    __hash__ = None  # type: ignore[assignment]

    @property
    def value(self) -> int | None:
        """The integer, if it is known as one."""
        return None

    @property
    def given(self) -> Truth:
        """Whether it is a number and not Keras's None."""
        return Truth.UNSURE

    @property
    def zero(self) -> Truth:
        return self.equals(ZERO)

    def equals(self, other: Dim | int) -> Truth:
        left, right = self, dim(other)
        if isinstance(left, Number) and isinstance(right, Number):
            return _compared(left.expression, right.expression)
        return Truth.UNSURE

    def same(self, other: Dim) -> bool:
        """Whether it is the same dimension to the analyzer: the same number, both open, or unclear for one reason."""
        if isinstance(self, Number) and isinstance(other, Number):
            return self.expression == other.expression or (
                bool(self.expression.terms) and self.expression.reduced == other.expression.reduced
            )
        return type(self) is type(other) and (isinstance(self, Open) or self is other or repr(self) == repr(other))

    def __eq__(self, other: object) -> Truth:  # type: ignore[override]
        if not isinstance(other, Dim | int):
            return NotImplemented
        return self.equals(other)

    def __ne__(self, other: object) -> Truth:  # type: ignore[override]
        if not isinstance(other, Dim | int):
            return NotImplemented
        return ~self.equals(other)

    def __ge__(self, other: Dim | int) -> Truth:
        left, right = self, dim(other)
        if not (isinstance(left, Number) and isinstance(right, Number)):
            return Truth.UNSURE
        if left.expression.terms == right.expression.terms:
            return Truth.of(left.expression.constant >= right.expression.constant)
        low, high = (left.expression - right.expression).reduced.bounds()
        if low is not None and low >= 0:
            return Truth.YES
        return Truth.NO if high is not None and high < 0 else Truth.UNSURE

    def __gt__(self, other: Dim | int) -> Truth:
        return self >= dim(other) + 1

    def __le__(self, other: Dim | int) -> Truth:
        return dim(other) >= self

    def __lt__(self, other: Dim | int) -> Truth:
        return dim(other) >= self + 1

    def __add__(self, other: Dim | int) -> Dim:
        return _calculated(self, dim(other), Expression.__add__)

    def __radd__(self, other: int) -> Dim:
        return dim(other) + self

    def __sub__(self, other: Dim | int) -> Dim:
        return _calculated(self, dim(other), Expression.__sub__)

    def __rsub__(self, other: int) -> Dim:
        return dim(other) - self

    def __mul__(self, other: Dim | int) -> Dim:
        return _calculated(self, dim(other), Expression.__mul__)

    def __rmul__(self, other: int) -> Dim:
        return dim(other) * self

    def __floordiv__(self, other: Dim | int) -> Dim:
        divisor = dim(other)
        if divisor.value == 0:
            return Unclear("a division by zero")
        return _calculated(self, divisor, Expression.__floordiv__)

    def __rfloordiv__(self, other: int) -> Dim:
        return dim(other) // self

    def __mod__(self, other: Dim | int) -> Dim:
        divisor = dim(other)
        if divisor.value == 0:
            return Unclear("a division by zero")
        return _calculated(self, divisor, Expression.__mod__)

    def __rmod__(self, other: int) -> Dim:
        return dim(other) % self

    def __neg__(self) -> Dim:
        return ZERO - self


class Number(Dim, frozen=True, eq=False):
    """A size that is known, as an integer or as an expression over names."""

    expression: Expression

    @staticmethod
    def of(name: Symbol) -> Number:
        return Number(symbol(name))

    @property
    def value(self) -> int | None:
        return self.expression.value

    @property
    def given(self) -> Truth:
        return Truth.YES

    def __str__(self) -> str:
        return str(self.expression)


class Open(Dim, frozen=True, eq=False):
    """Keras's None: the model takes any size here."""

    @property
    def given(self) -> Truth:
        return Truth.NO

    def __str__(self) -> str:
        return "None"


class Unclear(Dim, frozen=True, eq=False):
    """The analyzer could not tell, and says why; `place` is whatever the caller uses to remember where.

    sizes: what its parts are called (`AxisNames`), if it may be several sizes and not one.
    """

    reason: str
    place: object = None
    sizes: object = None

    def __repr__(self) -> str:
        return f"Unclear({self.reason!r})"

    def __str__(self) -> str:
        return "?"


OPEN = Open()
ZERO = Number(Expression(0))
_SMALL = tuple(Number(Expression(value)) for value in range(1025))


def dim(value: Dim | int) -> Dim:
    """An integer as a dimension."""
    if isinstance(value, Dim):
        return value
    return _SMALL[value] if 0 <= value <= 1024 else Number(Expression(int(value)))


def show_dim(value: Dim) -> int | str | None:
    """As every output shows it: 98, None, "window - 2" or "?"."""
    if isinstance(value, Open):
        return None
    known = value.value
    return known if known is not None else str(value)


def may_be_open(size: Dim) -> bool:
    """Whether a name in it may stand for None."""
    return isinstance(size, Number) and any(symbol.may_be_open for symbol in size.expression.symbols())


def smallest(dims: Iterable[Dim]) -> Dim:
    """The smallest of them, where that can be told."""
    best: Dim | None = None
    for each in dims:
        if best is None or (best >= each) is Truth.YES:
            best = each
        elif (each >= best) is not Truth.YES:
            return Unclear("the smallest of sizes that can't be compared")
    return best if best is not None else Unclear("the smallest of nothing")


def _compared(left: Expression, right: Expression) -> Truth:
    if left.terms == right.terms:
        return Truth.of(left.constant == right.constant)
    difference = (left - right).reduced
    if difference.value is not None:
        return Truth.of(difference.value == 0)
    low, high = difference.bounds()
    if (low is not None and low > 0) or (high is not None and high < 0):
        return Truth.NO
    return Truth.YES if low == 0 == high else Truth.UNSURE


def _calculated(left: Dim, right: Dim, operation: Callable[[Expression, Expression], Expression]) -> Dim:
    if isinstance(left, Number) and isinstance(right, Number):
        a, b = left.expression, right.expression
        if not a.terms and not b.terms:
            return _plain(a.constant, b.constant, operation)
        result = operation(a, b)
        if result.too_large:
            return Unclear("the expression grew too long")
        return Number(result)
    if isinstance(left, Open) or isinstance(right, Open):
        return OPEN
    return left if isinstance(left, Unclear) else right


def _plain(a: int, b: int, operation: Callable[[Expression, Expression], Expression]) -> Dim:
    if operation is Expression.__add__:
        return dim(a + b)
    if operation is Expression.__sub__:
        return dim(a - b)
    if operation is Expression.__mul__:
        return dim(a * b)
    return dim(a // b if operation is Expression.__floordiv__ else a % b)


def steps_between(start: int, stop: int, step: int) -> int:
    """How many numbers `range(start, stop, step)` has, also where that is more than `len` can count."""
    return max(0, -((start - stop) // step))
