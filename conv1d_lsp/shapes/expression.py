"""Integer expressions over names: sums of products of atoms, in a canonical order.

An `Expression` is `constant + sum(factor * product of atoms)`. Equal expressions have equal terms. A floor division
that leaves no whole result is an atom of its own, as is a remainder, so `(window - 2) // 2` stays readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import gcd
from typing import ClassVar

from msgspec import Struct

from conv1d_lsp.shapes.known import ANY, Interval, Known, known_here, narrowed

#: A product of atoms, sorted; `(n, n)` is n * n.
Product = tuple["Atom", ...]

#: Expressions with more terms than this are widened to "?" by `dims`.
LARGEST_EXPRESSION = 24

#: The same for those that name more things than this, whatever is inside quotients and remainders included.
LARGEST_SIZE = 96


@dataclass(frozen=True, slots=True)
class Symbol:
    """An integer known by name only.

    identity tells apart two that have the same name; low and high are inclusive bounds, None where there is none.
    whole: whether it is certainly an integer; one that may be a fraction counts as an integer only where it is a size.
    axis: whether it is the size of a tensor's axis, which may be None.
    passing: whether it is what something is in one round of a loop, and another round's is another.
    """

    name: str
    identity: int = 0
    low: int | None = None
    high: int | None = None
    whole: bool = False
    axis: bool = False
    passing: bool = field(default=False, compare=False)

    def __hash__(self) -> int:
        return hash((self.name, self.identity))  # what is known of names is looked up by them: the rest would cost

    @property
    def may_be_open(self) -> bool:
        """Whether it may stand for Keras's None here: what the program has compared with a number is none."""
        bounded = self.low is not None or self.high is not None
        return (self.axis or not (self.whole or bounded)) and not known_here().mentions(self)

    @property
    def order(self) -> str:
        return f"{self.name}#{self.identity}"

    def __str__(self) -> str:
        return self.name

    def bounds(self) -> Interval:
        return self.low, self.high


class Division(Struct, frozen=True, dict=True):
    """What `over` and `under` give where no whole result is plain to see. sign: the operator between them."""

    over: Expression
    under: Expression
    sign: ClassVar[str]

    @cached_property
    def order(self) -> str:
        return f"~{self}"

    @cached_property
    def size(self) -> int:
        return 1 + self.over.size + self.under.size

    def __str__(self) -> str:
        return f"{self.over.factor_text()} {self.sign} {self.under.factor_text()}"


class Quotient(Division, frozen=True):
    """`over // under`, rounded down, where `under` is a positive integer or an expression."""

    sign = "//"

    def bounds(self) -> Interval:
        under = self.under.value
        if under is None or under <= 0:
            return None, None
        low, high = self.over.bounds()
        return (None if low is None else low // under), (None if high is None else high // under)


class Remainder(Division, frozen=True):
    """`over % under`, with Python's sign."""

    sign = "%"

    def bounds(self) -> Interval:
        under = self.under.value
        return (0, under - 1) if under is not None and under > 0 else (None, None)


Atom = Symbol | Quotient | Remainder


class Expression(Struct, frozen=True, dict=True):
    """`constant` plus the terms, each a product with its factor (never 0), in canonical order."""

    constant: int
    terms: tuple[tuple[Product, int], ...] = ()

    @property
    def value(self) -> int | None:
        """The integer, if it is one."""
        return None if self.terms else self.constant

    @property
    def is_simple(self) -> bool:
        """Whether it is a number, or one name with a factor and a number: most are, and there is little to find out."""
        if not self.terms:
            return True
        product = self.terms[0][0]
        return len(self.terms) == 1 and len(product) == 1 and type(product[0]) is Symbol

    @cached_property
    def size(self) -> int:
        """How many names it has, counted as often as they stand in it, and how many quotients and remainders."""
        return sum(1 if isinstance(atom, Symbol) else atom.size for product, _ in self.terms for atom in product)

    @property
    def too_large(self) -> bool:
        """Whether to calculate no further with it."""
        return not self.is_simple and (len(self.terms) > LARGEST_EXPRESSION or self.size > LARGEST_SIZE)

    def __add__(self, other: Expression) -> Expression:
        if not other.terms:
            return Expression(self.constant + other.constant, self.terms)
        factors = dict(self.terms)
        for product, factor in other.terms:
            factors[product] = factors.get(product, 0) + factor
        return _expression(self.constant + other.constant, factors)

    def __neg__(self) -> Expression:
        return Expression(-self.constant, tuple((product, -factor) for product, factor in self.terms))

    def __sub__(self, other: Expression) -> Expression:
        if self.terms == other.terms:
            return Expression(self.constant - other.constant)
        return self + -other

    def __mul__(self, other: Expression) -> Expression:
        if not self.terms:
            return other._times(self.constant)
        if not other.terms:
            return self._times(other.constant)
        factors: dict[Product, int] = {}
        for left, a in ((), self.constant), *self.terms:
            for right, b in ((), other.constant), *other.terms:
                product = tuple(sorted((*left, *right), key=lambda atom: atom.order))
                factors[product] = factors.get(product, 0) + a * b
        return _expression(factors.pop((), 0), factors)

    def _times(self, by: int) -> Expression:
        terms = tuple((product, factor * by) for product, factor in self.terms) if by else ()
        return Expression(self.constant * by, terms)

    def __floordiv__(self, other: Expression) -> Expression:
        """Division by an expression that may be 0 for some values stands for the values where it is not."""
        exact = self._divided(other)
        return exact if exact is not None else _atom(Quotient(self, other))

    def __mod__(self, other: Expression) -> Expression:
        if self._divided(other) is not None and (other.value is None or self._divisible(other.value)):
            return Expression(0)
        return _atom(Remainder(self, other))

    def _divisible(self, by: int) -> bool:
        return by != 0 and self.constant % by == 0 and all(factor % by == 0 for _, factor in self.terms)

    def _divided(self, other: Expression) -> Expression | None:
        """The exact quotient, where it is plain to see."""
        by = other.value
        if by is not None:
            if not self._divisible(by):
                return None
            return Expression(self.constant // by, tuple((product, factor // by) for product, factor in self.terms))
        if self == other:
            return Expression(1)
        if len(other.terms) == 1 and not other.constant:
            return self._without(*other.terms[0])
        return None

    def _without(self, product: Product, by: int) -> Expression | None:
        if self.constant:
            return None
        factors: dict[Product, int] = {}
        constant = 0
        for mine, factor in self.terms:
            rest = list(mine)
            for atom in product:
                if atom not in rest:
                    return None
                rest.remove(atom)
            if factor % by:
                return None
            if rest:
                factors[tuple(rest)] = factor // by
            else:
                constant = factor // by
        return _expression(constant, factors)

    @property
    def reduced(self) -> Expression:
        """The same number with whole parts taken out of quotients, for comparison: `(n - 2) // 2` is `n // 2 - 1`."""
        return self if self.is_simple else self._reduced

    @cached_property
    def _reduced(self) -> Expression:
        total = Expression(self.constant)
        for product, factor in self.terms:
            part = Expression(factor)
            for atom in product:
                part = part * _reduced_atom(atom)
                if part.too_large:
                    return self
            total = total + part
        return total

    def bounds(self) -> Interval:
        """The smallest and largest value that it can have here, inclusive; None where there is no bound."""
        known = known_here()
        low: int | None = self.constant
        high: int | None = self.constant
        for product, factor in self.terms:
            a, b = _product_bounds(product, known)
            if factor < 0:
                a, b = b, a
            low = None if low is None or a is None else low + a * factor
            high = None if high is None or b is None else high + b * factor
        a, b = known.of(self.terms)
        whole = None if a is None else a + self.constant, None if b is None else b + self.constant
        return narrowed((low, high), whole)

    @property
    def whole(self) -> bool:
        """Whether it is certainly an integer."""
        return all(symbol.whole for symbol in self.symbols())

    def with_values(self, values: Mapping[Symbol, int]) -> Expression:
        """The same with integers put in for some names."""
        if not values or not self.terms:
            return self
        total = Expression(self.constant)
        for product, factor in self.terms:
            part = Expression(factor)
            for atom in product:
                part = part * _with_values(atom, values)
            total = total + part
        return total

    def symbols(self) -> frozenset[Symbol]:
        found: set[Symbol] = set()
        for product, _ in self.terms:
            for atom in product:
                found |= {atom} if isinstance(atom, Symbol) else atom.over.symbols() | atom.under.symbols()
        return frozenset(found)

    def factor_text(self) -> str:
        """Its text where a factor is wanted: in parentheses unless it is a number or a name."""
        if self.value is not None and self.value >= 0:
            return str(self.value)
        text = str(self)
        return text if text.isidentifier() else f"({text})"

    def __str__(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        first = self.constant > 0 and all(factor < 0 for _, factor in self.terms)  # `25 - k`
        parts = [str(self.constant)] if first else []
        for product, factor in sorted(self.terms, key=lambda term: term[1] < 0):
            alone = len(product) == 1 and (factor == 1 or (factor == -1 and bool(parts)))  # else the sign binds closer
            body = " * ".join(_atom_text(atom, alone=alone) for atom in product)
            body = body if abs(factor) == 1 else f"{abs(factor)} * {body}"
            parts.append(_signed(body, negative=factor < 0, first=not parts))
        if (self.constant and not first) or not parts:
            parts.append(_signed(str(abs(self.constant)), negative=self.constant < 0, first=not parts))
        return " ".join(parts)


def _signed(text: str, *, negative: bool, first: bool) -> str:
    if first:
        return f"-{text}" if negative else text
    return f"- {text}" if negative else f"+ {text}"


def _atom_text(atom: Atom, *, alone: bool) -> str:
    return str(atom) if alone or isinstance(atom, Symbol) else f"({atom})"


def _atom(atom: Atom) -> Expression:
    return Expression(0, (((atom,), 1),))


def _expression(constant: int, factors: dict[Product, int]) -> Expression:
    kept = [(product, factor) for product, factor in factors.items() if factor]
    if len(kept) > 1:
        kept.sort(key=lambda term: tuple(atom.order for atom in term[0]))
    return Expression(constant, tuple(kept))


def _product_bounds(product: Product, known: Known) -> Interval:
    if len(product) == 1 and not known.intervals:
        return product[0].bounds()
    low, high = narrowed(product[0].bounds(), known.of((((product[0],), 1),)))
    for atom in product[1:]:
        a, b = narrowed(atom.bounds(), known.of((((atom,), 1),)))
        if low is None or a is None or low < 0 or a < 0:
            low, high = ANY
            break
        low, high = low * a, None if high is None or b is None else high * b
    return (low, high) if len(product) == 1 else narrowed((low, high), known.of(((product, 1),)))


def _reduced_atom(atom: Atom) -> Expression:
    if isinstance(atom, Symbol):
        return _atom(atom)
    over, under = atom.over.reduced, atom.under.reduced
    by = under.value
    if by is None or by <= 0:
        return _atom(type(atom)(over, under))
    rest = Expression(over.constant % by, tuple((p, f % by) for p, f in over.terms if f % by))
    whole = Expression(over.constant // by, tuple((p, f // by) for p, f in over.terms if f // by))
    if isinstance(atom, Remainder):
        return Expression(rest.constant) if not rest.terms else _atom(Remainder(rest, under))
    return whole if not rest.terms else whole + _quotient(rest, by)


def _quotient(over: Expression, by: int) -> Expression:
    """`over // by` with a common factor of all of it taken out: (2n + 2) // 4 is (n + 1) // 2."""
    common = gcd(by, over.constant, *(factor for _, factor in over.terms))
    divided = over._divided(Expression(common))
    if divided is None or by == common:
        return _atom(Quotient(over, Expression(by)))
    return _atom(Quotient(divided, Expression(by // common)))


def _with_values(atom: Atom, values: Mapping[Symbol, int]) -> Expression:
    if isinstance(atom, Symbol):
        value = values.get(atom)
        return _atom(atom) if value is None else Expression(value)
    over, under = atom.over.with_values(values), atom.under.with_values(values)
    if under.value == 0:
        return _atom(atom)
    if over.value is not None and under.value is not None:
        quotient = isinstance(atom, Quotient)
        return Expression(over.value // under.value if quotient else over.value % under.value)
    return over // under if isinstance(atom, Quotient) else over % under


def symbol(atom: Symbol) -> Expression:
    """The expression that is just this symbol."""
    return _atom(atom)
