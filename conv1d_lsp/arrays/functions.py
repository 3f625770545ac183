"""Functions that make arrays or change their shape. Sources: NumPy's and TensorFlow's reference, judged by runs."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from types import MappingProxyType

from conv1d_lsp.arrays.declaration import ArrayFunction, Given, reshaped, sizes, total, whole
from conv1d_lsp.arrays.joining import JOINS
from conv1d_lsp.arrays.pairs import PAIRS
from conv1d_lsp.arrays.reductions import REDUCTIONS
from conv1d_lsp.arrays.repeating import REPEATS
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear, dim


def _made(shape: Given, dtype: Given = None, order: Given = "C", name: Given = None) -> Shape | None:
    axes = sizes(shape)
    return None if axes is None else Shape(axes)


def _full(shape: Given, fill_value: Given, dtype: Given = None) -> Shape | None:
    return _made(shape)


def _filled(dims: Given, value: Given, name: Given = None) -> Shape | None:
    return _made(dims)


def _by_sizes(*axes: Given) -> Shape | None:
    """`np.random.rand(32, 100, 1)`."""
    known = sizes(tuple(axes))
    return None if known is None else Shape(known)


def _random(size: Given = None) -> Shape | None:
    return Shape(()) if size is None else _made(size)


def _drawn(a: Given = 0.0, b: Given = 1.0, size: Given = None, **named: Given) -> Shape | None:
    """`np.random.normal(loc=0.0, scale=1.0, size=(32, 100, 1))`."""
    return Shape(()) if size is None else _made(size)


def _standard(size: Given = None, dtype: Given = None) -> Shape | None:
    return _random(size)


def _integers(low: Given, high: Given = None, size: Given = None, dtype: Given = None) -> Shape | None:
    return Shape(()) if size is None else _made(size)


def _choice(a: Given, size: Given = None, replace: Given = True, p: Given = None) -> Shape | None:
    return Shape(()) if size is None else _made(size)


def _tf_random(shape: Given, *more: Given, **named: Given) -> Shape | None:
    return _made(shape)


def _arange(start: Given, stop: Given = None, step: Given = None, dtype: Given = None) -> Shape | None:
    """How many numbers there are from `start` to before `stop`."""
    first, last = (dim(0), start) if stop is None else (start, stop)
    if any(isinstance(each, float) for each in (first, last, step)):
        return _float_range(first, last, dim(1) if step is None else step)
    low, high, by = whole(first), whole(last), 1 if step is None else whole(step)
    if low is not None and high is not None and by:
        return Shape.of((len(range(low, high, by)),))
    if low == 0 and by == 1 and isinstance(last, Dim) and (isinstance(last, Open) or (last >= 0) is Truth.YES):
        return Shape((last,))
    return None


def _float_range(start: Given, stop: Given, step: Given) -> Shape | None:
    first, last, by = (each if isinstance(each, float) else whole(each) for each in (start, stop, step))
    if first is None or last is None or not by or not math.isfinite((last - first) / by):
        return None
    return Shape.of((max(math.ceil((last - first) / by), 0),))


def _tf_range(
    start: Given, limit: Given = None, delta: Given = None, dtype: Given = None, name: Given = None
) -> Shape | None:
    return _arange(start, limit, delta)


def _keras_arange(start: Given, stop: Given = None, step: Given = None, dtype: Given = None) -> Shape | None:
    return _arange(start, stop, step)


def _linspace(start: Given, stop: Given, num: Given = None, endpoint: Given = True) -> Shape | None:
    return Shape.of((50,)) if num is None else _made(num)


def _reshape(a: Given, newshape: Given, order: Given = "C") -> Shape | None:
    axes = sizes(newshape)
    return reshaped(a, axes) if isinstance(a, Shape) and axes is not None else None


def _reshape_method(a: Given, *shape: Given, order: Given = "C") -> Shape | None:
    return _reshape(a, shape[0] if len(shape) == 1 else tuple(shape))


def _expand_dims(a: Given, axis: Given) -> Shape | None:
    position = whole(axis)
    if not isinstance(a, Shape) or not a.ranked or position is None:
        return None
    axes = list(a.known_axes)
    if not -len(axes) - 1 <= position <= len(axes):
        return None
    axes.insert(position if position >= 0 else len(axes) + 1 + position, dim(1))
    return Shape(tuple(axes))


def _squeeze(a: Given, axis: Given = None) -> Shape | None:
    if not isinstance(a, Shape) or not a.ranked:
        return None
    axes = a.known_axes
    if axis is None:
        if any((size == 1) is Truth.UNSURE for size in axes):
            return None
        return Shape(tuple(size for size in axes if size.value != 1))
    position = whole(axis)
    if position is None or not -len(axes) <= position < len(axes) or (axes[position] == 1) is Truth.NO:
        return None
    kept = position % len(axes)
    return Shape(axes[:kept] + axes[kept + 1 :])


def _transpose(a: Given, axes: Given = None) -> Shape | None:
    if not isinstance(a, Shape) or not a.ranked:
        return None
    if axes is None:
        return Shape(a.known_axes[::-1])
    order = [whole(axis) for axis in axes] if isinstance(axes, tuple) else []
    if sorted(-1 if each is None else each for each in order) != list(range(len(a.known_axes))):
        return None
    return Shape(tuple(a.known_axes[index] for index in order if index is not None))


def _tf_transpose(a: Given, perm: Given = None, conjugate: Given = False, name: Given = None) -> Shape | None:
    return _transpose(a, perm)


def _keras_transpose(x: Given, axes: Given = None) -> Shape | None:
    return _transpose(x, axes)


def _flat(a: Given, order: Given = "C") -> Shape | None:
    return Shape((total(a.known_axes),)) if isinstance(a, Shape) and a.ranked else None


def _transpose_method(a: Given, *axes: Given) -> Shape | None:
    if not axes:
        return _transpose(a)
    return _transpose(a, axes[0] if len(axes) == 1 and isinstance(axes[0], tuple) else tuple(axes))


def _swapaxes(a: Given, axis1: Given, axis2: Given) -> Shape | None:
    first, second = whole(axis1), whole(axis2)
    if not isinstance(a, Shape) or not a.ranked or first is None or second is None:
        return None
    axes = list(a.known_axes)
    if not all(-len(axes) <= index < len(axes) for index in (first, second)):
        return None
    axes[first], axes[second] = axes[second], axes[first]
    return Shape(tuple(axes))


def _same(a: Given, dtype: Given = None, copy: Given = True) -> Shape | None:
    if isinstance(a, tuple):
        return _nested(a)
    return a if isinstance(a, Shape) else Shape(()) if isinstance(a, float | bool) or whole(a) is not None else None


def _nested(items: tuple[Given, ...]) -> Shape | None:
    """The shape of nested lists of numbers or of arrays."""
    inner = [_same(item) for item in items]
    first = inner[0] if inner else Shape(())
    if first is None or not first.ranked:
        return None
    if any(each is None or each.equals(first) is not Truth.YES for each in inner):
        return None
    return Shape((dim(len(items)), *first.known_axes))


def _to_categorical(x: Given, num_classes: Given = None) -> Shape | None:
    """(…) of labels -> (…, classes); a last axis of 1 goes."""
    if not isinstance(x, Shape) or not x.ranked:
        return None
    axes = x.known_axes[:-1] if len(x.known_axes) > 1 and x.known_axes[-1].value == 1 else x.known_axes
    return Shape((*axes, num_classes if isinstance(num_classes, Dim) else Unclear("the largest label")))


def _pad_sequences(sequences: Given, maxlen: Given = None, dtype: Given = "int32", **rest: Given) -> Shape | None:
    """Lists of different lengths -> (lists, maxlen)."""
    count = dim(len(sequences)) if isinstance(sequences, tuple) else None
    if isinstance(sequences, Shape):
        count = sequences.known_axes[0] if sequences.ranked and sequences.known_axes else None
    if count is None:
        count = Unclear("how many sequences there are")
    return Shape((count, maxlen if isinstance(maxlen, Dim) else Unclear("the longest sequence")))


def _declared() -> tuple[ArrayFunction, ...]:
    return (
        *REDUCTIONS,
        *JOINS,
        *PAIRS,
        *REPEATS,
        _function(_to_categorical, "keras.utils.to_categorical"),
        _function(_pad_sequences, "keras.utils.pad_sequences"),
        _function(_made, "numpy.zeros", "numpy.ones", "numpy.empty", "tensorflow.zeros", "tensorflow.ones"),
        _function(_full, "numpy.full"),
        _function(_filled, "tensorflow.fill"),
        _function(_by_sizes, "numpy.random.rand", "numpy.random.randn"),
        _function(_random, "numpy.random.random", "numpy.random.random_sample", "numpy.random.sample"),
        _function(_drawn, "numpy.random.normal", "numpy.random.uniform"),
        _function(_standard, "numpy.random.standard_normal"),
        _function(_integers, "numpy.random.randint"),
        _function(_choice, "numpy.random.choice"),
        _function(
            _tf_random,
            "tensorflow.random.normal",
            "tensorflow.random.uniform",
            "tensorflow.random.truncated_normal",
            "keras.random.normal",
            "keras.random.uniform",
            "keras.random.truncated_normal",
            "keras.backend.random_normal",
            "keras.backend.random_uniform",
            "keras.backend.truncated_normal",
        ),
        _function(_arange, "numpy.arange"),
        _function(_tf_range, "tensorflow.range"),
        _function(_keras_arange, "keras.ops.arange", "keras.backend.arange"),
        _function(_linspace, "numpy.linspace"),
        _function(_reshape, "numpy.reshape", "tensorflow.reshape", "keras.ops.reshape", "keras.backend.reshape"),
        _function(_reshape_method, methods=("reshape",)),
        _function(_expand_dims, "numpy.expand_dims", "tensorflow.expand_dims", "keras.ops.expand_dims"),
        _function(_squeeze, "numpy.squeeze", "tensorflow.squeeze", "keras.ops.squeeze", methods=("squeeze",)),
        _function(_transpose, "numpy.transpose"),
        _function(_tf_transpose, "tensorflow.transpose"),
        _function(_keras_transpose, "keras.ops.transpose"),
        _function(_flat, methods=("flatten", "ravel")),
        _function(_transpose_method, methods=("transpose",)),
        _function(_swapaxes, "numpy.swapaxes", methods=("swapaxes",)),
        _function(
            _same,
            "numpy.array",
            "numpy.asarray",
            "numpy.copy",
            "numpy.ascontiguousarray",
            "numpy.float32",
            "tensorflow.constant",
            "tensorflow.convert_to_tensor",
            "tensorflow.cast",
            methods=("astype", "copy", "numpy"),
        ),
    )


def _function(shape_of: Callable[..., Shape | None], *names: str, methods: tuple[str, ...] = ()) -> ArrayFunction:
    return ArrayFunction(names, methods, shape_of)


@cache
def _by_name() -> MappingProxyType[str, ArrayFunction]:
    return MappingProxyType({name: function for function in _declared() for name in function.names})


@cache
def _by_method() -> MappingProxyType[str, ArrayFunction]:
    return MappingProxyType({name: function for function in _declared() for name in function.methods})


def find(path: str) -> ArrayFunction | None:
    """The function of this dotted name."""
    return _by_name().get(path)


def find_method(name: str) -> ArrayFunction | None:
    """The method of an array of this name; its first argument is the array."""
    return _by_method().get(name)
