"""Measures the models of `keras.applications`, and prints the rows of `conv1d_lsp/layers/application_table.py`.

`python -m tests.judge.applications [NAME ...]`, where both Keras are installed. Each model is made twice without
weights; the largest take some gigabytes. Keras 3 makes those that it has, Keras 2 the others. What a model makes of n
steps of height or width is `(n + offset) // stride`: whole divisions inside one another, with paddings between, come
to that. The two are found by halving and tried on further sizes.
"""

from __future__ import annotations

import gc
import importlib
import math
import sys
from typing import Any

#: Sizes on which what was found is tried.
TRIED = (96, 97, 149, 224, 299, 331)

#: Whose padding depends on the size that they are made for; made for a given one, they round up.
PAD_BY_SIZE = ("MobileNetV2", "MobileNetV3", "EfficientNetB")

#: Whose paddings and divisions, one inside the other, come to no single division.
NO_DIVISION = ("NASNet",)


def main(names: list[str]) -> None:
    import keras
    import tf_keras

    for each in (keras, tf_keras):
        start_with_zeros(each)
    for name in names or sorted(each for each in dir(tf_keras.applications) if each[0].isupper()):
        numbers = row(keras if hasattr(keras.applications, name) else tf_keras, name)
        print(f'        "{name}": Measured{numbers},', flush=True)


def start_with_zeros(keras: Any) -> None:
    """Weights cost no time."""
    zeros = keras.initializers.Zeros()
    for each in ("GlorotUniform", "VarianceScaling", "TruncatedNormal", "RandomNormal", "HeNormal"):
        getattr(keras.initializers, each).__call__ = lambda self, shape, dtype=None, **rest: zeros(shape, dtype)


def row(keras: Any, name: str) -> tuple[int | None, ...]:
    """The numbers of one model, in the order of `Measured`."""
    make = getattr(keras.applications, name)
    limits, base = noted(keras, make, include_top=False, weights=None, input_shape=(None, None, 3))
    open_offset: int | None
    open_offset, stride = (None, 32) if name.startswith(NO_DIVISION) else division(keras, base)
    offset = stride - 1 if name.startswith(PAD_BY_SIZE) else open_offset
    bare = (base.output.shape[-1], count(base.trainable_weights), count(base.non_trainable_weights))
    del base
    forget(keras)
    whole = make(include_top=True, weights=None, classes=10)
    last = next(layer for layer in reversed(whole.layers) if layer.weights)
    each_class = count(last.weights) // 10
    below_top = count(whole.trainable_weights) - 10 * each_class
    del whole, last
    forget(keras)
    return (*limits, offset, open_offset, stride, *bare, below_top, each_class)


def noted(keras: Any, make: Any, **settings: Any) -> tuple[tuple[int, int], Any]:
    """The model, its usual and its smallest size. MobileNetV3 has those of MobileNet and asks nobody."""
    imagenet_utils: Any = importlib.import_module(f"{keras.__name__}.src.applications.imagenet_utils")
    asked: dict[str, Any] = {}
    real = imagenet_utils.obtain_input_shape

    def spy(*positional: Any, **keywords: Any) -> Any:
        asked.update(keywords)
        return real(*positional, **keywords)

    imagenet_utils.obtain_input_shape = spy
    model = make(**settings)
    imagenet_utils.obtain_input_shape = real
    return (asked.get("default_size", 224), asked.get("min_size", 32)), model


def division(keras: Any, model: Any) -> tuple[int, int]:
    """The offset and the stride of a model for images of any size."""

    def places(size: int) -> int:
        return int(model(keras.Input((size, size, 3))).shape[1])

    low = 320
    base = places(low)
    stride = 1600 // (places(low + 1600) - base)
    high = low + stride
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if places(middle) == base else (low, middle)
    offset = (base + 1) * stride - high
    for size in TRIED:
        assert places(size) == (size + offset) // stride, (model.name, size, places(size), offset, stride)
    return offset, stride


def count(weights: list[Any]) -> int:
    return sum(math.prod(weight.shape) for weight in weights)


def forget(keras: Any) -> None:
    keras.backend.clear_session()
    gc.collect()


if __name__ == "__main__":
    main(sys.argv[1:])
