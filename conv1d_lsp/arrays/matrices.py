"""Functions of linear algebra on the last two axes."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import Given, Result, axes_of, function
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, smallest


def square(a: Given) -> tuple[Dim, ...] | None:
    """The axes of square matrices."""
    axes = axes_of(a)
    return axes if axes is not None and len(axes) > 1 and axes[-1].equals(axes[-2]) is Truth.YES else None


def same(a: Given) -> Shape | None:
    axes = square(a)
    return None if axes is None else Shape(axes)


def number(a: Given) -> Shape | None:
    """A number for each matrix."""
    axes = square(a)
    return None if axes is None else Shape(axes[:-2])


def eigen(a: Given) -> Result:
    """Values and vectors."""
    axes = square(a)
    return None if axes is None else (Shape(axes[:-1]), Shape(axes))


def qr(a: Given, mode: Given = "reduced") -> Result:
    """(…, n, m) -> (…, n, k) and (…, k, m), where k is the shorter one; with "complete", n."""
    axes = _full(a)
    if axes is None or mode not in ("reduced", "complete"):
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
    axes = _full(a)
    return None if axes is None else Shape((*axes[:-2], axes[-1], axes[-2]))


def rank(a: Given) -> Shape | None:
    axes = axes_of(a)
    return Shape(axes[:-2]) if axes is not None and len(axes) > 1 else None


def solved(a: Given, b: Given) -> Shape | None:
    """The shape of the right side, for square matrices."""
    axes, right = square(a), axes_of(b)
    if axes is None or right is None or len(right) != len(axes):
        return None
    fits = right[-2].equals(axes[-1]) is Truth.YES
    alike = all(x.same(y) for x, y in zip(axes[:-2], right[:-2], strict=True))
    return Shape(right) if fits and alike else None


def _full(a: Given) -> tuple[Dim, ...] | None:
    """The axes of matrices whose sides are known."""
    axes = axes_of(a)
    known = axes is not None and len(axes) > 1 and not any(isinstance(size, Open) for size in axes[-2:])
    return axes if known else None


MATRICES = (
    function(same, "keras.ops.inv tensorflow.linalg.inv keras.ops.cholesky keras.ops.cholesky_inverse(*)"),
    function(number, "keras.ops.det tensorflow.linalg.det keras.ops.logdet(*)"),
    function(eigen, "keras.ops.eig keras.ops.eigh(x=a)", "tensorflow.linalg.eigh(tensor=a, name)"),
    function(qr, "keras.ops.qr(x=a, mode)"),
    function(svd, "keras.ops.svd(x=a, full_matrices, compute_uv)"),
    function(turned, "keras.ops.pinv(x=a)"),
    function(rank, "keras.ops.matrix_rank(x=a)"),
    function(solved, "keras.ops.solve(a, b)"),
)
