"""Functions that take a part of an array: by indices, by a slice, by a condition."""

from __future__ import annotations

from collections.abc import Iterator

from conv1d_lsp.arrays.declaration import (
    AXES_SINCE,
    ZERO,
    Given,
    Library,
    axes_of,
    function,
    place,
    sizes,
    total,
    unchanged,
    whole,
)
from conv1d_lsp.arrays.demands import of_one_rank, of_ranks, refused
from conv1d_lsp.arrays.making import same
from conv1d_lsp.arrays.misfits import NotSpreadable, SizesDiffer
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, broadcast


def take(a: Given, indices: Given, axis: Given = None, library: Library = Library.NUMPY) -> Shape | None:
    """The indices' axes in the place of the axis; without one, of all numbers in a row."""
    which = same(indices)
    if not isinstance(a, Shape) or not a.ranked or which is None or not which.ranked:
        return None
    index = None if axis is None else place(axis, a)
    if axis is not None and index is None:
        return None
    size = (total(a.known_axes) if index is None else a[index]).value
    if library is Library.NUMPY and size is not None and any(not -size <= each < size for each in _numbers(indices)):
        along = "of an array that has" if index is None else f"along axis {index}, which has"
        raise refused("indices", indices, f"places {along} {size}")
    if index is None:
        return which
    return Shape((*a.known_axes[:index], *which.known_axes, *a.known_axes[index + 1 :]))


def _numbers(indices: Given) -> Iterator[int]:
    """The known numbers in nested lists."""
    for each in indices if isinstance(indices, tuple) else (indices,):
        if isinstance(each, tuple):
            yield from _numbers(each)
        elif (known := whole(each)) is not None:
            yield known


def gather(a: Given, indices: Given, axis: Given = None, batch_dims: Given = None) -> Shape | None:
    """The same, along the first axis if none is given; with leading axes that both share."""
    which = same(indices)
    if not isinstance(a, Shape) or not a.ranked or which is None or not which.ranked:
        return None
    shared = 0 if batch_dims is None else whole(batch_dims)
    if shared is None or not 0 <= shared <= min(len(a.known_axes), len(which.known_axes)):
        return None
    index = shared if axis is None else place(axis, a)
    if index is None or not shared <= index < len(a.known_axes):
        return None
    pairs = list(zip(a.known_axes[:shared], which.known_axes[:shared], strict=True))
    if any(x.equals(y) is not Truth.YES and not isinstance(x, Open) and not isinstance(y, Open) for x, y in pairs):
        return None
    front = [y if isinstance(x, Open) else x for x, y in pairs]
    return Shape((*front, *a.known_axes[shared:index], *which.known_axes[shared:], *a.known_axes[index + 1 :]))


def take_along_axis(a: Given, indices: Given, axis: Given = None) -> Shape | None:
    """The indices' shape, where the other axes are broadcast."""
    left, right = axes_of(a), axes_of(indices)
    if left is None or right is None or not isinstance(a, Shape) or axis is None:
        return None
    of_one_rank(a, indices)
    index = place(axis, a)
    if index is None:
        return None
    rest = [Shape(tuple(size for i, size in enumerate(axes) if i != index)) for axes in (left, right)]
    together = broadcast(*rest)
    if together is None:
        raise NotSpreadable(a, Shape(right))
    return Shape((*together.known_axes[:index], right[index], *together.known_axes[index:]))


def part(a: Given, begin: Given, size: Given) -> Shape | None:
    """From places on, so long in each axis; -1 takes what is left."""
    starts, lengths, axes = sizes(begin), sizes(size), axes_of(a)
    if axes is None or starts is None or lengths is None:
        return None
    for name, given in (("begin", starts), ("size", lengths)):
        if len(given) != len(axes):
            raise refused(name, given, f"a number for each of the {len(axes)} axes", since=(3, 14))
    result: list[Dim] = []
    for whole_axis, start, length in zip(axes, starts, lengths, strict=True):
        if (start >= 0) is not Truth.YES:
            return None
        if length.value == -1:
            result.append(whole_axis - start)
            continue
        fits = isinstance(whole_axis, Open) or (whole_axis >= start + length) is Truth.YES
        if not fits or (length >= 0) is not Truth.YES:
            return None
        result.append(length)
    return Shape(tuple(result))


def boolean_mask(a: Given, mask: Given, axis: Given = None) -> Shape | None:
    """The places where the mask is true, in a row, in the place of its axes."""
    axes, covered = axes_of(a), axes_of(mask)
    if axes is None or not covered or len(covered) > len(axes) or axis is not None:
        return None
    for index, (mine, other) in enumerate(zip(axes, covered, strict=False)):
        if mine.equals(other) is Truth.NO:
            raise SizesDiffer((Shape(axes), Shape(covered)), index)
    return Shape((OPEN, *axes[len(covered) :]))


def as_second(a: Given, b: Given) -> Shape | None:
    """The shape of the second, for a vector to look in."""
    return b if of_ranks(a, 1) is not None and isinstance(b, Shape) else None


def as_second_row(a: Given, b: Given) -> Shape | None:
    """The same for TensorFlow, which looks in as many vectors as the second has rows."""
    left, right = axes_of(a), axes_of(b)
    if not left or not right or len(left) != len(right):
        return None
    return Shape(right) if all(x.same(y) for x, y in zip(left[:-1], right[:-1], strict=True)) else None


def binned(a: Given, bins: Given) -> Shape | None:
    if isinstance(bins, tuple):
        raise refused("bins", bins, "an array or a tensor")
    axes = axes_of(bins)
    if axes is not None and len(axes) > 1:
        raise refused("bins", bins, "a vector")
    return a if isinstance(a, Shape) and axes is not None else None


def gather_nd(a: Given, indices: Given, shared: Given = ZERO) -> Shape | None:
    """What whole rows of indices point at: the indices' axes but the last, then the axes that none of them counts."""
    axes, which, front = axes_of(a), axes_of(same(indices)), whole(shared)
    depth = None if not which else which[-1].value
    if axes is None or which is None or depth is None or front != 0:
        return None
    if depth > len(axes):
        raise refused("indices", indices, f"rows of no more than {len(axes)} numbers")
    return Shape((*which[:-1], *axes[depth:]))


def scattered(shape: Given) -> Shape | None:
    """An array of this shape."""
    axes = sizes(shape)
    return None if axes is None else Shape(axes)


def chosen(choices: Given) -> Shape | None:
    """The shape of the first choice."""
    if choices == ():
        raise refused("choices", choices, "a list of tensors")
    return choices[0] if isinstance(choices, tuple) and isinstance(choices[0], Shape) else None


def selected(conditions: Given, choices: Given, default: Given = ZERO) -> Shape | None:
    """The shape of all conditions and choices together."""
    result: Shape | None = Shape(())
    several = all(isinstance(each, tuple) and each for each in (conditions, choices))
    if not several or not isinstance(conditions, tuple) or not isinstance(choices, tuple):
        return None
    for each in (*conditions, *choices, default):
        shape = same(each)
        result = None if result is None or shape is None else broadcast(result, shape)
    return result if len(conditions) == len(choices) else None


def places_in(indices: Given, shape: Given) -> tuple[Shape, ...] | None:
    """For each axis of a shape, which place along it the indices mean."""
    where, axes = same(indices), sizes(shape)
    if where is None or not where.ranked or axes is None or any(isinstance(size, Open) for size in axes):
        return None
    return (where,) * len(axes)


def up_to(lengths: Given, longest: Given = None) -> Shape | None:
    """(…) of lengths -> (…, longest); without that, it depends on the numbers."""
    axes = axes_of(lengths)
    if axes is None or not (longest is None or isinstance(longest, Dim)):
        return None
    return Shape((*axes, OPEN if longest is None else longest))


def looked_up(table: Given, ids: Given) -> Shape | None:
    """(n, …), (…) of places -> the places' axes, then those of the table but the first."""
    rows, which = axes_of(table), axes_of(same(ids))
    return None if not rows or which is None else Shape((*which, *rows[1:]))


def ensured(a: Given, shape: Given) -> Shape | None:
    """The shape that is stated, with what the array knows besides."""
    axes = axes_of(a)
    if axes is None or not isinstance(shape, tuple):
        return None
    if len(axes) != len(shape):
        raise refused("shape", shape, f"a shape of {len(axes)} axes")
    result: list[Dim] = []
    for size, stated in zip(axes, shape, strict=True):
        if stated is None or isinstance(stated, Open):
            result.append(size)
        elif not isinstance(stated, Dim):
            return None
        elif size.equals(stated) is Truth.NO:
            raise refused("shape", shape, f"a shape that {a} can have")
        else:
            result.append(stated)
    return Shape(tuple(result))


def either(a: Given, b: Given) -> Shape | None:
    """One or the other, which have one shape."""
    alike = isinstance(a, Shape) and isinstance(b, Shape) and a.ranked and a.same(b)
    return a if alike and isinstance(a, Shape) else None


PARTS = (
    function(
        take, "numpy.take .take(a, indices, axis, out, mode)", "keras.ops.take(x=a, indices, axis)", since=AXES_SINCE
    ),
    function(
        gather,
        "tensorflow.gather(params=a, indices, validate_indices, axis, batch_dims, name)",
        "keras.backend.gather(reference=a, indices)",
    ),
    function(
        take_along_axis,
        "numpy.take_along_axis(arr=a, indices, axis)",
        "keras.ops.take_along_axis(x=a, indices, axis)",
    ),
    function(
        part,
        "keras.ops.slice(inputs=a, start_indices=begin, shape=size)",
        "tensorflow.slice(input_=a, begin, size, name)",
    ),
    function(boolean_mask, "tensorflow.boolean_mask(tensor=a, mask, axis, name)"),
    function(as_second_row, "tensorflow.searchsorted(sorted_sequence=a, values=b, side, out_type, name)"),
    function(as_second, "keras.ops.searchsorted(sorted_sequence=a, values=b, side)"),
    function(binned, "keras.ops.digitize(x=a, bins)"),
    function(
        unchanged,
        "keras.ops.slice_update(inputs=a, start_indices, updates)",
        "keras.ops.scatter_update(inputs=a, indices, updates, reduction)",
        "tensorflow.tensor_scatter_nd_update tensorflow.tensor_scatter_nd_add(tensor=a, indices, updates, ...)",
        "tensorflow.reverse_sequence(input=a, seq_lengths, seq_axis, batch_axis, name)",
    ),
    function(gather_nd, "tensorflow.gather_nd(params=a, indices, batch_dims=shared, name)"),
    function(
        scattered,
        "keras.ops.scatter(indices, values, shape)",
        "tensorflow.scatter_nd(indices, updates, shape, ...)",
        "keras.ops.image.scale_and_translate(images, output_shape=shape, scale, translation, spatial_dims, method, "
        "antialias)",
    ),
    function(selected, "numpy.select(condlist=conditions, choicelist=choices, default)"),
    function(chosen, "keras.ops.select(condlist, choicelist=choices, default)"),
    function(places_in, "keras.ops.unravel_index(indices, shape)"),
    function(up_to, "tensorflow.sequence_mask(lengths, maxlen=longest, dtype, name)"),
    function(looked_up, "tensorflow.nn.embedding_lookup(params=table, ids, max_norm, name)"),
    function(ensured, "tensorflow.ensure_shape(x=a, shape, name)"),
    function(
        either,
        "keras.backend.in_train_phase(x=a, alt=b, training)",
        "keras.backend.in_test_phase(x=a, alt=b, training)",
    ),
)
