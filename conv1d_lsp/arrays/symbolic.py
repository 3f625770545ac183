"""Functions that Keras 3 refuses to call on a symbolic tensor, and what does the same in `keras.ops`.

TensorFlow's functions refuse a KerasTensor, NumPy's can't make an array of one, and what is left of `keras.backend` is
TensorFlow's functions. Each is run under Keras 3 in `tests/judge/test_refused_functions.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from msgspec import Struct

#: Functions by module, then: their name in `keras.ops`, then the parameters that mean the same by position, then those
#: that do by name. `new=old` where a parameter is called otherwise in `keras.ops`; `axis!`: without it, the two differ.
_SAME = """
tensorflow tensorflow.math: abs exp sin cos tan tanh sigmoid sign floor negative square sqrt round | | x
tensorflow.math: log log1p expm1 rsqrt erf ceil | | x
tensorflow.math: softplus | | x=features
tensorflow.nn: tanh sigmoid | | x
tensorflow.nn: relu relu6 selu elu softplus softsign | | x=features
tensorflow.nn: silu swish | silu | x=features
tensorflow.nn: leaky_relu | | x=features negative_slope=alpha
tensorflow.nn: softmax log_softmax | | x=logits | axis
tensorflow.nn: moments | | x | axes keepdims
tensorflow: norm | | x=tensor | axis keepdims
tensorflow tensorflow.math: reduce_mean | mean | x=input_tensor axis keepdims
tensorflow tensorflow.math: reduce_sum | sum | x=input_tensor axis keepdims
tensorflow tensorflow.math: reduce_max | max | x=input_tensor axis keepdims
tensorflow tensorflow.math: reduce_min | min | x=input_tensor axis keepdims
tensorflow tensorflow.math: reduce_prod | prod | x=input_tensor axis keepdims
tensorflow.math: reduce_std | std | x=input_tensor axis keepdims
tensorflow.math: reduce_variance | var | x=input_tensor axis keepdims
tensorflow tensorflow.math: argmax argmin | | x=input axis!
tensorflow tensorflow.math: cumsum | | x axis!
tensorflow: concat | concatenate | xs=values axis
tensorflow: stack | | x=values axis
tensorflow: unstack | | x=value num axis
tensorflow: reshape | | x=tensor newshape=shape
tensorflow: expand_dims squeeze | | x=input axis
tensorflow: transpose | | x=a axes=perm
tensorflow: tile | | x=input repeats=multiples
tensorflow: repeat | | x=input repeats axis
tensorflow: pad | | x=tensor pad_width=paddings | constant_values
tensorflow: gather | take | x=params indices | axis!
tensorflow: cast | | x dtype
tensorflow: where | | condition x1=x x2=y
tensorflow: roll | | x=input shift axis
tensorflow: sort | | x=values axis
tensorflow: one_hot | | x=indices num_classes=depth
tensorflow: broadcast_to | | x=input shape
tensorflow: stop_gradient | | variable=input
tensorflow: zeros_like ones_like | | x=input
tensorflow: clip_by_value | clip | x=t x_min=clip_value_min x_max=clip_value_max
tensorflow tensorflow.linalg: matmul | | x1=a x2=b
tensorflow: einsum | | subscripts=equation a b c d
tensorflow: tensordot | | x1=a x2=b axes
tensorflow tensorflow.math: add subtract multiply divide maximum minimum | | x1=x x2=y
tensorflow tensorflow.math: equal not_equal greater greater_equal less less_equal logical_and logical_or | | x1=x x2=y
tensorflow tensorflow.math: logical_not | | x
tensorflow tensorflow.math: pow | power | x1=x x2=y
tensorflow.math: top_k | | x=input k sorted
tensorflow.image: resize | | images size | interpolation=method
numpy: exp square sqrt abs log sin cos tan tanh sign | | x
numpy: zeros_like ones_like | | x=a
numpy: mean sum max min std var prod | | x=a axis | keepdims
numpy: reshape | | x=a newshape=shape
numpy: expand_dims | | x=a axis
numpy: transpose | | x=a axes
numpy: swapaxes | | x=a axis1 axis2
numpy: moveaxis | | x=a source destination
numpy: concatenate | | xs=arrays axis!
numpy: stack | | x=arrays axis
numpy: matmul add subtract multiply divide maximum minimum power | | x1 x2
numpy: dot | | x1=a x2=b
numpy: clip | | x=a x_min=a_min x_max=a_max
numpy: argmax argmin | | x=a axis
numpy: cumsum | | x=a axis
numpy: repeat | | x=a repeats axis
numpy: tile | | x=A repeats=reps
numpy: round | | x=a
numpy: where | | condition x1=x x2=y
keras.backend: abs square exp log sin cos sign round tanh sigmoid softplus softsign zeros_like ones_like relu | | x
keras.backend: softmax | | x axis
keras.backend: sum mean max min prod std var any all | | x axis keepdims
keras.backend: concatenate | | xs=tensors axis
keras.backend: stack | | x axis
keras.backend: reshape | | x newshape=shape
keras.backend: expand_dims | | x axis!
keras.backend: squeeze | | x axis
keras.backend: permute_dimensions | transpose | x axes=pattern
keras.backend: tile | | x repeats=n
keras.backend: repeat_elements | repeat | x repeats=rep axis
keras.backend: cast | | x dtype
keras.backend: clip | | x x_min=min_value x_max=max_value
keras.backend: argmax argmin cumsum | | x axis!
keras.backend: maximum minimum equal not_equal greater greater_equal less less_equal | | x1=x x2=y
keras.backend: pow | power | x1=x x2=a
keras.backend: one_hot | | x=indices num_classes
"""

#: Those that `keras.ops` has not under the same meaning.
_ONLY_REFUSED = """
tensorflow: shape rank size identity split slice reverse add_n boolean_mask ensure_shape map_fn constant
tensorflow: convert_to_tensor Variable unique reduce_any reduce_all reduce_logsumexp
tensorflow.math: l2_normalize
tensorflow.nn: gelu l2_normalize dropout conv1d conv2d max_pool1d avg_pool1d max_pool2d bias_add depth_to_space
tensorflow.nn: space_to_depth
tensorflow.linalg: band_part norm logm slogdet
tensorflow.signal: stft frame rfft fft irfft rfft2d irfft2d rfft3d irfft3d
numpy: array asarray copy hstack vstack pad einsum split ravel append atleast_1d
keras.backend: sqrt elu batch_dot dot repeat flatten batch_flatten reverse l2_normalize shape gather transpose
keras.backend: hard_sigmoid bias_add dropout temporal_padding switch
"""

#: Those of TensorFlow that Keras 2 refuses too: it can't make layers of them.
_REFUSED_BY_BOTH = """
tensorflow: constant
tensorflow.linalg: logm slogdet
tensorflow.signal: rfft irfft rfft2d irfft2d rfft3d irfft3d
"""

#: Those of TensorFlow that give the same in the function of a Lambda layer.
_IN_LAMBDA = """
tensorflow: identity split slice reverse add_n ensure_shape reduce_logsumexp
tensorflow.math: l2_normalize
tensorflow.nn: gelu l2_normalize conv1d conv2d max_pool1d avg_pool1d max_pool2d bias_add depth_to_space space_to_depth
tensorflow.linalg: band_part norm
tensorflow.signal: stft frame rfft
"""


class Same(Struct, frozen=True):
    """A function of `keras.ops` that means the same as another library's.

    positional: the other's parameters that may be given by position, in its order. renamed: its parameters by name,
    with what `keras.ops` calls them. needed: those without which the two differ.
    """

    name: str
    positional: tuple[str, ...]
    renamed: MappingProxyType[str, str]
    needed: frozenset[str]


@cache
def refused_on_symbolic() -> MappingProxyType[str, Same | None]:
    """The functions that Keras 3 refuses on symbolic tensors, by path, with what `keras.ops` has for them."""
    return MappingProxyType({**dict(_refused_only()), **dict(_with_same())})


@cache
def refused_by_keras_2() -> frozenset[str]:
    """Those that Keras 2 refuses on symbolic tensors as well."""
    return frozenset(_listed(_REFUSED_BY_BOTH))


@cache
def runs_in_lambda() -> frozenset[str]:
    """Those that can be put into a Lambda layer, each of which a test runs under Keras 3."""
    return frozenset(_listed(_IN_LAMBDA))


def _refused_only() -> Iterator[tuple[str, None]]:
    return ((name, None) for name in _listed(_ONLY_REFUSED))


def _listed(rows: str) -> Iterator[str]:
    for row in rows.split("\n"):
        modules, _, names = row.partition(":")
        yield from (f"{module}.{name}" for module in modules.split() for name in names.split())


def _with_same() -> Iterator[tuple[str, Same]]:
    for row in filter(None, _SAME.split("\n")):
        modules, _, rest = row.partition(":")
        names, there, positional, *by_name = rest.split("|")
        pairs = [_pair(word) for word in " ".join((positional, *by_name)).split()]
        needed = frozenset(old for _, old, must in pairs if must)
        renamed = MappingProxyType({old: new for new, old, _ in pairs})
        first = tuple(_pair(word)[1] for word in positional.split())
        for module in modules.split():
            for name in names.split():
                yield f"{module}.{name}", Same(there.strip() or name, first, renamed, needed)


def _pair(word: str) -> tuple[str, str, bool]:
    """The name in `keras.ops`, the name there, and whether it must be given."""
    new, _, old = word.rstrip("!").partition("=")
    return new, old or new, word.endswith("!")
