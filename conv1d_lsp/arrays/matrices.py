"""Functions of linear algebra on the last two axes."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import Given, Library, Pack, Result, axes_of, function
from conv1d_lsp.arrays.demands import at_least, differ, of_ranks, refused
from conv1d_lsp.arrays.misfits import NotSpreadable, SizesDiffer
from conv1d_lsp.shapes import Dim, Number, Open, Shape, Truth, Unclear, broadcast, smallest


def square(a: Given, library: Library) -> tuple[Dim, ...] | None:
    """The axes of square matrices."""
    axes = at_least(a, 2)
    if axes is None:
        return None
    rows, columns = axes[-2:]
    if differ(rows, columns) if library is Library.KERAS else rows.equals(columns) is Truth.NO:
        raise refused("a", a, "square matrices")
    if isinstance(rows, Open) and isinstance(columns, Open | Number):
        return (*axes[:-2], columns, columns)
    if isinstance(columns, Open) and isinstance(rows, Number):
        return (*axes[:-2], rows, rows)
    return axes if rows.equals(columns) is Truth.YES else None


def same(a: Given, library: Library) -> Shape | None:
    axes = square(a, library)
    return None if axes is None else Shape(axes)


def number(a: Given, library: Library) -> Shape | None:
    """A number for each matrix."""
    axes = square(a, library)
    return None if axes is None else Shape(axes[:-2])


def unchecked_number(a: Given) -> Shape | None:
    """The same where nobody looks at the matrices."""
    axes = axes_of(a)
    return None if axes is None else Shape(axes[:-2])


def sign_and_number(a: Given) -> Result:
    """The sign comes as one, whatever the batch is."""
    axes = axes_of(a)
    return None if axes is None else (Shape(()), Shape(axes[:-2]))


def eigen(a: Given, library: Library) -> Result:
    """Values and vectors."""
    axes = square(a, library)
    return None if axes is None else (Shape(axes[:-1]), Shape(axes))


def qr(a: Given, mode: Given = "reduced") -> Result:
    """(…, n, m) -> (…, n, k) and (…, k, m), where k is the shorter one; with "complete", n."""
    if isinstance(mode, str) and mode not in ("reduced", "complete"):
        raise refused("mode", mode, "'reduced' or 'complete'")
    axes = _full(a)
    if axes is None or not isinstance(mode, str):
        return None
    *batch, rows, columns = axes
    inner = smallest((rows, columns)) if mode == "reduced" else rows
    return Shape((*batch, rows, inner)), Shape((*batch, inner, columns))


def svd(a: Given, full_matrices: Given = True, compute_uv: Given = True) -> Result:
    """(…, n, m) -> (…, n, n), (…, k) and (…, m, m)."""
    axes = _full(a)
    if axes is None or not isinstance(full_matrices, bool) or not isinstance(compute_uv, bool):
        return None
    *batch, rows, columns = axes
    inner = smallest((rows, columns))
    if not compute_uv:
        return Shape((*batch, inner))
    left, right = ((*batch, rows, rows), (*batch, columns, columns))
    if not full_matrices:
        left, right = ((*batch, rows, inner), (*batch, inner, columns))
    return Shape(left), Shape((*batch, inner)), Shape(right)


def turned(a: Given) -> Shape | None:
    """(…, n, m) -> (…, m, n)."""
    axes = at_least(a, 2)
    return None if axes is None else Shape((*axes[:-2], axes[-1], axes[-2]))


def factored(a: Given) -> Result:
    """(…, n, m) -> the same, and (…, k), where k is the shorter one."""
    axes = _full(a)
    return None if axes is None else (Shape(axes), Shape((*axes[:-2], smallest(axes[-2:]))))


def solved(a: Given, b: Given, library: Library) -> Shape | None:
    """The shape of the right side, for square matrices."""
    axes, right = square(a, library), axes_of(b)
    if axes is None or right is None:
        return None
    if not right:
        raise refused("b", b, "a vector or matrices")
    index = -2 if len(axes) == len(right) else -1 if len(axes) == len(right) - 1 else None
    if index is not None and differ(axes[index], right[index]):
        raise SizesDiffer((Shape(axes), Shape(right)), index)
    return Shape(right)


def nearest(a: Given, b: Given) -> Shape | None:
    """(n, m), (n, k) -> (m, k); a vector of n -> (m,)."""
    axes, right = of_ranks(a, 2), axes_of(b)
    if axes is None or right is None:
        return None
    if len(right) not in (1, 2):
        raise refused("b", b, "a vector or a matrix")
    if differ(axes[0], right[0]):
        raise SizesDiffer((Shape(axes), Shape(right)), 0)
    return Shape((axes[1], *right[1:]))


def distances(a: Given, b: Given) -> Shape | None:
    """(…, n, k), (…, m, k) -> (…, n, m)."""
    left, right = at_least(a, 2), axes_of(b)
    if left is None or right is None:
        return None
    if len(right) < 2:
        raise refused("b", b, "an array of at least 2 axes")
    if left[-1].equals(right[-1]) is Truth.NO:
        raise SizesDiffer((Shape(left), Shape(right)), -1)
    batch = broadcast(Shape(left[:-2]), Shape(right[:-2]))
    if batch is None:
        raise NotSpreadable(Shape(left), Shape(right))
    return Shape((*batch.known_axes, left[-2], right[-2]))


def diag(a: Given) -> Shape | None:
    """(…, n) -> (…, n, n)."""
    axes = at_least(a, 1)
    return None if axes is None else Shape((*axes, axes[-1]))


def of_each(a: Given) -> Shape | None:
    """(…, n, m) -> (…)."""
    axes = at_least(a, 2)
    return None if axes is None else Shape(axes[:-2])


def times_vector(a: Given, b: Given) -> Shape | None:
    """(…, n, m), (…, m) -> (…, n)."""
    left, right = at_least(a, 2), axes_of(b)
    if left is None or not right or len(left) != len(right) + 1:
        return None
    if left[-1].equals(right[-1]) is Truth.NO:
        raise SizesDiffer((Shape(left), Shape(right)), -1)
    batch = broadcast(Shape(left[:-2]), Shape(right[:-1]))
    if batch is None:
        raise NotSpreadable(Shape(left), Shape(right))
    return Shape((*batch.known_axes, left[-2]))


def eigenvalues(a: Given, library: Library) -> Shape | None:
    """(…, n, n) -> (…, n)."""
    axes = square(a, library)
    return None if axes is None else Shape(axes[:-1])


def matrices(a: Given) -> Shape | None:
    """The same shape, of matrices."""
    axes = axes_of(a)
    return None if axes is None or len(axes) < 2 else Shape(axes)


def _full(a: Given) -> tuple[Dim, ...] | None:
    """The axes of matrices whose sides are known."""
    axes = at_least(a, 2)
    if axes is not None and any(isinstance(size, Open) for size in axes[-2:]):
        raise refused("a", a, "matrices of known sizes")
    return axes


def numpy_qr(a: Given, mode: Given = "reduced") -> Result:
    """The same as `qr`; of "r" the second alone."""
    if mode in ("r", "raw"):
        pair = qr(a) if mode == "r" else None
        return pair[1] if isinstance(pair, tuple) else None
    return qr(a, mode)


def power(a: Given, n: Given, library: Library) -> Shape | None:
    return same(a, library) if isinstance(n, Dim) else None


def numpy_solved(a: Given, b: Given, library: Library) -> Shape | None:
    """The same as `solved`, where a vector is one for all matrices."""
    axes, right = square(a, library), axes_of(b)
    if axes is None or right is None or len(right) not in ((1, 2) if len(axes) == 2 else (len(axes),)):
        return None
    index = -1 if len(right) == 1 else -2
    if axes[-1].equals(right[index]) is Truth.NO:
        raise SizesDiffer((Shape(axes), Shape(right)), index, sizes=(axes[-1], right[index]))
    return Shape(right) if all(x.same(y) for x, y in zip(axes[:-2], right[:-2], strict=False)) else None


def numpy_nearest(a: Given, b: Given) -> Result:
    """What comes nearest, what is left, how many rows are of use, and the singular values."""
    result, axes = nearest(a, b), axes_of(a)
    if result is None or axes is None:
        return None
    left = Shape((Unclear("how many residuals there are depends on the numbers"),))
    return Pack((result, left, Shape(()), Shape((smallest(axes),))))


def of_matrices(a: Given, p: Given = None) -> Shape | None:
    """(…, n, m) -> (…)."""
    axes = at_least(a, 2)
    return None if axes is None or not (p is None or isinstance(p, Dim | float | str)) else Shape(axes[:-2])


def signs_and_numbers(a: Given, library: Library) -> Result:
    """A sign and a number for each matrix."""
    axes = square(a, library)
    return None if axes is None else (Shape(axes[:-2]), Shape(axes[:-2]))


MATRICES = (
    function(numpy_qr, "numpy.linalg.qr(a, mode)", fields="Q R"),
    function(power, "numpy.linalg.matrix_power(a, n)"),
    function(numpy_solved, "numpy.linalg.solve(a, b)"),
    function(numpy_nearest, "numpy.linalg.lstsq(a, b, rcond)"),
    function(of_matrices, "numpy.linalg.cond(x=a, p)"),
    function(signs_and_numbers, "numpy.linalg.slogdet(a)", fields="sign logabsdet"),
    function(eigen, "numpy.linalg.eig(a)", "numpy.linalg.eigh(a, UPLO)", fields="eigenvalues eigenvectors"),
    function(svd, "numpy.linalg.svd(a, full_matrices, compute_uv, hermitian)", fields="U S Vh"),
    function(
        same,
        "numpy.linalg.inv(a)",
        "numpy.linalg.cholesky(a, ...)",
        "keras.ops.inv(x=a)",
        "keras.ops.cholesky keras.ops.cholesky_inverse(x=a, upper)",
        "tensorflow.linalg.inv(input=a, adjoint, name)",
        "tensorflow.linalg.cholesky(input=a, name)",
    ),
    function(number, "numpy.linalg.det(a)", "keras.ops.det(x=a)", "tensorflow.linalg.det(input=a, name)"),
    function(unchecked_number, "keras.ops.logdet(x=a)"),
    function(sign_and_number, "keras.ops.slogdet(x=a)"),
    function(eigen, "keras.ops.eig keras.ops.eigh(x=a)", "tensorflow.linalg.eigh(tensor=a, name)"),
    function(qr, "keras.ops.qr(x=a, mode)"),
    function(svd, "keras.ops.svd(x=a, full_matrices, compute_uv)"),
    function(factored, "keras.ops.lu_factor(x=a)"),
    function(turned, "numpy.linalg.pinv(a, rcond, hermitian, ...)", "keras.ops.pinv(x=a, rcond)"),
    function(turned, "numpy.matrix_transpose numpy.linalg.matrix_transpose(x=a)"),
    function(solved, "keras.ops.solve(a, b)", "keras.ops.solve_triangular(a, b, lower)"),
    function(nearest, "keras.ops.lstsq(a, b, rcond)"),
    function(distances, "keras.ops.cdist(x=a, y=b)"),
    function(diag, "tensorflow.linalg.diag(diagonal=a)"),
    function(of_each, "keras.ops.matrix_rank(x=a, tol)", "tensorflow.linalg.trace(x=a, name)"),
    function(times_vector, "tensorflow.linalg.matvec(a, b)"),
    function(eigenvalues, "numpy.linalg.eigvals(a)", "numpy.linalg.eigvalsh(a, UPLO)"),
    function(eigenvalues, "tensorflow.linalg.eigvalsh(tensor=a, name)"),
    function(matrices, "tensorflow.linalg.band_part(input=a, num_lower, num_upper, name)"),
    function(turned, "tensorflow.linalg.adjoint(matrix=a, name)", "tensorflow.linalg.pinv(a, rcond)"),
)
