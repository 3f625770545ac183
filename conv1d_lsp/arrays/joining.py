"""Functions that put arrays together, along an axis or on a new one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from conv1d_lsp.arrays.declaration import (
    AXES_SINCE,
    LAST,
    Alike,
    Given,
    Library,
    Pack,
    Result,
    added,
    function,
    place,
    whole,
)
from conv1d_lsp.arrays.demands import at_least, refused
from conv1d_lsp.arrays.editing import append_all
from conv1d_lsp.arrays.making import listed
from conv1d_lsp.arrays.misfits import NotTaken, RanksApart, SizesDiffer
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear, broadcast, dim


def _of_alike(arrays: Alike, axis: Given, *, stacked: bool) -> Shape | None:
    """Any number of arrays that are alike, one behind the other or (stacked) on a new axis."""
    if not isinstance(arrays.item, Shape) or not arrays.item.ranked:
        return None
    along = place(axis, arrays.item, more=1 if stacked else 0)
    if along is None:
        return None
    if not stacked:
        return arrays.item.with_axes({along: arrays.item[along] * arrays.count})
    axes = list(arrays.item.known_axes)
    axes.insert(along, arrays.count)
    return Shape(tuple(axes))


def _arrays_of(arrays: Given, library: Library) -> Given:
    """NumPy makes arrays of lists: `np.append(X, [row], axis=0)`."""
    if library is not Library.NUMPY or not isinstance(arrays, tuple):
        return arrays
    return tuple(map(listed, arrays))


def shapes_in(values: Given) -> tuple[Shape, ...] | None:
    """The shapes of a list of arrays, all of one rank. Raises RanksApart."""
    if not isinstance(values, tuple) or not values:
        return None
    shapes = tuple(value for value in values if isinstance(value, Shape) and value.ranked)
    if len(shapes) < len(values):
        return None
    if len({len(shape.known_axes) for shape in shapes}) > 1:
        raise RanksApart(shapes)
    return shapes


def agreed(shapes: tuple[Shape, ...], library: Library, joined: int | None = None) -> list[Dim]:
    """The size of each axis that all share. Raises SizesDiffer.

    `keras.ops` compares each with the first one, and keeps what is open there; TensorFlow says what any of them knows.
    """
    result: list[Dim] = []
    for index in range(len(shapes[0].known_axes)):
        sizes = [shape[index] for shape in shapes]
        if index == joined:
            result.append(added(sizes))
            continue
        pairs = ((sizes[0], size) for size in sizes) if library is Library.KERAS else combinations(sizes, 2)
        if any(a.equals(b) is Truth.NO for a, b in pairs):
            raise SizesDiffer(shapes, index, joined)
        result.append(sizes[0] if library is Library.KERAS else best_known(sizes))
    return result


def best_known(sizes: list[Dim]) -> Dim:
    """A number before what has a name, that before what can't be told, and that before None."""

    def ignorance(size: Dim) -> int:
        return 3 if isinstance(size, Open) else 2 if isinstance(size, Unclear) else 0 if size.value is not None else 1

    return min(sizes, key=ignorance)


def concatenate(arrays: Given, axis: Given, library: Library) -> Shape | None:
    """Arrays of one rank -> the same with their sizes along `axis` added up. TensorFlow hands a single one on."""
    if isinstance(arrays, Alike):
        return _of_alike(arrays, axis, stacked=False)
    shapes = shapes_in(_arrays_of(arrays, library))
    if shapes is None:
        return None
    if library is Library.TENSORFLOW and len(shapes) == 1:
        return shapes[0]
    along = place(axis, shapes[0])
    return None if along is None else Shape(tuple(agreed(shapes, library, along)))


def backend_concatenate(tensors: Given, axis: Given = LAST, library: Library = Library.TENSORFLOW) -> Shape | None:
    """The same, where a negative axis is counted around."""
    shapes = shapes_in(tensors)
    index = whole(axis)
    if shapes is None or index is None or not shapes[0].known_axes:
        return None
    return concatenate(tensors, dim(index % len(shapes[0].known_axes) if index < 0 else index), library)


def stack(arrays: Given, axis: Given, library: Library) -> Shape | None:
    """Arrays of one shape -> a new axis, as long as there are arrays."""
    if isinstance(arrays, Alike):
        return _of_alike(arrays, axis, stacked=True)
    shapes = shapes_in(arrays)
    if shapes is None:
        return None
    along = place(axis, shapes[0], more=1, since=AXES_SINCE)
    if along is None:
        return None
    axes = agreed(shapes, library)
    axes.insert(along, dim(len(shapes)))
    return Shape(tuple(axes))


def added_up(arrays: Given, library: Library) -> Shape | None:
    """Arrays of one shape -> that shape."""
    shapes = shapes_in(arrays)
    return None if shapes is None else Shape(tuple(agreed(shapes, library)))


def append(a: Given, b: Given, axis: Given = None, library: Library = Library.NUMPY) -> Shape | None:
    """One array behind the other; without an axis, all numbers in a row."""
    if axis is None and library is Library.NUMPY:
        return append_all(a, b)
    shapes = shapes_in(_arrays_of((a, b), library)) if axis is not None else None
    if shapes is None:
        return None
    if library is Library.KERAS and (along := place(axis, shapes[0])) is not None:
        for index, (mine, other) in enumerate(zip(*shapes, strict=True)):
            if index == along and (isinstance(mine, Open) or isinstance(other, Open)):
                name, shape = ("a", a) if isinstance(mine, Open) else ("b", b)
                raise refused(name, shape, f"of known size along axis {along}")
    elif any(isinstance(size, Open) for shape in shapes for size in shape):
        return None
    return concatenate(shapes, axis, library)


Widen = Callable[[tuple[Dim, ...]], tuple[Dim, ...]]


def _raised(widen: Widen, arrays: Given) -> tuple[Shape, ...] | Alike | None:
    if isinstance(arrays, Alike):
        item = _raised(widen, (arrays.item,))
        return Alike(item[0], arrays.count) if isinstance(item, tuple) else None
    if not isinstance(arrays, tuple):
        return None
    shapes = [each for each in arrays if isinstance(each, Shape) and each.ranked]
    return tuple(Shape(widen(each.known_axes)) for each in shapes) if len(shapes) == len(arrays) and shapes else None


def hstack(arrays: Given, library: Library) -> Shape | None:
    wide = _raised(lambda axes: axes or (dim(1),), arrays)
    first = wide.item if isinstance(wide, Alike) else wide[0] if wide else None
    if not isinstance(first, Shape):
        return None
    if library is Library.KERAS:
        at_least(first, 2)
    return concatenate(wide, dim(0 if len(first.known_axes) == 1 else 1), library)


def vstack(arrays: Given, library: Library) -> Shape | None:
    several = (arrays.item,) if isinstance(arrays, Alike) else arrays
    if library is Library.KERAS and any(isinstance(each, Shape) and each.rank.value == 1 for each in several or ()):  # type: ignore[union-attr]
        return None
    return concatenate(_raised(lambda axes: (dim(1),) * (2 - len(axes)) + axes, arrays), dim(0), library)


def dstack(arrays: Given, library: Library) -> Shape | None:
    return concatenate(_raised(_three_axes, arrays), dim(2), library)


def _three_axes(axes: tuple[Dim, ...]) -> tuple[Dim, ...]:
    """As `np.atleast_3d` does it: (n,) -> (1, n, 1), (n, m) -> (n, m, 1)."""
    if len(axes) < 2:
        return (dim(1), *(axes or (dim(1),)), dim(1))
    return (*axes, dim(1)) if len(axes) == 2 else axes


def column_stack(arrays: Given, library: Library) -> Shape | None:
    return concatenate(_raised(lambda axes: (*axes, dim(1)) if len(axes) == 1 else axes, arrays), dim(1), library)


def grids(arrays: Given, indexing: Given = "xy", library: Library = Library.NUMPY) -> tuple[Shape, ...] | None:
    """Vectors -> as many arrays with an axis for each; the first two change places with "xy"."""
    if not isinstance(arrays, tuple) or not isinstance(indexing, str):
        return None
    lengths = [each.known_axes[0] for each in arrays if isinstance(each, Shape) and each.rank.value == 1]
    if len(lengths) < len(arrays) or not lengths:
        return None
    if indexing == "xy":
        if len(lengths) < 2 and library is Library.KERAS:
            raise NotTaken("arrays", "a single one", "several arrays, where `indexing` is not 'ij'")
        lengths[:2] = lengths[1::-1]
    return (Shape(tuple(lengths)),) * len(lengths)


def all_alike(arrays: tuple[Given, ...]) -> Result:
    """Arrays -> as many of their common shape."""
    together: Shape | None = Shape(())
    for each in arrays:
        shape = listed(each)
        together = None if together is None or not isinstance(shape, Shape) else broadcast(together, shape)
    return None if together is None or not together.ranked else Pack((together,) * len(arrays))


def blocks(arrays: Given) -> Shape | None:
    """A list of arrays side by side; a list of such rows below each other. Others are not told."""
    if not isinstance(arrays, tuple) or not arrays:
        return None
    rows = arrays if all(isinstance(each, tuple) for each in arrays) else (arrays,)
    wide = [_row(row) for row in rows if isinstance(row, tuple)]
    known = tuple(each for each in wide if each is not None)
    if len(known) < len(rows):
        return None
    return concatenate(known, dim(-2), Library.NUMPY) if len(known) > 1 or rows is arrays else known[0]


def _row(row: tuple[Given, ...]) -> Shape | None:
    shapes = [each for each in row if isinstance(each, Shape) and each.ranked and len(each.known_axes) == 2]
    return concatenate(tuple(shapes), dim(-1), Library.NUMPY) if len(shapes) == len(row) and shapes else None


JOINING = (
    function(
        concatenate,
        "numpy.concatenate numpy.concat(arrays, axis:0, out, ...)",
        "keras.ops.concatenate(xs=arrays, axis:0)",
        "tensorflow.concat(values=arrays, axis, name)",
    ),
    function(backend_concatenate, "keras.backend.concatenate(tensors, axis)"),
    function(
        stack,
        "numpy.stack(arrays, axis:0, out, ...)",
        "keras.ops.stack(x=arrays, axis:0)",
        "tensorflow.stack(values=arrays, axis:0, name)",
        "keras.backend.stack(x=arrays, axis:0)",
    ),
    function(added_up, "tensorflow.add_n tensorflow.math.add_n(inputs=arrays, name)"),
    function(append, "numpy.append(arr=a, values=b, axis)", "keras.ops.append(x1=a, x2=b, axis)"),
    function(hstack, "numpy.hstack(tup=arrays, ...)", "keras.ops.hstack(xs=arrays)"),
    function(vstack, "numpy.vstack(tup=arrays, ...)", "keras.ops.vstack(xs=arrays)"),
    function(dstack, "numpy.dstack(tup=arrays)", "keras.ops.dstack(xs=arrays)"),
    function(column_stack, "numpy.column_stack(tup=arrays)"),
    function(blocks, "numpy.block(arrays)"),
    function(all_alike, "numpy.broadcast_arrays(*arrays)"),
    function(grids, "keras.ops.meshgrid numpy.meshgrid tensorflow.meshgrid(*arrays, indexing)"),
)
