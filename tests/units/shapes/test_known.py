"""What is known of names, against integers put in for them."""

from hypothesis import given
from hypothesis import strategies as st

from conv1d_lsp.shapes import NOTHING_KNOWN, Known, Number, Symbol, Truth, knowing
from tests.units.shapes.test_dims import EXPRESSIONS, evaluated

N, M = Symbol("n", whole=True), Symbol("m", whole=True)
n, m = Number.of(N), Number.of(M)


def fact(size: object, least: int = 0) -> Known:
    """`size >= least`."""
    assert isinstance(size, Number)
    return NOTHING_KNOWN.at_least(size.expression.constant - least, size.expression.terms)


def test_a_bound_decides_comparisons() -> None:
    with knowing(lambda: fact(n, 3)):
        assert (n >= 3) is Truth.YES
        assert (n < 3) is Truth.NO
        assert (n >= 4) is Truth.UNSURE
        assert ((n - 3) // 2 + 1 >= 1) is Truth.YES
        assert (n * 2 > 5) is Truth.YES
        assert (m >= 3) is Truth.UNSURE
    assert (n >= 3) is Truth.UNSURE


def test_a_bound_of_a_difference() -> None:
    with knowing(lambda: fact(n - m, 2)):
        assert (n > m) is Truth.YES
        assert (m == n) is Truth.NO
        assert (2 * m - 2 * n <= -4) is Truth.YES
        assert (n >= 2) is Truth.UNSURE


def test_equality() -> None:
    known = fact(n, 5).and_also(fact(-n, -5))
    with knowing(lambda: known):
        assert (n == 5) is Truth.YES
        assert (n == 6) is Truth.NO


def test_both_and_either() -> None:
    low, high = fact(n, 3), fact(n, 7)
    assert low.or_else(high).of(n.expression.terms) == (3, None)
    assert low.and_also(high).of(n.expression.terms) == (7, None)
    assert low.or_else(fact(m, 1)).of(n.expression.terms) == (None, None)


def test_what_contradicts_is_left_out() -> None:
    known = fact(n, 3).and_also(fact(-n, -1))
    assert known.of(n.expression.terms) == (3, None)


@given(EXPRESSIONS, EXPRESSIONS, EXPRESSIONS, st.integers(-20, 20), st.integers(1, 20))
def test_a_certain_comparison_holds_where_the_facts_do(
    tested: Number, left: Number, right: Number, a: int, b: int
) -> None:
    names = {"n": a, "m": b}
    value = evaluated(tested, names)
    difference = (tested.expression).reduced
    known = NOTHING_KNOWN.at_least(difference.constant - value, difference.terms)
    known = known.and_also(NOTHING_KNOWN.at_least(value - difference.constant, (-difference).terms))
    x, y = evaluated(left, names), evaluated(right, names)
    with knowing(lambda: known):
        for truth, holds in ((left == right, x == y), (left >= right, x >= y), (left < right, x < y)):
            assert truth is Truth.UNSURE or truth is Truth.of(holds)
