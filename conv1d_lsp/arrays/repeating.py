"""Functions that say again what an array holds, or put something around it."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import LAST, ONE, ZERO, Given, Library, axes_of, function, place, sizes, total, whole
from conv1d_lsp.arrays.demands import of_ranks, refused
from conv1d_lsp.arrays.splitting import diagonal
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, dim


def tile(a: Given, times: Given, library: Library) -> Shape | None:
    """(…), (n, …) -> each axis as often as said; NumPy puts axes of 1 in front of the shorter one."""
    often, axes = sizes(times), axes_of(a)
    if axes is None or often is None:
        return None
    if library is Library.TENSORFLOW and len(often) != len(axes):
        raise refused("times", often, f"a number for each of the {len(axes)} axes")
    rank = max(len(axes), len(often))
    axes = (dim(1),) * (rank - len(axes)) + axes
    often = (dim(1),) * (rank - len(often)) + often
    return Shape(tuple(axis * each for axis, each in zip(axes, often, strict=True)))


def repeat(a: Given, times: Given, axis: Given = None) -> Shape | None:
    """(…, n, …) -> (…, n * times, …); without an axis, all numbers in a row."""
    if not isinstance(a, Shape) or not a.ranked or not isinstance(times, Dim):
        return None
    if axis is None:
        return Shape((total(a.known_axes) * times,))
    index = place(axis, a)
    return None if index is None else a.with_axes({index: a[index] * times})


def repeat_rows(a: Given, times: Given) -> Shape | None:
    """(batch, features) -> (batch, times, features)."""
    axes = of_ranks(a, 2)
    return Shape((axes[0], times, axes[1])) if axes is not None and isinstance(times, Dim) else None


def pad(a: Given, widths: Given, library: Library) -> Shape | None:
    """Each axis longer by what comes before and after it; one pair stands for all axes."""
    axes = axes_of(a)
    if axes is None:
        return None
    pairs = _widths(widths, len(axes), library)
    if pairs is None:
        return None
    return Shape(tuple(size + before + after for size, (before, after) in zip(axes, pairs, strict=True)))


def _widths(given: Given, rank: int, library: Library) -> list[tuple[Dim, Dim]] | None:
    if isinstance(given, Shape) or not isinstance(given, Dim | tuple):
        return None
    if isinstance(given, Dim):
        return None if library is Library.TENSORFLOW else [(given, given)] * rank
    flat = sizes(given)
    if flat is not None:
        return [(flat[0], flat[-1])] * rank if len(flat) == 2 and library is not Library.TENSORFLOW else None
    pairs = [each for each in map(sizes, given) if each is not None and len(each) == 2]
    if len(pairs) < len(given):
        return None
    if len(pairs) == 1 and library is not Library.TENSORFLOW:
        pairs *= rank
    if len(pairs) != rank:
        raise refused("widths", given, f"a pair for each of the {rank} axes", since=(3, 7))
    return [(before, after) for before, after in pairs]


def pad_steps(a: Given, padding: Given = (ONE, ONE)) -> Shape | None:
    """(batch, steps, channels) -> with more steps."""
    pair = sizes(padding)
    axes = of_ranks(a, 3)
    if not isinstance(a, Shape) or axes is None or pair is None or len(pair) != 2:
        return None
    return a.with_axes({1: a[1] + pair[0] + pair[1]})


def pad_images(a: Given, padding: Given = ((ONE, ONE), (ONE, ONE))) -> Shape | None:
    """(batch, height, width, channels) -> with more height and width."""
    axes = of_ranks(a, 4)
    if not isinstance(a, Shape) or axes is None or not isinstance(padding, tuple):
        return None
    pairs = [each for each in map(sizes, padding) if each is not None and len(each) == 2]
    if len(pairs) != 2:
        return None
    return a.with_axes({index: a[index] + pairs[index - 1][0] + pairs[index - 1][1] for index in (1, 2)})


def pad_volumes(a: Given, padding: Given = ((ONE, ONE), (ONE, ONE), (ONE, ONE))) -> Shape | None:
    """(batch, depth, height, width, channels) -> with more of the three."""
    axes = of_ranks(a, 5)
    if not isinstance(a, Shape) or axes is None or not isinstance(padding, tuple):
        return None
    pairs = [each for each in map(sizes, padding) if each is not None and len(each) == 2]
    if len(pairs) != 3:
        return None
    return a.with_axes({index: a[index] + pairs[index - 1][0] + pairs[index - 1][1] for index in (1, 2, 3)})


def one_hot(a: Given, classes: Given, axis: Given = LAST, library: Library = Library.NUMPY) -> Shape | None:
    """(…) of labels -> with an axis of classes, the last one if nothing else is said."""
    if not isinstance(a, Shape) or not a.ranked or not isinstance(classes, Dim) or isinstance(classes, Open):
        return None
    where, rank = whole(axis), len(a.known_axes)
    if library is Library.KERAS and where is not None and not -1 <= where < rank:
        raise refused("axis", axis, f"-1, or from 0 to {rank - 1}")
    if where is None or where < -1:
        return None
    index = place(axis, a, more=1)
    return None if index is None else Shape((*a.known_axes[:index], classes, *a.known_axes[index:]))


def diag(a: Given, k: Given = ZERO) -> Shape | None:
    """A vector becomes a matrix, of a matrix it takes the diagonal."""
    axes = of_ranks(a, 1, 2)
    if axes is None or not isinstance(k, Dim) or k.value is None:
        return None
    return diagflat(a, k) if len(axes) == 1 else diagonal(a, k)


def diagflat(a: Given, k: Given = ZERO) -> Shape | None:
    """All numbers become the diagonal of a matrix."""
    axes = axes_of(a)
    if axes is None or not isinstance(k, Dim) or k.value is None:
        return None
    count = total(axes)
    side = OPEN if isinstance(count, Open) else count + abs(k.value)
    return Shape((side, side))


def powers(a: Given, count: Given = None) -> Shape | None:
    """A vector -> a row of powers of each number, as many as there are numbers where nothing is said."""
    axes = of_ranks(a, 1)
    if axes is None or not (count is None or isinstance(count, Dim)):
        return None
    return Shape((axes[0], axes[0] if count is None else count))


REPEATS = (
    function(
        tile,
        "numpy.tile(A=a, reps=times)",
        "keras.ops.tile(x=a, repeats=times)",
        "tensorflow.tile(input=a, multiples=times, name)",
        "keras.backend.tile(x=a, n=times)",
    ),
    function(
        repeat,
        "numpy.repeat .repeat(a, repeats=times, axis)",
        "keras.ops.repeat(x=a, repeats=times, axis)",
        "tensorflow.repeat(input=a, repeats=times, axis, name)",
        "keras.backend.repeat_elements(x=a, rep=times, axis)",
    ),
    function(repeat_rows, "keras.backend.repeat(x=a, n=times)"),
    function(
        pad,
        "numpy.pad(array=a, pad_width=widths, mode, ...)",
        "keras.ops.pad(x=a, pad_width=widths, mode, constant_values)",
        "tensorflow.pad(tensor=a, paddings=widths, mode, constant_values, name)",
    ),
    function(pad_steps, "keras.backend.temporal_padding(x=a, padding)"),
    function(pad_images, "keras.backend.spatial_2d_padding(x=a, padding)"),
    function(pad_volumes, "keras.backend.spatial_3d_padding(x=a, padding)"),
    function(
        one_hot,
        "keras.ops.one_hot(x=a, num_classes=classes, axis, dtype, sparse)",
        "tensorflow.one_hot(indices=a, depth=classes, on_value, off_value, axis, dtype, name)",
        "keras.backend.one_hot(indices=a, num_classes=classes)",
    ),
    function(diag, "numpy.diag(v=a, k)", "keras.ops.diag(x=a, k)"),
    function(diagflat, "numpy.diagflat(v=a, k)", "keras.ops.diagflat(x=a, k)"),
    function(powers, "numpy.vander(x=a, N=count, increasing)", "keras.ops.vander(x=a, N=count, increasing)"),
)
