"""Functions that keep the shape of their first argument: activations and mathematics of each number."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import AXES_SINCE, LAST, Given, function, place, unchanged
from conv1d_lsp.shapes import Shape

_ACTIVATIONS = "elu gelu leaky_relu relu relu6 selu sigmoid silu softplus softsign swish tanh"
_MATHEMATICS = "abs cos cosh exp floor negative round sign sin sinh sqrt square tan tanh"
_MORE = "ceil erf expm1 log log1p reciprocal rsqrt"
_COPIES = "stop_gradient zeros_like ones_like"

#: Of `keras.ops` alone.
_OPS = (
    "absolute angle arccos arccosh arcsin arcsinh arctan arctanh bitwise_invert bitwise_not cbrt celu conj conjugate "
    "copy corrcoef deg2rad empty_like erfc erfinv exp2 fabs full_like hard_shrink hard_sigmoid hard_silu hard_swish "
    "hard_tanh i0 imag isfinite isinf isnan isneginf isposinf isreal ldexp log10 log2 log_sigmoid logical_not "
    "nan_to_num rad2deg real signbit sinc soft_shrink sparse_plus sparse_sigmoid squareplus tanh_shrink threshold "
    "trunc polar rms_normalization layer_normalization"
)

#: Of NumPy alone, beside what all have.
_NUMPY = (
    "arccos arccosh arcsin arcsinh arctan arctanh around cbrt conj conjugate deg2rad degrees exp2 fabs isfinite isinf "
    "isnan log10 log2 logical_not nan_to_num positive rad2deg radians rint signbit sinc trunc angle fix unwrap real "
    "imag isreal iscomplex isneginf isposinf i0 invert bitwise_not acos asin atan acosh asinh atanh spacing "
    "piecewise"
)


def along_axis(a: Given, axis: Given = LAST) -> Shape | None:
    """What depends on all numbers along an axis, such as `softmax`."""
    if not isinstance(a, Shape) or not a.ranked or isinstance(axis, tuple) or axis is None:
        return a if isinstance(a, Shape) and a.ranked and axis is None else None
    return None if place(axis, a) is None else a


def backend_softmax(a: Given, axis: Given = LAST) -> Shape | None:
    """The same; a vector is refused."""
    return along_axis(a, axis) if isinstance(a, Shape) and a.rank.value != 1 else None


def _all(root: str, *names: str) -> str:
    return " ".join(f"{root}.{name}" for text in names for name in text.split())


ALONG = function(
    along_axis,
    "keras.activations.softmax keras.activations.log_softmax keras.ops.softmax keras.ops.log_softmax(x=a, axis)",
    "keras.ops.sparsemax(x=a, axis)",
    "keras.ops.normalize(x=a, axis, order, epsilon)",
    "tensorflow.nn.softmax tensorflow.nn.log_softmax(logits=a, axis, name)",
    "tensorflow.nn.l2_normalize tensorflow.math.l2_normalize(x=a, axis, epsilon, name)",
    "keras.backend.l2_normalize(x=a, axis)",
    since=AXES_SINCE,
)

BACKEND_SOFTMAX = function(backend_softmax, "keras.backend.softmax(x=a, axis)")

ELEMENTWISE = function(
    unchanged,
    f"{_all('keras.activations', _ACTIVATIONS, 'exponential hard_sigmoid linear mish')}(*)",
    f"{_all('keras.ops', _ACTIVATIONS, _MATHEMATICS, _MORE, _COPIES, _OPS)}(*)",
    f"{_all('tensorflow', _MATHEMATICS, _COPIES, 'acos asin atan identity sigmoid logical_not')}(*)",
    f"{_all('tensorflow.math', _MATHEMATICS, _MORE, 'acos asin atan log_sigmoid sigmoid softplus logical_not')}(*)",
    f"{_all('tensorflow.math', 'is_nan is_inf is_finite lgamma digamma asinh acosh atanh erfc erfinv rint')}(*)",
    f"{_all('tensorflow.math', 'reciprocal_no_nan softsign real imag conj angle')}(*)",
    "tensorflow.clip_by_norm(*)",
    f"{_all('tensorflow.nn', _ACTIVATIONS, 'dropout')}(*)",
    f"{_all('keras.backend', 'relu sigmoid elu softplus softsign hard_sigmoid abs cos exp log round sign sin')}(*)",
    f"{_all('keras.backend', _COPIES, 'sqrt square tanh cast_to_floatx dropout')}(*)",
    f"{_all('numpy', _MATHEMATICS, 'absolute ceil expm1 log log1p reciprocal', _NUMPY)}(*)",
    ".round .conj .conjugate(*)",
)
