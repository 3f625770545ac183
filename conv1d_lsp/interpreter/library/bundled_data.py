"""What `keras.datasets.*.load_data()` gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import AXES_ORDER
from conv1d_lsp.interpreter.values import NONE, RAGGED, Array, Constant, TupleValue, Value
from conv1d_lsp.shapes import Dim, Shape, Unclear, dim

#: Of each set of images: the axes after the first, of an image and of its label. Keras's own code asserts these.
_IMAGES = {
    "mnist": ((28, 28), ()),
    "fashion_mnist": ((28, 28), ()),
    "cifar10": ((32, 32, 3), (1,)),
    "cifar100": ((32, 32, 3), (1,)),
}
_TRAINING_IMAGES = {"mnist": 60_000, "fashion_mnist": 60_000, "cifar10": 50_000, "cifar100": 50_000}
_TEST_IMAGES = 10_000

#: The classes of each set: all of them are among the labels of the training data.
_CLASSES = {"mnist": 10, "fashion_mnist": 10, "cifar10": 10, "cifar100": 100, "imdb": 2, "reuters": 46}

#: How many rows there are, and the columns of a row; from the documentation of Keras.
_TABLES = {"boston_housing": (506, 13), "california_housing": (20_640, 8)}
_SMALL_CALIFORNIA = 600

#: How many texts there are; from the documentation of Keras.
_REUTERS, _IMDB_HALF = 11_228, 25_000

_Data = Callable[[Dim, tuple[int, ...]], Array]


def _images(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    image, label = _IMAGES[name]
    if len(image) == 3 and AXES_ORDER in m.state.variables:
        return m.unknown("the order of axes that the program sets", node)
    array = _maker(name, m, node)
    train, test = dim(_TRAINING_IMAGES[name]), dim(_TEST_IMAGES)
    x_train, x_test = (replace(array(count, image), raw=name) for count in (train, test))
    coarse = name == "cifar100" and bool(arguments.all())
    labels = (array(count, label) if coarse else _labelled(name, array(count, label)) for count in (train, test))
    y_train, y_test = labels
    return _halves(x_train, y_train, x_test, y_test)


def _table(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    count, columns = _TABLES[name]
    version = arguments.get(0, "version") if name == "california_housing" else None
    if version is not None:
        known = version.value if isinstance(version, Constant) else None
        if known not in ("small", "large"):
            return m.unknown("which version of the data is loaded", node)
        count = _SMALL_CALIFORNIA if known == "small" else count
    place = 2 if name == "california_housing" else 1
    train, test = _split(count, arguments.get(place, "test_split"))
    array = _maker(name, m, node)
    x_train, x_test = (replace(array(count, (columns,)), raw=name) for count in (train, test))
    return _halves(x_train, array(train, ()), x_test, array(test, ()))


def _texts(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Lists of words of different lengths: an array of lists. Texts that are too long may be left out."""
    longest = arguments.get(3, "maxlen")
    if name == "imdb":
        train = test = dim(_IMDB_HALF)
    else:
        train, test = _split(_REUTERS, arguments.get(4, "test_split"))
    if longest is not None and longest is not NONE:
        train = test = Unclear("how many texts are short enough")
    array = _maker(name, m, node)
    texts = _maker(name, m, node, RAGGED)
    plain = not set(arguments.keywords) - {"num_words", "path", "seed"} and len(arguments.positional) <= 2
    y_train, y_test = array(train, ()), array(test, ())
    if plain:
        y_train, y_test = _labelled(name, y_train), _labelled(name, y_test) if name == "imdb" else y_test
    return _halves(texts(train, ()), y_train, texts(test, ()), y_test)


def _labelled(name: str, labels: Array) -> Array:
    return replace(labels, holds=frozenset(range(_CLASSES[name])))


def _split(count: int, part: Value | None) -> tuple[Dim, Dim]:
    """How many samples go to training and to the test, as Keras counts them."""
    share = 0.2 if part is None else part.value if isinstance(part, Constant) else None
    if not isinstance(share, float) or not 0 <= share < 1:
        why = Unclear("how much of the data is for the test")
        return why, why
    train = int(count * (1 - share))
    return dim(train), dim(count - train)


def _maker(name: str, m: Machine, node: cst.CSTNode, dtype: str | None = None) -> _Data:
    site = m.site(node)

    def make(count: Dim, inner: tuple[int, ...]) -> Array:
        return Array(Shape((count, *map(dim, inner))), site, f"{name}.load_data", dtype)

    return make


def _halves(*arrays: Array) -> Value:
    return TupleValue((TupleValue(arrays[:2]), TupleValue(arrays[2:])))


BUNDLED_DATA: Mapping[str, Builtin] = {
    f"keras.datasets.{name}.load_data": partial(load, name)
    for load, names in ((_images, _IMAGES), (_table, _TABLES), (_texts, ("imdb", "reuters")))
    for name in names
}
