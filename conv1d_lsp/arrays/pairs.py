"""Functions of two or three arrays, element by element: `tf.maximum(a, b)`, `np.add(a, b)`, `where`."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import Given, function
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.arrays.misfits import NotSpreadable
from conv1d_lsp.shapes import Dim, Number, Shape, broadcast

_COMMON = "add divide equal greater greater_equal less less_equal maximum minimum multiply not_equal subtract"
_NUMPY = (
    "arctan2 floor_divide fmax fmin fmod logaddexp logaddexp2 logical_and logical_or "
    "logical_xor mod nextafter power true_divide"
)
_NUMPY_ALONE = "copysign float_power ldexp bitwise_and bitwise_or bitwise_xor left_shift right_shift pow remainder"
_ARRAYS = "gcd heaviside hypot lcm"
_MATH = "divide_no_nan floordiv floormod logical_and logical_or logical_xor pow squared_difference truediv"


def _operand(value: Given) -> Shape | None:
    if isinstance(value, Shape):
        return value
    return Shape(()) if isinstance(value, Dim | float | bool) else None


def tf_pair(a: Given, b: Given) -> Shape | None:
    """The same in TensorFlow, which makes an integer in front into a tensor of integers: that may not fit."""
    return None if isinstance(a, Dim) else pair(a, b)


def pair(a: Given, b: Given) -> Shape | None:
    """The shape of both together."""
    left, right = _operand(a), _operand(b)
    if left is None or right is None:
        return None
    together = broadcast(left, right)
    if together is None:
        raise NotSpreadable(left, right)
    return together


def both_arrays(a: Given, b: Given) -> Shape | None:
    """The same for a function that takes no plain numbers."""
    return pair(a, b) if isinstance(a, Shape) and isinstance(b, Shape) else None


def where(condition: Given, a: Given = None, b: Given = None) -> Shape | None:
    """The shape of all three together; with a condition alone, its places, which can't be told."""
    return None if a is None or b is None else pair(pair(condition, a), b)


def first_of_two(a: Given, b: Given) -> Shape | None:
    """The shape of the first, whatever that of the second is: `keras.ops` does not look."""
    if isinstance(b, Number | float | bool):
        raise refused("b", b, "a tensor or an array")
    return a if isinstance(a, Shape) and isinstance(b, Shape) else None


def shifted(a: Given, b: Given) -> Shape | None:
    """The same, where the second may be a number."""
    return a if isinstance(a, Shape) and isinstance(b, Shape | Dim) else None


def clipped(a: Given, low: Given = None, high: Given = None) -> Shape | None:
    """The shape of all three together; a bound may be left out."""
    result = a if isinstance(a, Shape) else None
    for bound in (low, high):
        result = None if result is None else result if bound is None else pair(result, bound)
    return result


def clip(a: Given, low: Given, high: Given) -> Shape | None:
    """The shape of the first: the bounds are numbers."""
    numbers = all(isinstance(each, Dim | float) for each in (low, high))
    return a if isinstance(a, Shape) and numbers else None


def _all(root: str, *names: str) -> str:
    return " ".join(f"{root}.{name}" for text in names for name in text.split())


PAIRS = (
    function(
        pair,
        f"{_all('numpy', _COMMON, _NUMPY, _NUMPY_ALONE)}(x1=a, x2=b, ...)",
        f"{_all('keras.ops', _COMMON, _NUMPY, 'divide_no_nan isclose')}(x1=a, x2=b, ...)",
        "numpy.isclose(a, b, ...)",
    ),
    function(
        tf_pair,
        f"{_all('tensorflow', _COMMON, 'pow logical_and logical_or')}(x=a, y=b, name)",
        f"{_all('tensorflow.math', _COMMON, _MATH)}(x=a, y=b, name)",
        f"{_all('keras.backend', 'maximum minimum equal not_equal less less_equal greater greater_equal')}(x=a, y=b)",
        "keras.backend.pow(x=a, a=b)",
        "tensorflow.math.atan2(y=a, x=b, name)",
    ),
    function(
        where,
        "keras.ops.where(condition, x1=a, x2=b)",
        "tensorflow.where(condition, x=a, y=b, name)",
    ),
    function(both_arrays, f"{_all('numpy', _ARRAYS)} {_all('keras.ops', _ARRAYS)}(x1=a, x2=b)"),
    function(
        clipped,
        "numpy.clip(a, a_min=low, a_max=high, out, min=low, max=high)",
        ".clip(a, min=low, max=high, out)",
    ),
    function(
        clip,
        "keras.ops.clip(x=a, x_min=low, x_max=high)",
        "keras.backend.clip(x=a, min_value=low, max_value=high)",
        "tensorflow.clip_by_value(t=a, clip_value_min=low, clip_value_max=high, name)",
    ),
    function(
        first_of_two,
        "keras.ops.bitwise_and keras.ops.bitwise_or keras.ops.bitwise_xor(x=a, y=b)",
        "keras.ops.isin(x1=a, x2=b, assume_unique, invert)",
    ),
    function(
        shifted,
        f"{_all('keras.ops', 'bitwise_left_shift bitwise_right_shift left_shift right_shift')}(x=a, y=b)",
    ),
)
