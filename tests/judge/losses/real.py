"""What real Keras makes of one output and one target. Its text is sent to the worker, as a module of a program.

`judged` gives a verdict for each size of the batch, as arrays whose one size is the verdict's number: the worker tells
shapes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np
import tensorflow as tf

RIGHT, RAISES, STRAY, OTHER_VALUE, CONSTANT = 1, 2, 3, 4, 5

#: With so many draws no two of them differ where none ever does.
LUCK = 20

THREE = keras.__version__.startswith("3.")
if THREE:
    from keras.src.trainers.compile_utils import CompileLoss, CompileMetrics
else:
    from tf_keras.src.engine.compile_utils import LossesContainer, MetricsContainer

_ROWS = ("classes", "whole rows", "rows of bits", "vectors", "whole vectors")

ENDINGS = {"other": lambda x: x + 0.0, "sigmoid": lambda x: tf.sigmoid(x), "softmax": lambda x: tf.nn.softmax(x)}

ENDINGS_OF_LAYERS = {"other": "linear", "sigmoid": "sigmoid", "softmax": "softmax"}

Value = Callable[[Any, Any], Any]


def judged(
    kind: str,
    name: str,
    settings: dict[str, Any],
    meets: str,
    output: Sequence[int],
    target: Sequence[int],
    batches: Sequence[int],
    ending: str = "other",
    way: str = "compiled",
) -> tuple[Any, ...]:
    """kind: "loss" or "metric". meets: how numbers of the target belong to those of the output; see `_canonical`.

    output, target: the axes of a sample. batches: sizes of batches, the largest first.
    """
    values: dict[tuple[tuple[int, ...], Any], Value] = {}

    def value(t: Any, o: Any) -> Any:
        axes = t.shape[1:]
        if (axes, t.dtype) not in values:
            values[axes, t.dtype] = _value_of(kind, name, settings, way, tuple(output), axes, t.dtype, ENDINGS[ending])
        return values[axes, t.dtype](t, o)

    verdicts = [_verdict(value, meets, (n, *output), (n, *target), ending) for n in batches]
    if kind == "metric":  # a few samples move no curve: what more of them show holds
        verdicts = [verdicts[0] if each == CONSTANT and verdicts[0] == RIGHT else each for each in verdicts]
    return tuple(np.zeros(each) for each in verdicts)


def runs(
    how: str,
    kind: str,
    name: str,
    settings: dict[str, Any],
    meets: str,
    output: Sequence[int],
    target: Sequence[int],
    samples: int,
    batch: int,
    ending: str,
) -> Any:
    """Whether a real model of one scale takes it, by `fit`, `evaluate`, `train_on_batch` or `test_on_batch`."""
    random = np.random.default_rng(0)
    meant = _meant((samples, *target), (samples, *output)) if meets == "by shape" else meets
    o = _outputs(random, meant, (samples, *output), ending)
    t = _targets(random, meant, (samples, *target), (samples, *output))
    model = keras.Sequential([keras.Input(tuple(output)), Scale(), keras.layers.Activation(ENDINGS_OF_LAYERS[ending])])
    made = _made(kind, name, settings)
    loss = made if kind == "loss" else lambda t, o: tf.reduce_mean(o)
    model.compile("sgd", loss=loss, metrics=None if kind == "loss" else [made])
    size = {"batch_size": batch, "verbose": 0} if how in ("fit", "evaluate") else {}
    try:
        getattr(model, how)(o, t, **size)
    except Exception:
        return np.zeros(RAISES)
    return np.zeros(RIGHT)


class Scale(keras.layers.Layer):  # type: ignore[misc]
    """Something to train, of any shape."""

    def build(self, shape: Any) -> None:
        self.scale = self.add_weight(name="scale", shape=(), initializer="ones")

    def call(self, x: Any) -> Any:
        return x * self.scale


def _verdict(value: Value, meets: str, output: tuple[int, ...], target: tuple[int, ...], ending: str) -> int:
    verdict, varies = RIGHT, False
    if meets == "by shape":
        meets = _meant(target, output)
    for seed in range(LUCK):
        random = np.random.default_rng(seed)
        o = _outputs(random, meets, output, ending)
        t = _targets(random, meets, target, output)
        try:
            found = value(t, o)
        except Exception:
            return RAISES
        straight = _canonical(t, output, meets)
        if straight is None:
            return STRAY
        if straight.shape != t.shape and not _same(found, value, straight, o, meets):
            verdict = OTHER_VALUE
        other = value(t, _outputs(random, meets, output, ending))
        varies = varies or not np.allclose(found, other, rtol=1e-5, atol=1e-7, equal_nan=True)
        if varies and (seed >= 5 or (seed and straight.shape == t.shape)):
            return verdict
    return CONSTANT


def _same(found: Any, value: Value, target: Any, output: Any, meets: str) -> bool:
    try:
        return bool(np.allclose(found, value(target, output), rtol=1e-4, atol=1e-6, equal_nan=True))
    except Exception:
        return meets in ("numbers", "bits")  # nothing to compare with; they are as many, and in their order


def _outputs(random: Any, meets: str, shape: tuple[int, ...], ending: str) -> Any:
    if ending != "other" or meets.endswith("vectors"):
        return random.normal(size=shape).astype("float32")
    if meets == "exact" or meets == "overlaps":
        return random.integers(0, 2, size=shape).astype("float32")
    return random.uniform(0.05, 0.95, size=shape).astype("float32")


def _meant(target: tuple[int, ...], output: tuple[int, ...]) -> str:
    """What a word that fits all stands for."""
    if output[-1] == 1:
        return "bits"
    return "labels" if len(target) < len(output) or target[-1] == 1 else "classes"


def _targets(random: Any, meets: str, shape: tuple[int, ...], output: tuple[int, ...]) -> Any:
    if meets == "one for each":
        return random.integers(0, 3, size=shape).astype("int32")
    if meets == "labels":
        classes = output[-1] if len(output) > 1 else 1
        return random.integers(0, classes, size=shape).astype("int32")
    if meets.startswith("whole"):
        return random.integers(0, 5, size=shape).astype("int32")
    if meets == "sequences":
        return random.integers(1, max(output[-1], 2), size=shape).astype("int32")
    if meets == "vectors":
        return random.normal(size=shape).astype("float32")
    if meets in ("bits", "rows of bits", "flat", "exact", "overlaps"):
        return random.integers(0, 2, size=shape).astype("float32")
    return random.uniform(0.05, 0.95, size=shape).astype("float32")


def _canonical(target: Any, output: tuple[int, ...], meets: str) -> Any:
    """The target in the shape in which it surely means the same; None if there is none.

    numbers, whole numbers, bits, exact: a number for each of the output.
    classes, whole rows, rows of bits, vectors, whole vectors: a row for each row.
    labels: as many labels as rows, in any form. flat, overlaps: as many numbers. sequences, one for each: as it is.
    """
    if meets in ("sequences", "one for each"):
        return target
    if meets in _ROWS and len(target.shape) == len(output) == 1:
        return None
    if meets == "labels" and output[-1] == 1:
        return None  # no classes to choose from
    wanted = output[:-1] if meets == "labels" else output
    if math.prod(target.shape) != math.prod(wanted) or target.shape[:1] != wanted[:1]:
        return None
    if meets in ("labels", "flat", "overlaps"):
        return target.reshape(wanted)
    return target.reshape(wanted) if _bare(target.shape) == _bare(wanted) else None


def _bare(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Without axes of size 1, but for the samples."""
    return (shape[0], *(size for size in shape[1:] if size != 1))


def _value_of(
    kind: str,
    name: str,
    settings: dict[str, Any],
    way: str,
    output: tuple[int, ...],
    target: tuple[int, ...],
    dtype: Any,
    ending: Callable[[Any], Any],
) -> Value:
    """A function of arrays to the loss or the metric, as it is reached in this way."""
    if way != "compiled":
        return _called(kind, name, settings, way)
    made = _made(kind, name, settings)
    container = _container(kind, made)

    def run(t: Any, o: Any) -> Any:
        o = ending(o)
        if kind == "loss":
            return container(t, o)
        container.update_state(t, o)
        return container.metrics[0].result()

    specs = [tf.TensorSpec((None, *target), dtype), tf.TensorSpec((None, *output), "float32")]
    traced = tf.function(run, input_signature=specs, autograph=False)

    def value(t: Any, o: Any) -> Any:
        if kind == "metric" and container.built:
            for metric in container.metrics:
                (metric.reset_state if THREE else metric.reset_states)()
        return traced(t, o).numpy()

    return value


def _made(kind: str, name: str, settings: dict[str, Any]) -> Any:
    """The word itself, or an object with settings."""
    module = keras.losses if kind == "loss" else keras.metrics
    return getattr(module, name)(**settings) if name[0].isupper() else name


def _container(kind: str, made: Any) -> Any:
    if THREE:
        return CompileLoss(made) if kind == "loss" else CompileMetrics([made], None)
    return LossesContainer(made) if kind == "loss" else MetricsContainer([made])


def _called(kind: str, name: str, settings: dict[str, Any], way: str) -> Value:
    module = keras.losses if kind == "loss" else keras.metrics
    if way == "function":
        function = getattr(module, name)
        return lambda t, o: np.mean(function(tf.constant(t), tf.constant(o), **settings).numpy())
    return lambda t, o: np.mean(getattr(module, name)(**settings)(tf.constant(t), tf.constant(o)).numpy())
