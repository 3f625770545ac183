"""Functions that take an array apart: into a list of arrays, or along a diagonal."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from conv1d_lsp.arrays.declaration import AXES_SINCE, ONE, ZERO, Given, Library, Result, function, place, whole
from conv1d_lsp.arrays.demands import at_least, refused
from conv1d_lsp.arrays.misfits import Uneven
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, dim

#: More parts than these are not listed.
MOST_PARTS = 1000


def split(a: Given, parts: Given, axis: Given, library: Library) -> tuple[Shape, ...] | None:
    """Equal parts; or, for a list, those between these places."""
    return _split(a, parts, axis, lambda size, places: _between(size, places, library))


def split_by_sizes(a: Given, parts: Given, axis: Given) -> tuple[Shape, ...] | None:
    """TensorFlow's: equal parts; or, for a list, those of these lengths, one of which may be -1: what is left."""
    return _split(a, parts, axis, _of_lengths)


def _split(
    a: Given, parts: Given, axis: Given, listed: Callable[[Dim, tuple[Given, ...]], list[Dim] | None]
) -> tuple[Shape, ...] | None:
    if not isinstance(a, Shape) or not a.ranked:
        return None
    along = place(axis, a)
    if along is None:
        return None
    lengths = listed(a[along], parts) if isinstance(parts, tuple) else _equal(a, along, parts)
    return None if lengths is None else tuple(a.with_axes({along: length}) for length in lengths)


def _equal(a: Shape, along: int, parts: Given) -> list[Dim] | None:
    count = whole(parts)
    if count is None or not isinstance(parts, Dim) or not 0 < count <= MOST_PARTS:
        return None
    if (a[along] % count).equals(0) is Truth.NO:
        raise Uneven(a, along, parts)
    return [a[along] // count] * count


def _numbers(parts: tuple[Given, ...]) -> list[int] | None:
    numbers = [whole(part) for part in parts]
    known = [number for number in numbers if number is not None]
    return None if len(known) < len(numbers) or len(known) > MOST_PARTS else known


def _of_lengths(size: Dim, parts: tuple[Given, ...]) -> list[Dim] | None:
    known = _numbers(parts)
    if known is None or any(number < -1 for number in known) or known.count(-1) > 1:
        return None
    told = sum(number for number in known if number >= 0)
    if -1 in known:
        return [size - told if number < 0 else dim(number) for number in known] if _holds(size, told) else None
    if size.equals(told) is Truth.NO:
        raise refused("parts", parts, f"sizes that add up to {size}")
    fits = isinstance(size, Open) or size.equals(told) is Truth.YES
    return [dim(number) for number in known] if fits else None


def _holds(size: Dim, told: int) -> bool:
    return isinstance(size, Open) or (size >= told) is Truth.YES


def _between(size: Dim, parts: tuple[Given, ...], library: Library) -> list[Dim] | None:
    known = _numbers(parts)
    if known is None or any(number < 0 for number in known):
        return None
    if library is Library.KERAS and known != sorted(known):
        raise refused("parts", parts, "places in rising order")
    if library is Library.KERAS and (size >= max(known, default=0)) is Truth.NO:
        raise refused("parts", parts, f"places up to {size}")
    if known != sorted(known) or (not isinstance(size, Open) and (size >= max(known, default=0)) is not Truth.YES):
        return None
    starts = [0, *known]
    return [dim(b - a) for a, b in pairwise(starts)] + [size - starts[-1]]


def array_split(a: Given, parts: Given, axis: Given) -> tuple[Shape, ...] | None:
    """Parts of which the first ones are longer by one, where they can't be equal."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    where, count = whole(axis), whole(parts)
    along = place(axis, a) if where is None or not -2 * len(a.known_axes) <= where < -len(a.known_axes) else None
    if along is None or count is None or not 0 < count <= MOST_PARTS:
        return None
    size = a[along].value
    if size is None:
        return (a.with_axes({along: OPEN}),) * count if isinstance(a[along], Open) else None
    return tuple(a.with_axes({along: size // count + (index < size % count)}) for index in range(count))


def split_at(axis: int, least: int) -> Callable[..., Result]:
    def parted(a: Given, parts: Given, library: Library) -> tuple[Shape, ...] | None:
        axes = at_least(a, least)
        along = 0 if axes is not None and len(axes) == 1 and least == 1 else axis
        return None if axes is None else split(a, parts, dim(along), library)

    return parted


def unstack(a: Given, number: Given = None, axis: Given = ZERO) -> tuple[Shape, ...] | None:
    """As many arrays as the axis is long, without it."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    along = place(axis, a, since=None if number is None else AXES_SINCE)
    if along is None:
        return None
    count = a[along].value if number is None else whole(number)
    if number is None and isinstance(a[along], Open):
        raise refused("number", number, f"a number, for {a} leaves axis {along} open")
    if count is None or count > MOST_PARTS or (not isinstance(a[along], Open) and a[along].value != count):
        return None
    return (Shape(tuple(size for index, size in enumerate(a.known_axes) if index != along)),) * count


def diagonal(
    a: Given,
    offset: Given = ZERO,
    axis1: Given = ZERO,
    axis2: Given = ONE,
) -> Shape | None:
    """Two axes become one, the last: the places where both have the same number."""
    pair = _two(a, axis1, axis2)
    if pair is None or not isinstance(a, Shape):
        return None
    (first, second), shift = pair, whole(offset)
    rows, columns = a[first].value, a[second].value
    rest = tuple(size for index, size in enumerate(a.known_axes) if index not in pair)
    if isinstance(a[first], Open) or isinstance(a[second], Open):
        return Shape((*rest, OPEN))
    if rows is None or columns is None or shift is None:
        return None
    remaining = columns - shift if shift > 0 else rows + shift
    return Shape((*rest, dim(max(0, min(remaining, rows, columns)))))


def trace(
    a: Given,
    offset: Given = ZERO,
    axis1: Given = ZERO,
    axis2: Given = ONE,
) -> Shape | None:
    """Two axes go: the sum along their diagonal."""
    pair = _two(a, axis1, axis2)
    if pair is None or not isinstance(a, Shape):
        return None
    return Shape(tuple(size for index, size in enumerate(a.known_axes) if index not in pair))


def _two(a: Given, axis1: Given, axis2: Given) -> tuple[int, int] | None:
    if not isinstance(a, Shape) or not a.ranked or len(a.known_axes) < 2:
        return None
    first, second = place(axis1, a), place(axis2, a)
    return None if first is None or second is None or first == second else (first, second)


def diag_part(a: Given) -> Shape | None:
    """The diagonal of the last two axes."""
    rank = len(a.known_axes) if isinstance(a, Shape) and a.ranked else 0
    return diagonal(a, dim(0), dim(rank - 2), dim(rank - 1)) if rank > 1 else None


SPLITTING = (
    function(
        split,
        "numpy.split(ary=a, indices_or_sections=parts, axis:0)",
        "keras.ops.split(x=a, indices_or_sections=parts, axis:0)",
    ),
    function(split_by_sizes, "tensorflow.split(value=a, num_or_size_splits=parts, axis:0, num, name)"),
    function(
        array_split,
        "numpy.array_split(ary=a, indices_or_sections=parts, axis:0)",
        "keras.ops.array_split(x=a, indices_or_sections=parts, axis:0)",
    ),
    function(
        split_at(1, 1),
        "numpy.hsplit(ary=a, indices_or_sections=parts)",
        "keras.ops.hsplit(x=a, indices_or_sections=parts)",
    ),
    function(
        split_at(0, 2),
        "numpy.vsplit(ary=a, indices_or_sections=parts)",
        "keras.ops.vsplit(x=a, indices_or_sections=parts)",
    ),
    function(
        split_at(2, 3),
        "numpy.dsplit(ary=a, indices_or_sections=parts)",
        "keras.ops.dsplit(x=a, indices_or_sections=parts)",
    ),
    function(
        unstack, "keras.ops.unstack(x=a, num=number, axis)", "tensorflow.unstack(value=a, num=number, axis, name)"
    ),
    function(
        diagonal, ".diagonal numpy.diagonal(a, offset, axis1, axis2)", "keras.ops.diagonal(x=a, offset, axis1, axis2)"
    ),
    function(trace, ".trace numpy.trace(a, offset, axis1, axis2, ...)", "keras.ops.trace(x=a, offset, axis1, axis2)"),
    function(diag_part, "tensorflow.linalg.diag_part(input=a)"),
)
