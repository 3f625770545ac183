"""Arithmetic and comparison of dimensions, against integers put in for the names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv1d_lsp.shapes import OPEN, Dim, Number, Symbol, Truth, Unclear, dim, smallest

N = Symbol("n")
M = Symbol("m", low=1)
n, m = Number.of(N), Number.of(M)

SIZES = st.integers(1, 6)
LEAVES = st.one_of(st.integers(-9, 9).map(dim), st.sampled_from([n, m]))
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] - pair[1]),
        st.tuples(inner, st.integers(-3, 3)).map(lambda pair: pair[0] * pair[1]),
        st.tuples(inner, SIZES).map(lambda pair: pair[0] // pair[1]),
        st.tuples(inner, SIZES).map(lambda pair: pair[0] % pair[1]),
    ),
    max_leaves=6,
)


def evaluated(value: Dim, names: dict[str, int]) -> int:
    return int(eval(str(value), {}, names))  # the text of a dimension is Python: that is part of what is tested


@given(EXPRESSIONS, st.integers(-20, 20), st.integers(1, 20))
def test_the_text_of_a_reduced_expression_has_the_same_value(value: Dim, a: int, b: int) -> None:
    assert isinstance(value, Number)
    names = {"n": a, "m": b}
    assert evaluated(value, names) == evaluated(Number(value.expression.reduced), names)


@given(EXPRESSIONS, EXPRESSIONS, st.integers(-20, 20), st.integers(1, 20))
def test_a_certain_comparison_holds_for_all_values(left: Dim, right: Dim, a: int, b: int) -> None:
    names = {"n": a, "m": b}
    x, y = evaluated(left, names), evaluated(right, names)
    for truth, fact in ((left == right, x == y), (left >= right, x >= y), (left < right, x < y)):
        assert truth is Truth.UNSURE or truth is Truth.of(fact)


def test_comparisons() -> None:
    assert (n == n) is Truth.YES
    assert (n == n - 2) is Truth.NO
    assert (n == m) is Truth.UNSURE
    assert ((n - 2) // 2 == n // 2 - 1) is Truth.YES
    assert (m >= 1) is Truth.YES
    assert (m == 0) is Truth.NO
    assert (OPEN == OPEN) is Truth.UNSURE
    assert OPEN.same(OPEN)


def test_a_truth_is_no_bool() -> None:
    with pytest.raises(TypeError):
        bool(dim(3) == 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((n - 3) // 1 + 1, "n - 2"),
        ((n - 2) // 2, "(n - 2) // 2"),
        ((n - 3) // 2 + 1, "(n - 3) // 2 + 1"),
        (2 * m + 1, "2 * m + 1"),
        (-1 * (n % 2), "-(n % 2)"),
        (m - n // 2, "m - n // 2"),
        (n * m, "m * n"),
        (-n, "-n"),
        (OPEN + 3, "None"),
        (Unclear("a call") * 2, "?"),
        (4 * n // 2, "2 * n"),
        (n * m // n, "m"),
    ],
)
def test_texts(value: Dim, text: str) -> None:
    assert str(value) == text


def test_smallest() -> None:
    assert smallest([dim(4), dim(2), dim(3)]).value == 2
    assert isinstance(smallest([n, dim(2)]), Unclear)
