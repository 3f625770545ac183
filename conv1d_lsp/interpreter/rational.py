"""Arithmetic with fractions of numbers known by name: `n / 2`, `0.5 * filters`, and what rounds them."""

from __future__ import annotations

from fractions import Fraction

import libcst as cst

from conv1d_lsp.interpreter.values import Constant, Integer, Unknown, Value
from conv1d_lsp.interpreter.values.unknown import Ratio
from conv1d_lsp.shapes import Dim, Number, Truth, dim

#: Floats that are no whole number of such parts are not taken for the fractions that they stand near.
FINEST = 4096

#: Larger floats are left alone.
LARGEST = 2**20


def ratio_of(value: Value) -> Ratio | None:
    """A value as a fraction: a number by name, one that was divided before, a float that is exactly a fraction."""
    match value:
        case Unknown(ratio=Ratio() as ratio):
            return ratio
        case Unknown(number=Number() as number):
            return Ratio(number, _ONE)
        case Integer(dim=Number() as number):
            return Ratio(number, _ONE)
        case Constant(value=float() as number) if abs(number) < LARGEST:
            exact = Fraction(number)
            if exact.denominator <= FINEST:
                return Ratio(_number(exact.numerator), _number(exact.denominator))
    return None


def _number(value: int) -> Number:
    number = dim(value)
    assert isinstance(number, Number)
    return number


_ONE = _number(1)


def _is_exact(ratio: Ratio) -> bool:
    """Whether the float is this very number: what was divided by other than powers of two is near it only."""
    under = ratio.under.value
    return under is not None and under.bit_count() == 1


def of_fractions(kind: type[cst.BaseBinaryOp], left: Value, right: Value) -> Unknown | None:
    """`left op right` as a fraction, if it is one."""
    a, b = ratio_of(left), ratio_of(right)
    if a is None or b is None or not (_is_exact(a) and _is_exact(b)):
        return None
    over: Dim
    if kind is cst.Multiply:
        over, under = a.over * b.over, a.under * b.under
    elif kind is cst.Divide and (b.over > 0) is not Truth.NO and (b.over == 0) is not Truth.YES:
        over, under = a.over * b.under, a.under * b.over
    elif kind is cst.Add:
        over, under = a.over * b.under + b.over * a.under, a.under * b.under
    elif kind is cst.Subtract:
        over, under = a.over * b.under - b.over * a.under, a.under * b.under
    else:
        return None
    if not isinstance(over, Number) or not isinstance(under, Number):
        return None
    first = left if isinstance(left, Unknown) else right
    reason = first.reason if isinstance(first, Unknown) else "a fraction of a number known by name"
    return Unknown(reason, first.site if isinstance(first, Unknown) else None, ratio=Ratio(over, under))


def rounded(how: str, value: Value) -> Value | None:
    """`int(n / 2)`, `math.ceil(n / 2)` and the like; None where it can't be told. Sizes are taken to be positive.

    how: "int", "floor", "ceil" or "round".
    """
    if isinstance(value, Integer) and isinstance(value.dim, Number) and value.known is None:
        return Integer(value.dim)
    if not isinstance(value, Unknown):
        return None
    if value.ratio is None:
        return value if value.number is not None else None
    over, under = value.ratio.over, value.ratio.under
    if how == "ceil":
        result: Dim = (over + under - 1) // under
    elif how == "round" and (over % under == 0) is not Truth.YES:
        return None
    else:
        result = over // under
    return Unknown(value.reason, value.site, result) if isinstance(result, Number) else None
