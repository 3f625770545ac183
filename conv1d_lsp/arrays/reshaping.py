"""Functions that arrange the same numbers otherwise: axes added, taken away, put in another order."""

from __future__ import annotations

from collections.abc import Callable

from conv1d_lsp.arrays.declaration import (
    AXES_SINCE,
    ONE,
    ZERO,
    Given,
    Library,
    axes_of,
    function,
    place,
    places,
    reshaped,
    sizes,
    total,
    unchanged,
    whole,
)
from conv1d_lsp.arrays.demands import at_least, refused
from conv1d_lsp.arrays.misfits import NotOne, NotSpreadable
from conv1d_lsp.shapes import OPEN, Open, Shape, Truth, broadcast, dim


def reshape(a: Given, shape: Given, library: Library) -> Shape | None:
    """The same numbers in other axes; -1 takes what is left."""
    if isinstance(shape, tuple) and library is Library.KERAS:
        shape = tuple(OPEN if size is None else size for size in shape)
    wanted = sizes(shape)
    if not isinstance(a, Shape) or wanted is None:
        return None
    opened = a.ranked and any(isinstance(size, Open) for size in (*a.known_axes, *wanted))
    if any((size >= -1) is Truth.NO for size in wanted):
        if library is Library.NUMPY:
            return None  # some releases take it for -1
        raise refused("shape", wanted, "sizes, or -1 for what is left", since=(3, 15))
    if library is Library.KERAS and sum(size.value == -1 for size in wanted) > 1:
        raise refused("shape", wanted, "sizes with no more than one -1")
    if library is Library.KERAS and opened:
        return Shape(tuple(OPEN if size.value == -1 else size for size in wanted))
    if opened and not any(isinstance(size, Open) or size.value == -1 for size in wanted):
        known = total(tuple(size for size in a.known_axes if not isinstance(size, Open)))
        if known.value == 0 or (total(wanted) % known).equals(0) is not Truth.YES:
            return None
    return reshaped(a, wanted)


def reshape_method(a: Given, shape: tuple[Given, ...]) -> Shape | None:
    return reshape(a, shape[0] if len(shape) == 1 else shape, Library.NUMPY)


def expand_dims(a: Given, axis: Given) -> Shape | None:
    """(…) -> (…, 1, …)."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    if isinstance(axis, tuple):
        return None
    index = place(axis, a, more=1)
    return None if index is None else Shape((*a.known_axes[:index], dim(1), *a.known_axes[index:]))


def squeeze(a: Given, axis: Given = None, library: Library = Library.NUMPY) -> Shape | None:
    """(…, 1, …) -> (…); without an axis, all that are 1 go."""
    axes = axes_of(a)
    if axes is None or not isinstance(a, Shape):
        return None
    if axis is None:
        unsure = any((size == 1) is Truth.UNSURE and not _stays(size, library) for size in axes)
        return None if unsure else Shape(tuple(size for size in axes if size.value != 1))
    gone = places(axis, a)
    if gone is None:
        return None
    for index in gone:
        if (axes[index] == 1) is Truth.NO or _stays(axes[index], library):
            raise NotOne(a, index)
    return Shape(tuple(size for index, size in enumerate(axes) if index not in gone))


def _stays(size: object, library: Library) -> bool:
    """`keras.ops` takes None for another size than 1."""
    return library is Library.KERAS and isinstance(size, Open)


def transpose(a: Given, axes: Given = None, library: Library = Library.NUMPY) -> Shape | None:
    """The axes in another order; reversed, where none is given."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    if axes is None:
        return Shape(a.known_axes[::-1])
    if not isinstance(axes, tuple):
        return None
    order, rank = places(axes, a), len(a.known_axes)
    told = None not in [whole(axis) for axis in axes]
    if told and (len(axes) != rank or (order is None and library is Library.KERAS)):
        since = None if len(axes) != rank else (3, 15)
        raise refused("axes", axes, f"each of the {rank} axes once", since)
    if order is None:
        return None
    return Shape(tuple(a.known_axes[index] for index in order))


def transpose_method(a: Given, axes: tuple[Given, ...] = ()) -> Shape | None:
    if not axes:
        return transpose(a)
    return transpose(a, axes[0] if len(axes) == 1 and isinstance(axes[0], tuple) else axes)


def swapaxes(a: Given, axis1: Given, axis2: Given) -> Shape | None:
    """Two axes change places."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    first, second = place(axis1, a), place(axis2, a)
    if first is None or second is None:
        return None
    return a.with_axes({first: a[second], second: a[first]})


def moveaxis(a: Given, source: Given, destination: Given) -> Shape | None:
    """Axes go to other places; the rest keep their order."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    start, end = places(source, a), places(destination, a)
    if start is None or end is None or len(start) != len(end):
        return None
    rest = [size for index, size in enumerate(a.known_axes) if index not in start]
    for to, index in sorted(zip(end, start, strict=True)):
        rest.insert(to, a.known_axes[index])
    return Shape(tuple(rest))


def flat(a: Given) -> Shape | None:
    """All numbers in a row."""
    axes = axes_of(a)
    return None if axes is None else Shape((total(axes),))


def flat_rows(a: Given) -> Shape | None:
    """(batch, …) -> (batch, all the rest in a row); where one size is open, both are."""
    axes = axes_of(a)
    if not axes:
        return None
    return Shape(
        (OPEN, OPEN) if len(axes) < 2 or any(isinstance(size, Open) for size in axes) else (axes[0], total(axes[1:]))
    )


def turned(a: Given) -> Shape | None:
    """The last two axes change places."""
    axes = axes_of(a)
    return None if axes is None or len(axes) < 2 else Shape((*axes[:-2], axes[-1], axes[-2]))


def flipped(a: Given, axis: Given = None) -> Shape | None:
    """The numbers of some axes the other way round."""
    if isinstance(a, Shape) and a.ranked and axis is not None and places(axis, a) is None:
        return None
    return a if isinstance(a, Shape) else None


def at_least_two(a: Given) -> Shape | None:
    return a if isinstance(a, Shape) and at_least(a, 2) is not None else None


def at_least_one(a: Given) -> Shape | None:
    return a if isinstance(a, Shape) and at_least(a, 1) is not None else None


def spread(a: Given, shape: Given) -> Shape | None:
    """Axes of 1, or missing ones, as long as said."""
    wanted = sizes(shape)
    if not isinstance(a, Shape) or not a.ranked or wanted is None or len(wanted) < len(a.known_axes):
        return None
    together = broadcast(a, Shape(wanted))
    if together is None:
        raise NotSpreadable(a, Shape(wanted))
    pairs = zip(reversed(a.known_axes), reversed(wanted), strict=False)
    reaches = all(mine.equals(size) is not Truth.NO or mine.value == 1 for mine, size in pairs)
    return Shape(wanted) if reaches and all((size >= 0) is Truth.YES for size in wanted) else None


def viewed(a: Given, dtype: Given = None) -> Shape | None:
    """The same numbers as another type: how many these are, depends on both."""
    return a if isinstance(a, Shape) and dtype is None else None


def as_complex(a: Given) -> Shape | None:
    """(…, 2) -> (…); nobody looks at the 2."""
    axes = axes_of(a)
    return None if axes is None else Shape(axes[:-1])


def as_real(a: Given) -> Shape | None:
    """(…) -> (…, 2)."""
    axes = axes_of(a)
    return None if axes is None else Shape((*axes, dim(2)))


def widened(least: int) -> Callable[..., Shape | None]:
    """Axes of 1 in front, until there are so many."""

    def wide(arys: tuple[Given, ...]) -> Shape | None:
        axes = axes_of(arys[0]) if len(arys) == 1 else None
        return None if axes is None else Shape((dim(1),) * (least - len(axes)) + axes)

    return wide


def deep(arys: tuple[Given, ...]) -> Shape | None:
    """(n,) -> (1, n, 1), (n, m) -> (n, m, 1)."""
    axes = axes_of(arys[0]) if len(arys) == 1 else None
    if axes is None:
        return None
    return Shape({0: (dim(1),) * 3, 1: (dim(1), *axes, dim(1)), 2: (*axes, dim(1))}.get(len(axes), axes))


def rolled(a: Given, axis: Given, start: Given = ZERO) -> Shape | None:
    """One axis goes to the front of another."""
    if not isinstance(a, Shape) or not a.ranked or whole(start) is None:
        return None
    where, rank, front = place(axis, a), len(a.known_axes), whole(start) or 0
    front += rank if front < 0 else 0
    if where is None or not 0 <= front <= rank:
        return None
    return moveaxis(a, dim(where), dim(front - 1 if where < front else front))


def triangle(a: Given) -> Shape | None:
    """The same, of matrices."""
    axes = axes_of(a)
    return None if axes is None or len(axes) < 2 else Shape(axes)


def quarter_turns(
    a: Given, k: Given = ONE, axes: Given = (ZERO, ONE), library: Library = Library.NUMPY
) -> Shape | None:
    """Two axes change places with each odd number of turns; `keras.ops` always says so."""
    if not isinstance(a, Shape) or at_least(a, 2) is None or not isinstance(axes, tuple):
        return None
    if len(axes) != 2 or whole(k) is None:
        return None
    turned_around = swapaxes(a, *axes)
    even = library is Library.NUMPY and (whole(k) or 0) % 2 == 0
    return a if even and turned_around is not None else turned_around


RESHAPING = (
    function(
        reshape,
        "numpy.reshape(a, shape, order, newshape=shape)",
        "keras.ops.reshape(x=a, newshape=shape)",
        "tensorflow.reshape(tensor=a, shape, name)",
        "keras.backend.reshape(x=a, shape)",
    ),
    function(reshape_method, ".reshape(a, *shape)"),
    function(
        expand_dims,
        "numpy.expand_dims(a, axis)",
        "keras.ops.expand_dims(x=a, axis)",
        "tensorflow.expand_dims(input=a, axis, name)",
        "keras.backend.expand_dims(x=a, axis:-1)",
    ),
    function(
        squeeze,
        "numpy.squeeze(a, axis)",
        "keras.ops.squeeze(x=a, axis)",
        "tensorflow.squeeze(input=a, axis, name)",
        "keras.backend.squeeze(x=a, axis)",
        ".squeeze(a, axis)",
    ),
    function(
        transpose,
        "numpy.transpose numpy.permute_dims(a, axes)",
        "keras.ops.transpose(x=a, axes)",
        "tensorflow.transpose(a, perm=axes, conjugate, name)",
        "keras.backend.permute_dimensions(x=a, pattern=axes)",
        "keras.backend.transpose(x=a)",
    ),
    function(transpose_method, ".transpose(a, *axes)"),
    function(
        swapaxes,
        "numpy.swapaxes(a, axis1, axis2)",
        "keras.ops.swapaxes(x=a, axis1, axis2)",
        ".swapaxes(a, axis1, axis2)",
    ),
    function(
        moveaxis,
        "numpy.moveaxis(a, source, destination)",
        "keras.ops.moveaxis(x=a, source, destination)",
    ),
    function(flat, "keras.ops.ravel keras.backend.flatten(x=a)", "numpy.ravel .flatten .ravel(a, order)"),
    function(flat_rows, "keras.backend.batch_flatten(x=a)"),
    function(turned, "tensorflow.linalg.matrix_transpose(a, name, conjugate)"),
    function(
        flipped,
        "numpy.flip(m=a, axis)",
        "keras.ops.flip(x=a, axis)",
        "tensorflow.reverse(tensor=a, axis, name)",
        "keras.backend.reverse(x=a, axes=axis)",
        "keras.ops.roll(x=a, shift, axis)",
        "tensorflow.roll(input=a, shift, axis, name)",
        "numpy.roll(a, shift, axis)",
        since=AXES_SINCE,
    ),
    function(at_least_two, "numpy.fliplr(m=a)", "keras.ops.fliplr(x=a)"),
    function(widened(1), "numpy.atleast_1d(*arys)"),
    function(widened(2), "numpy.atleast_2d(*arys)"),
    function(deep, "numpy.atleast_3d(*arys)"),
    function(rolled, "numpy.rollaxis(a, axis, start)"),
    function(triangle, "numpy.tril numpy.triu(m=a, k)"),
    function(at_least_one, "numpy.flipud(m=a)"),
    function(unchanged, "keras.ops.flipud(x=a)", "keras.ops.tril keras.ops.triu(x=a, k)"),
    function(
        spread,
        "numpy.broadcast_to(array=a, shape, subok)",
        "keras.ops.broadcast_to(x=a, shape)",
        "tensorflow.broadcast_to(input=a, shape, name)",
    ),
    function(viewed, "keras.ops.view(x=a, dtype)"),
    function(as_complex, "keras.ops.view_as_complex(x=a)"),
    function(as_real, "keras.ops.view_as_real(x=a)"),
    function(quarter_turns, "numpy.rot90(m=a, k, axes)", "keras.ops.rot90(array=a, k, axes)"),
)
