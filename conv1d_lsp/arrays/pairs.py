"""Functions of two arrays, element by element: `tf.maximum(a, b)`, `np.add(a, b)`."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import ArrayFunction, Given
from conv1d_lsp.shapes import Dim, Shape, broadcast

_NAMES = "maximum minimum add subtract multiply divide".split()


def _operand(value: Given) -> Shape | None:
    if isinstance(value, Shape):
        return value
    return Shape(()) if isinstance(value, Dim | float | bool) else None


def _pair(first: Given, second: Given) -> Shape | None:
    left, right = _operand(first), _operand(second)
    return None if left is None or right is None else broadcast(left, right)


def _tensorflow(x: Given, y: Given, name: Given = None) -> Shape | None:
    return _pair(x, y)


def _keras(x1: Given, x2: Given) -> Shape | None:
    return _pair(x1, x2)


PAIRS = (
    ArrayFunction(tuple(f"tensorflow.{name}" for name in _NAMES), (), _tensorflow),
    ArrayFunction(tuple(f"tensorflow.math.{name}" for name in (*_NAMES, "squared_difference")), (), _tensorflow),
    ArrayFunction(tuple(f"{root}.{name}" for root in ("numpy", "keras.ops") for name in _NAMES), (), _keras),
    ArrayFunction(("keras.backend.maximum", "keras.backend.minimum"), (), _tensorflow),
)
