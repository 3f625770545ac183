"""Where the boxes of a graph lie: in rows by the longest way to them, each box near what it is joined with.

The usual steps for drawings in layers: rows; what passes through a row takes a place in it; the order in each row by
the mean of the neighbours, as long as fewer lines cross; then places that are as near to the neighbours' as the order
and the widths allow. Takes sizes and pairs of numbers and knows nothing of models.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf

from msgspec import Struct

Point = tuple[float, float]
Size = tuple[float, float]

_SWEEPS = 12
_BETWEEN = 28.0
_THROUGH = 18.0  # what passes through a row is so wide
_STRAIGHT = 300.0  # how much more a line between two counts that have no others


class Laid(Struct, frozen=True):
    """boxes: the upper left corners. routes: the points that each line passes, from box to box, in the given order."""

    width: float
    height: float
    boxes: tuple[Point, ...]
    routes: tuple[tuple[Point, ...], ...]


def lay_out(sizes: Sequence[Size], lines: Sequence[tuple[int, int]], gap: float) -> Laid:
    """gap: the room between two rows. The lines lead from above to below and make no circles."""
    rows = _rows(len(sizes), lines)
    grid = _Grid(sizes, rows)
    ways = [grid.way(source, target) for source, target in lines]
    grid.join(ways)
    grid.sort()
    centres = grid.centres()
    for way in ways * 2:  # what is straightened later may make room for what came first
        grid.straighten(way[1:-1], centres)
    left = min((x - grid.width(item) / 2 for item, x in enumerate(centres)), default=0.0)
    right = max((x + grid.width(item) / 2 for item, x in enumerate(centres)), default=0.0)
    tops, heights = _heights(grid, gap)
    boxes = tuple(
        (centres[item] - left - size[0] / 2, tops[rows[item]] + (heights[rows[item]] - size[1]) / 2)
        for item, size in enumerate(sizes)
    )
    routes = tuple(_route(way, grid, centres, boxes, sizes, (tops, heights), left) for way in ways)
    return Laid(right - left, tops[-1] + heights[-1] if tops else 0.0, boxes, routes)


def _rows(count: int, lines: Sequence[tuple[int, int]]) -> list[int]:
    """The row of each box: below all that lead to it; what nothing leads to, right above what it leads to."""
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for source, target in lines:
        after[source].append(target)
        waiting[target] += 1
    first = [item for item in range(count) if not waiting[item]]
    rows, ready = [0] * count, list(first)
    for item in ready:
        for target in after[item]:
            rows[target] = max(rows[target], rows[item] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for item in first:
        if after[item]:
            rows[item] = min(rows[target] for target in after[item]) - 1
    return rows


class _Grid:
    """The rows with what is in them: the boxes, and behind their numbers those of what passes through."""

    def __init__(self, sizes: Sequence[Size], rows: Sequence[int]) -> None:
        self._sizes = sizes
        self.row_of = list(rows)
        self.rows: list[list[int]] = [[] for _ in range(max(rows, default=-1) + 1)]
        for item, row in enumerate(rows):
            self.rows[row].append(item)
        self._above: list[list[int]] = []
        self._below: list[list[int]] = []

    def width(self, item: int) -> float:
        return self._sizes[item][0] if item < len(self._sizes) else _THROUGH

    def is_box(self, item: int) -> bool:
        return item < len(self._sizes)

    def height(self, row: int) -> float:
        return max((self._sizes[item][1] for item in self.rows[row] if self.is_box(item)), default=0.0)

    def way(self, source: int, target: int) -> list[int]:
        """The items that a line passes, with a new one in each row between."""
        between = range(self.row_of[source] + 1, self.row_of[target])
        passed = []
        for row in between:
            passed.append(len(self.row_of))
            self.row_of.append(row)
            self.rows[row].append(passed[-1])
        return [source, *passed, target]

    def join(self, ways: Iterable[Sequence[int]]) -> None:
        self._above = [[] for _ in self.row_of]
        self._below = [[] for _ in self.row_of]
        for way in ways:
            for upper, lower in pairwise(way):
                self._below[upper].append(lower)
                self._above[lower].append(upper)

    def sort(self) -> None:
        """The order in each row, by sweeps down and up, with the fewest crossings that were seen."""
        best, fewest = [list(row) for row in self.rows], self._crossings()
        for sweep in range(_SWEEPS):
            if not fewest:
                break
            down = sweep % 2 == 0
            neighbours = self._above if down else self._below
            for before, row in pairwise(self.rows if down else self.rows[::-1]):
                _sort_by_mean(row, before, neighbours)
            now = self._crossings()
            if now < fewest:
                best, fewest = [list(row) for row in self.rows], now
        self.rows = best

    def _crossings(self) -> int:
        total = 0
        for upper, lower in pairwise(self.rows):
            place = {item: at for at, item in enumerate(lower)}
            ends = [place[end] for item in upper for end in sorted(self._below[item], key=place.__getitem__)]
            seen: list[int] = []
            for end in ends:
                total += sum(before > end for before in seen)
                seen.append(end)
        return total

    def centres(self) -> list[float]:
        """Where each item's middle is, from left to right."""
        at = [0.0] * len(self.row_of)
        for row in self.rows:
            self._put(row, at, [0.0] * len(row))
        for sweep in range(_SWEEPS * 4):
            down = sweep % 2 == 0
            both = sweep >= _SWEEPS * 2
            for row in self.rows if down else reversed(self.rows):
                wanted = [self._wanted(item, at, above=down or both, below=both or not down) for item in row]
                self._put(row, at, wanted)
        return at

    def _wanted(self, item: int, at: Sequence[float], *, above: bool, below: bool) -> float:
        """The mean of the neighbours; where two have no others, the line between them is to be straight."""
        total = weights = 0.0
        for wanted, neighbours, back in ((above, self._above, self._below), (below, self._below, self._above)):
            for near in neighbours[item] if wanted else ():
                weight = _STRAIGHT if len({*neighbours[item]}) == 1 == len({*back[near]}) else 1.0
                total += weight * at[near]
                weights += weight
        return total / weights if weights else at[item]

    def _put(self, row: Sequence[int], at: list[float], wanted: Sequence[float]) -> None:
        """As near to the wanted places as can be, none nearer to the next one than its width allows."""
        offsets = [0.0]
        for left, right in pairwise(row):
            offsets.append(offsets[-1] + self._apart(left, right))
        blocks: list[tuple[float, int]] = []  # means that never fall, and of how many
        for want, offset in zip(wanted, offsets, strict=True):
            mean, count = want - offset, 1
            while blocks and blocks[-1][0] > mean:
                before, many = blocks.pop()
                mean, count = (before * many + mean * count) / (many + count), many + count
            blocks.append((mean, count))
        means = [mean for mean, count in blocks for _ in range(count)]
        for item, mean, offset in zip(row, means, offsets, strict=True):
            at[item] = mean + offset

    def _apart(self, left: int, right: int) -> float:
        """How far the middles of two neighbours in a row are apart at least."""
        room = _BETWEEN if self.is_box(left) or self.is_box(right) else 4.0
        return (self.width(left) + self.width(right)) / 2 + room

    def straighten(self, passed: Sequence[int], at: list[float]) -> None:
        """A long line goes straight down through as many rows as the neighbours leave room for."""
        run, low, high = list[int](), -inf, inf
        for item in passed:
            least, most = self._room(item, at)
            if max(low, least) > min(high, most):
                _align(run, at, low, high)
                run, low, high = [], -inf, inf
            run.append(item)
            low, high = max(low, least), min(high, most)
        _align(run, at, low, high)

    def _room(self, item: int, at: Sequence[float]) -> tuple[float, float]:
        row = self.rows[self.row_of[item]]
        place = row.index(item)
        least = at[row[place - 1]] + self._apart(row[place - 1], item) if place else -inf
        most = at[row[place + 1]] - self._apart(item, row[place + 1]) if place + 1 < len(row) else inf
        return least, most


def _align(run: Sequence[int], at: list[float], low: float, high: float) -> None:
    """All items of a run at one place, as near to their mean as can be."""
    if run:
        there = min(max(sum(at[item] for item in run) / len(run), low), high)
        for item in run:
            at[item] = there


def _sort_by_mean(row: list[int], before: Sequence[int], neighbours: Sequence[Sequence[int]]) -> None:
    """By the mean of where the neighbours stand in the row before; what has none there stays about where it is."""
    place = {item: float(at) for at, item in enumerate(before)}
    own = {item: float(at) for at, item in enumerate(row)}

    def mean(item: int) -> float:
        near = neighbours[item]
        return sum(place[each] for each in near) / len(near) if near else own[item]

    row.sort(key=mean)


def _heights(grid: _Grid, gap: float) -> tuple[list[float], list[float]]:
    """The upper edge and the height of each row."""
    heights = [grid.height(row) for row in range(len(grid.rows))]
    tops, top = [], 0.0
    for height in heights:
        tops.append(top)
        top += height + gap
    return tops, heights


def _route(
    way: Sequence[int],
    grid: _Grid,
    centres: Sequence[float],
    boxes: Sequence[Point],
    sizes: Sequence[Size],
    rows: tuple[Sequence[float], Sequence[float]],
    left: float,
) -> tuple[Point, ...]:
    """From the lower edge of a box to the upper edge of another; straight down through the rows between."""
    tops, heights = rows
    source, *passed, target = way
    points = [(centres[source] - left, boxes[source][1] + sizes[source][1])]
    for item in passed:
        row = grid.row_of[item]
        points += [(centres[item] - left, tops[row]), (centres[item] - left, tops[row] + heights[row])]
    return (*points, (centres[target] - left, boxes[target][1]))
