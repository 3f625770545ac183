"""Products of matrices and their kin: `matmul`, `dot`, `tensordot`."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import TWO, Given, Library, axes_of, function, place, total, whole
from conv1d_lsp.arrays.demands import at_least, of_one_rank, refused
from conv1d_lsp.arrays.misfits import NoProduct, NotSpreadable, OtherRank, SizesDiffer
from conv1d_lsp.shapes import Dim, Number, Open, Shape, Truth, broadcast, dim


def matmul(a: Given, b: Given, library: Library) -> Shape | None:
    """(…, n, k), (…, k, m) -> (…, n, m), where everything before the last two axes is broadcast."""
    left, right = axes_of(a), axes_of(b)
    if left is None or right is None or not left or not right or not isinstance(a, Shape) or not isinstance(b, Shape):
        return None
    if (len(left) < 2 or len(right) < 2) and library is Library.TENSORFLOW:
        of_one_rank(a, b)
        raise OtherRank(a, "at least 2")
    left, right = (left if len(left) > 1 else (dim(1), *left)), (right if len(right) > 1 else (*right, dim(1)))
    if left[-1].equals(right[-2]) is Truth.NO:
        raise NoProduct(a, b)
    batch = broadcast(Shape(left[:-2]), Shape(right[:-2]))
    if batch is None:
        raise NotSpreadable(a, b)
    ends = ([left[-2]] if a.rank.value != 1 else []) + ([right[-1]] if b.rank.value != 1 else [])
    return Shape((*batch.known_axes, *ends))


def tf_matmul(
    a: Given, b: Given, transpose_a: Given = False, transpose_b: Given = False, library: Library = Library.TENSORFLOW
) -> Shape | None:
    """The same, where either may be turned around first."""
    if not isinstance(transpose_a, bool) or not isinstance(transpose_b, bool):
        return None
    return matmul(_turned(a) if transpose_a else a, _turned(b) if transpose_b else b, library)


def _turned(a: Given) -> Given:
    """The last two axes change places."""
    axes = axes_of(a)
    return None if axes is None or len(axes) < 2 else Shape((*axes[:-2], axes[-1], axes[-2]))


def dot(a: Given, b: Given, library: Library) -> Shape | None:
    """(…, k), (…, k, m) -> (…, …, m): the last axis against the last but one; against the only one of a vector."""
    left, right = axes_of(a), axes_of(b)
    if left is None or right is None or not isinstance(a, Shape) or not isinstance(b, Shape):
        return None
    if not left or not right:
        return Shape(left + right)
    if library is Library.KERAS and len(left) == len(right) == 1:
        return Shape(())
    if library is Library.TENSORFLOW and (len(right) < 2 or len(left) < 2 == len(right)):
        of_one_rank(a, b)
        raise OtherRank(a, "at least 2")
    if library is Library.TENSORFLOW and len(left) < 2:
        return None
    inner = right[-2] if len(right) > 1 else right[-1]
    if left[-1].equals(inner) is Truth.NO:
        raise NoProduct(a, b)
    if library is Library.KERAS and len(right) == 1 and isinstance(left[-1], Open) is not isinstance(inner, Open):
        return None
    return Shape((*left[:-1], *right[:-2], *(right[-1:] if len(right) > 1 else ())))


def inner(a: Given, b: Given) -> Shape | None:
    """(…, k), (…, k) -> the axes of both before the last."""
    left, right = axes_of(a), axes_of(b)
    if not left or not right or not isinstance(a, Shape) or not isinstance(b, Shape):
        return None
    if left[-1].equals(right[-1]) is Truth.NO:
        raise SizesDiffer((a, b), -1)
    return Shape(left[:-1] + right[:-1])


def outer(a: Given, b: Given) -> Shape | None:
    """All numbers of the first against all of the second."""
    left, right = axes_of(a), axes_of(b)
    return None if left is None or right is None else Shape((total(left), total(right)))


def vdot(a: Given, b: Given, library: Library) -> Shape | None:
    """One number, of as many in the second as in the first."""
    left, right = axes_of(a), axes_of(b)
    told = library is Library.NUMPY and left is not None and right is not None
    if told and total(left).equals(total(right)) is Truth.NO:  # type: ignore[arg-type]
        raise refused("b", b, f"an array of {total(left)} numbers")  # type: ignore[arg-type]
    return Shape(()) if isinstance(a, Shape) and isinstance(b, Shape) else None


def tensordot(a: Given, b: Given, axes: Given = TWO, library: Library = Library.NUMPY) -> Shape | None:
    """Over so many axes at the end of the first and the beginning of the second; or over pairs of axes."""
    left, right = axes_of(a), axes_of(b)
    if left is None or right is None or not isinstance(a, Shape) or not isinstance(b, Shape):
        return None
    count = whole(axes)
    if library is Library.KERAS and isinstance(axes, tuple) and any(isinstance(each, Number) for each in axes):
        raise refused("axes", axes, "a number, or a pair of lists")
    if count is not None and 0 <= count <= min(len(left), len(right)):
        gone = (list(range(len(left) - count, len(left))), list(range(count)))
    elif (
        isinstance(axes, tuple)
        and len(axes) == 2
        and not (library is Library.KERAS and any(isinstance(each, Dim) for each in axes))
    ):
        pairs = [each if isinstance(each, tuple) else (each,) for each in axes]
        found = [[place(axis, shape) for axis in each] for each, shape in zip(pairs, (a, b), strict=True)]
        gone = tuple([index for index in each if index is not None] for each in found)  # type: ignore[assignment]
        if any(None in each for each in found):
            return None
    else:
        return None
    clash = next(
        ((left[i], right[j]) for i, j in zip(*gone, strict=False) if left[i].equals(right[j]) is Truth.NO), None
    )
    looks = count is None if library is Library.KERAS else not any(isinstance(size, Open) for size in (*left, *right))
    if clash is not None and len(gone[0]) == len(gone[1]) and looks:
        raise SizesDiffer((a, b), gone[0][0], sizes=clash)
    if len(gone[0]) != len(gone[1]) or any(
        left[i].equals(right[j]) is not Truth.YES and not isinstance(left[i], Open) and not isinstance(right[j], Open)
        for i, j in zip(*gone, strict=True)
    ):
        return None
    kept = [
        [size for index, size in enumerate(each) if index not in out]
        for each, out in zip((left, right), gone, strict=True)
    ]
    return Shape((*kept[0], *kept[1]))


def batch_dot(a: Given, b: Given, axes: Given = None) -> Shape | None:
    """(batch, …, k), (batch, k, …) -> the batch axis, and what is left of both."""
    left, right = axes_of(a), axes_of(b)
    if left is None or right is None:
        return None
    at_least(a, 2)
    if len(right) < 2:
        raise refused("b", b, "an array of at least 2 axes")
    if axes is None:
        first, second = len(left) - 1, len(right) - (2 if len(right) > 2 else 1)
    else:
        pair = [whole(each) for each in (axes if isinstance(axes, tuple) else (axes, axes))]
        if len(pair) != 2 or pair[0] is None or pair[1] is None:
            return None
        first, second = pair[0] % len(left), pair[1] % len(right)
    if not first or not second:
        return None
    if left[first].equals(right[second]) is Truth.NO:
        raise SizesDiffer((Shape(left), Shape(right)), first, sizes=(left[first], right[second]))
    if left[first].equals(right[second]) is not Truth.YES:
        return None
    if left[0].equals(right[0]) is Truth.NO:
        return None
    rest = [size for index, size in enumerate(left) if index not in (0, first)]
    rest += [size for index, size in enumerate(right) if index not in (0, second)]
    return Shape((left[0] if not isinstance(left[0], Open) else right[0], *(rest or [dim(1)])))


def kron(a: Given, b: Given) -> Shape | None:
    """Each size times the other's."""
    left, right = axes_of(a), axes_of(b)
    if left is None or right is None or len(left) != len(right):
        return None
    return Shape(tuple(x * y for x, y in zip(left, right, strict=True)))


def cross(a: Given, b: Given) -> Shape | None:
    """Of vectors of three numbers along the last axis."""
    left, right = axes_of(a), axes_of(b)
    if not left or not right or not isinstance(a, Shape) or not isinstance(b, Shape):
        return None
    if broadcast(Shape(left[:-1]), Shape(right[:-1])) is None:
        raise NotSpreadable(a, b)
    for name, vectors in (("a", a), ("b", b)):
        if all(vectors[-1].equals(count) is Truth.NO for count in (2, 3)):
            raise refused(name, vectors, "vectors of 2 or 3 numbers")
    if left[-1].value != 3 or right[-1].value != 3:
        return None
    return broadcast(a, b)


PRODUCTS = (
    function(matmul, "numpy.matmul keras.ops.matmul(x1=a, x2=b)"),
    function(
        tf_matmul,
        "tensorflow.matmul tensorflow.linalg.matmul(a, b, transpose_a, transpose_b, adjoint_a, adjoint_b, ...)",
    ),
    function(dot, "numpy.dot .dot(a, b)", "keras.ops.dot(x1=a, x2=b)", "keras.backend.dot(x=a, y=b)"),
    function(inner, "numpy.inner(a, b)", "keras.ops.inner(x1=a, x2=b)", since=(3, 15)),
    function(outer, "numpy.outer(a, b)", "keras.ops.outer(x1=a, x2=b)"),
    function(vdot, "numpy.vdot(a, b)", "keras.ops.vdot(x1=a, x2=b)"),
    function(
        tensordot,
        "numpy.tensordot(a, b, axes)",
        "tensorflow.tensordot(a, b, axes, name)",
        "keras.ops.tensordot(x1=a, x2=b, axes)",
    ),
    function(kron, "numpy.kron(a, b)", "keras.ops.kron(x1=a, x2=b)"),
    function(cross, "numpy.cross(a, b)", "keras.ops.cross(x1=a, x2=b)"),
    function(batch_dot, "keras.backend.batch_dot(x=a, y=b, axes)"),
)
