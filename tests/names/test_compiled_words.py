"""The words of `compile` against the installed Keras: each name of its modules is known, or is no word to it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from conv1d_lsp.layers.identifiers import Kind
from conv1d_lsp.settings import Generation

MODULES = {Generation.KERAS_2: "tf_keras", Generation.KERAS_3: "keras"}

#: Names that are no words, though the module that Keras 2 looks in has them.
NO_WORDS = re.compile(r"^_|deserialize|serialize|^get$|^clone_|^keras_export$|^is_")


@pytest.mark.parametrize("keras", Generation)
@pytest.mark.parametrize(
    ("kind", "module"), [(Kind.LOSS, "losses"), (Kind.METRIC, "metrics"), (Kind.OPTIMIZER, "optimizers")]
)
def test_every_word_that_keras_takes_is_known(keras: Generation, kind: Kind, module: str) -> None:
    package: Any = pytest.importorskip(MODULES[keras])
    get = getattr(package, module).get
    taken = {name for name in _candidates() if _is_taken(get, name) and not NO_WORDS.search(name)}
    assert len(taken) > 8
    assert not {name for name in taken if not kind.knows(name, keras)}


@pytest.mark.parametrize("kind", [Kind.LOSS, Kind.METRIC, Kind.OPTIMIZER])
def test_every_word_of_keras_3_is_taken(kind: Kind) -> None:
    keras = pytest.importorskip("keras")
    get = getattr(keras, {Kind.LOSS: "losses", Kind.METRIC: "metrics", Kind.OPTIMIZER: "optimizers"}[kind]).get
    chosen_by_shape = {"acc", "accuracy", "ce", "crossentropy"}
    words = set(kind.words(Generation.KERAS_3)) - chosen_by_shape
    assert not {word for word in words if not _is_taken(get, word)}


def _candidates() -> Iterator[str]:
    for package in MODULES.values():
        root = pytest.importorskip(package)
        for module in (root.losses, root.metrics, root.optimizers):
            for name in dir(module):
                yield from (name, name.lower(), _snake(name))


def _snake(name: str) -> str:
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)).lower()


def _is_taken(get: Any, name: str) -> bool:
    try:
        found = get(name)
    except Exception:
        return False
    return callable(found) or hasattr(found, "apply_gradients")
