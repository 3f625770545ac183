"""Where boxes lie: whatever the graph, none on another, lines from above to below, the same each time."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from conv1d_lsp.reports.graphs.layout import Laid, Size, lay_out

GAP = 40.0


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Size], list[tuple[int, int]]]:
    count = draw(st.integers(1, 14))
    sizes = draw(st.lists(st.tuples(st.floats(20, 300), st.floats(20, 120)), min_size=count, max_size=count))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    lines = draw(st.lists(ends, max_size=24))
    return sizes, [(min(line), max(line)) for line in lines if line[0] != line[1]]


@given(graphs())
def test_boxes_lie_apart_and_lines_lead_down(graph: tuple[list[Size], list[tuple[int, int]]]) -> None:
    sizes, lines = graph
    laid = lay_out(sizes, lines, GAP)
    assert laid == lay_out(sizes, lines, GAP)
    boxes = [(x, y, x + wide, y + high) for (x, y), (wide, high) in zip(laid.boxes, sizes, strict=True)]
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for left, top, right, bottom in boxes:
        assert left >= -0.01 and top >= -0.01 and right <= laid.width + 0.01 and bottom <= laid.height + 0.01
    for (source, target), route in zip(lines, laid.routes, strict=True):
        assert boxes[source][3] + GAP <= boxes[target][1] + 0.01
        assert route[0][1] == boxes[source][3] and route[-1][1] == boxes[target][1]
        assert [y for _, y in route] == sorted(y for _, y in route)


def column(laid: Laid, sizes: list[Size], box: int) -> float:
    return laid.boxes[box][0] + sizes[box][0] / 2


def test_a_chain_is_a_straight_column() -> None:
    sizes = [(100.0 + 20 * number, 30.0) for number in range(6)]
    laid = lay_out(sizes, [(number, number + 1) for number in range(5)], GAP)
    assert len({round(column(laid, sizes, box), 3) for box in range(6)}) == 1
    assert (laid.width, laid.height) == (200.0, 6 * 30 + 5 * GAP)


def test_two_branches_lie_on_both_sides_without_crossing() -> None:
    sizes = [(80.0, 30.0)] * 6
    laid = lay_out(sizes, [(0, 1), (0, 2), (1, 4), (2, 3), (3, 5), (4, 5)], GAP)
    assert laid.boxes[1][0] < laid.boxes[2][0] and laid.boxes[4][0] < laid.boxes[3][0]
    assert abs(column(laid, sizes, 0) - column(laid, sizes, 5)) < 1


def test_a_second_input_stands_right_above_what_takes_it() -> None:
    sizes = [(80.0, 30.0)] * 5
    laid = lay_out(sizes, [(0, 1), (1, 2), (2, 3), (4, 3)], GAP)
    assert laid.boxes[4][1] == laid.boxes[2][1]


def test_nothing_is_laid_out_too() -> None:
    assert lay_out([], [], GAP) == Laid(0.0, 0.0, (), ())


def test_a_circle_that_cannot_be_ends() -> None:
    laid = lay_out([(50.0, 20.0)] * 2, [(0, 1), (1, 0)], GAP)
    assert len(laid.boxes) == 2
