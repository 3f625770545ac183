"""What is known of names where the arithmetic is done: bounds that the program itself has tested.

`decimal` has a context that its operations look at; this is the one of dimensions. A comparison of two sizes asks what
is known here, and whoever follows a program says where "here" is with `knowing`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from math import gcd
from types import MappingProxyType

from msgspec import Struct

#: The smallest and largest value, inclusive; None where there is no bound.
Interval = tuple[int | None, int | None]

#: The terms of an expression: products of atoms, each with its factor.
Terms = tuple[tuple[tuple[Hashable, ...], int], ...]

ANY: Interval = (None, None)

#: More facts than this are not kept on one path.
MOST_FACTS = 100


class Known(Struct, frozen=True):
    """Bounds of sums of terms, none of which has a constant, a common factor or a negative first factor."""

    intervals: Mapping[Terms, Interval]

    def of(self, terms: Terms) -> Interval:
        """The bounds of a sum of terms that are known for it as a whole."""
        if not self.intervals or not terms:
            return ANY
        form, factor = _primitive(terms)
        low, high = self.intervals.get(form, ANY)
        if factor < 0:
            low, high = high, low
        return None if low is None else low * factor, None if high is None else high * factor

    def mentions(self, atom: Hashable) -> bool:
        """Whether anything is known of an atom, alone or in a sum."""
        return any(atom in product for form in self.intervals for product, _ in form)

    def at_least(self, constant: int, terms: Terms) -> Known:
        """The same, and `constant` plus the terms is 0 or more. What contradicts the rest is left out."""
        if not terms:
            return self
        form, factor = _primitive(terms)
        if factor > 0:
            return self._within(form, (-(constant // factor), None))
        return self._within(form, (None, constant // -factor))

    def _within(self, form: Terms, new: Interval) -> Known:
        old = self.intervals.get(form, ANY)
        both = narrowed(old, new)
        low, high = both
        impossible = low is not None and high is not None and low > high
        if both == old or impossible or (form not in self.intervals and len(self.intervals) >= MOST_FACTS):
            return self
        return Known({**self.intervals, form: both})

    def and_also(self, other: Known) -> Known:
        """What both say."""
        result = self
        for form, interval in other.intervals.items():
            result = result._within(form, interval)
        return result

    def concluded(self) -> Known:
        """The same with what its sums say of each of their terms: `steps >= kernel` and `kernel >= 3`."""
        result = self
        for form, interval in self.intervals.items():
            if len(form) > 1:
                for term in form:
                    result = result._of_term(form, interval, term)
        return result

    def _of_term(self, form: Terms, interval: Interval, term: tuple[tuple[Hashable, ...], int]) -> Known:
        low, high = interval
        for other in form:
            if other is not term:
                a, b = self.of((other,))
                low = None if low is None or b is None else low - b
                high = None if high is None or a is None else high - a
        result = self
        if low is not None:
            result = result.at_least(-low, (term,))
        if high is not None:
            result = result.at_least(high, ((term[0], -term[1]),))
        return result

    def or_else(self, other: Known) -> Known:
        """What holds if either of them does."""
        if self is other:
            return self
        wider: dict[Terms, Interval] = {}
        for form, (low, high) in self.intervals.items():
            a, b = other.intervals.get(form, ANY)
            low = None if low is None or a is None else min(low, a)
            high = None if high is None or b is None else max(high, b)
            if low is not None or high is not None:
                wider[form] = (low, high)
        return Known(wider)


NOTHING_KNOWN = Known(MappingProxyType({}))


def narrowed(left: Interval, right: Interval) -> Interval:
    """The bounds that both give."""
    low = left[0] if right[0] is None else right[0] if left[0] is None else max(left[0], right[0])
    high = left[1] if right[1] is None else right[1] if left[1] is None else min(left[1], right[1])
    return low, high


def _primitive(terms: Terms) -> tuple[Terms, int]:
    """The terms without their common factor, and that factor, which makes the first term positive."""
    if terms[0][1] == 1:
        return terms, 1
    common = gcd(*(factor for _, factor in terms))
    if terms[0][1] < 0:
        common = -common
    return (terms if common == 1 else tuple((product, factor // common) for product, factor in terms)), common


_HERE: ContextVar[Callable[[], Known]] = ContextVar("_HERE")


def _nothing() -> Known:
    return NOTHING_KNOWN


def known_here() -> Known:
    """What comparisons may use."""
    return _HERE.get(_nothing)()


@contextmanager
def knowing(source: Callable[[], Known]) -> Iterator[None]:
    """Within it, comparisons use what `source` gives at that moment."""
    token = _HERE.set(source)
    try:
        yield
    finally:
        _HERE.reset(token)
