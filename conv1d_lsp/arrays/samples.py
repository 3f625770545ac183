"""How scikit-learn shares samples out: the counts of `train_test_split` and of folds."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from conv1d_lsp.arrays.declaration import Given
from conv1d_lsp.arrays.demands import refused, said
from conv1d_lsp.arrays.misfits import SizesDiffer
from conv1d_lsp.shapes import Dim, Number, Shape, Truth, Unclear, dim

_SHARE = "how many of the samples that is"

#: The share of the test where nothing is said.
_DEFAULT = 0.25

#: What a share of the samples must be.
_WANTED = "an integer above 0, or a float between 0 and 1"


class Halves(Struct, frozen=True):
    """How many samples there are for training and for the test."""

    train: Dim
    test: Dim


def of_one_count(counted: Sequence[Shape]) -> Dim | None:
    """How many samples there are; the arrays have a first axis. None without any. Raises SizesDiffer."""
    first: Shape | None = None
    for shape in counted:
        if first is None or first[0].value is None:
            first = shape
        elif first[0].equals(shape[0]) is Truth.NO:
            raise SizesDiffer((first, shape), 0)
    return None if first is None else first[0]


def halves(samples: Dim, test: Given, train: Given) -> Halves:
    """The counts of `train_test_split`: the test gets the next whole number, training the one before.

    Raises NotTaken where scikit-learn refuses a share, or where nothing is left.
    """
    _look_at("test_size", test, samples)
    _look_at("train_size", train, samples)
    if isinstance(test, float) and isinstance(train, float) and test + train > 1:
        raise refused("train_size", train, f"at most 1 together with test_size={said(test)}")
    if test is None and train is None:
        test = _DEFAULT
    for_test = None if test is None else _counted(samples, test, math.ceil)
    for_train = None if train is None else _counted(samples, train, math.floor)
    if for_test is None and for_train is not None:
        for_test = samples - for_train
    if for_train is None and for_test is not None:
        for_train = samples - for_test
    assert for_test is not None and for_train is not None
    _check_room(samples, for_test, for_train, test, train)
    return Halves(for_train, for_test)


def _check_room(samples: Dim, for_test: Dim, for_train: Dim, test: Given, train: Given) -> None:
    """Raises NotTaken."""
    given = "test_size" if train is None else "train_size"
    if for_train.value == 0:
        raise refused(given, test if train is None else train, f"a size that leaves samples to train of {samples}")
    if (for_test + for_train > samples) is Truth.YES:
        raise refused(given, train, f"at most {samples - for_test}: there are {samples} samples")


def _look_at(name: str, size: Given, samples: Dim) -> None:
    """Raises NotTaken."""
    if isinstance(size, str):
        raise refused(name, size, _WANTED)
    if isinstance(size, float) and not 0 < size < 1:
        raise refused(name, size, _WANTED)
    if isinstance(size, Dim) and (size > 0) is Truth.NO:
        raise refused(name, size, _WANTED)
    if isinstance(size, Dim) and (size < samples) is Truth.NO:
        raise refused(name, size, f"less than the number of samples, {samples}")


def _counted(samples: Dim, size: Given, rounded: Callable[[float], int]) -> Dim:
    """A share of the samples as a count."""
    if isinstance(size, Number):
        return size
    count = samples.value
    return dim(rounded(size * count)) if isinstance(size, float) and count is not None else Unclear(_SHARE)


def folds(samples: Dim, parts: int) -> tuple[Halves, ...] | None:
    """Of `KFold`: the first ones are longer by one, where they can't be equal. None where that is not known."""
    count = samples.value
    if count is None or not 1 < parts <= min(_MOST_FOLDS, count):
        return None
    sizes = [count // parts + (index < count % parts) for index in range(parts)]
    return tuple(Halves(dim(count - each), dim(each)) for each in sizes)


def in_time(samples: Dim, parts: int, size: int | None, gap: int) -> tuple[Halves, ...] | None:
    """Of `TimeSeriesSplit`: tests of one size at the end, each after all that comes before it but for a gap."""
    count = samples.value
    if count is None or not 1 < parts <= _MOST_FOLDS or gap < 0:
        return None
    each = count // (parts + 1) if size is None else size
    if each <= 0 or count - gap - each * parts <= 0:
        return None
    starts = range(count - parts * each, count, each)
    return tuple(Halves(dim(start - gap), dim(each)) for start in starts)


#: More rounds are not followed one by one.
_MOST_FOLDS = 64
