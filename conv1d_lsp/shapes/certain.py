"""What is certain of sizes by name, from what the program has tested: more than the bounds of one name at a time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import cast

from conv1d_lsp.shapes.dims import Dim, Number
from conv1d_lsp.shapes.expression import Expression, Product, Quotient
from conv1d_lsp.shapes.known import known_here


def never_negative(size: Dim) -> bool:
    """Whether it is 0 or more for all values that its names can have here."""
    if not isinstance(size, Number):
        return False
    wanted = size.expression.reduced
    low, _ = wanted.bounds()
    if low is not None:
        return low >= 0
    return wanted.size <= _LARGEST and any(_follows(wanted, fact) for fact in _facts(wanted))


#: Larger expressions are not compared with what is known of sums.
_LARGEST = 12


def _facts(wanted: Expression) -> list[Expression]:
    """What is 0 or more and has a term of the wanted one, as often."""
    factors: dict[tuple[Hashable, ...], int] = dict(wanted.terms)
    found: list[Expression] = []
    for form, (low, high) in known_here().intervals.items():
        shared = next(((product, factor) for product, factor in form if product in factors), None)
        bound, sign = (low, 1) if shared is not None and (factors[shared[0]] > 0) is (shared[1] > 0) else (high, -1)
        if shared is None or bound is None or factors[shared[0]] % shared[1]:
            continue
        fact = Expression(-bound * sign, tuple((cast(Product, product), factor * sign) for product, factor in form))
        found.append(fact * Expression(abs(factors[shared[0]] // shared[1])))
    return found


def _follows(wanted: Expression, fact: Expression) -> bool:
    """What is left is 0 or more; names in it are of sizes."""
    rest = (wanted - fact).reduced
    return _is_size(rest) or _is_size(_without_quotients(rest))


def _is_size(rest: Expression) -> bool:
    low, _ = rest.bounds()
    return low >= 0 if low is not None else is_sum(rest)


def _without_quotients(rest: Expression) -> Expression:
    """The same, where `k * (n // k)` is `n - n % k`."""
    for product, factor in rest.terms:
        atom = product[0]
        by = atom.under.value if isinstance(atom, Quotient) and len(product) == 1 else None
        if isinstance(atom, Quotient) and by is not None and by > 0 and factor % by == 0:
            whole = (atom.over - atom.over % atom.under) * Expression(factor // by)
            rest = rest - Expression(0, ((product, factor),)) + whole
    return rest.reduced


def is_size(size: Dim) -> bool:
    """Whether it is 0 or more where each of its names is a size, which is none otherwise."""
    if not isinstance(size, Number):
        return False
    return never_negative(size) or is_sum(size.expression)


def is_sum(expression: Expression) -> bool:
    """Whether nothing is taken off."""
    return expression.constant >= 0 and all(factor > 0 for _, factor in expression.terms)
