"""Losses and metrics by the names that mean them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from conv1d_lsp.losses.declared import CALLED, LOSSES, METRICS
from conv1d_lsp.losses.measure import Measure
from conv1d_lsp.settings import Generation

#: Words that are known in capitals too.
_FOLDED = ("accuracy", "acc", "crossentropy", "ce")


def find_loss(name: str, keras: Generation) -> Measure | None:
    """The loss of this word, or whose function or class has this name; None if there is none."""
    return _by_name(LOSSES, keras).get(_key(name))


def find_metric(word: str, keras: Generation) -> Measure | None:
    """The metric that `compile` takes this word for; None if there is none. In Keras 2 losses are metrics too."""
    key = _key(word)
    return _by_name(METRICS, keras).get(key) or (find_loss(key, keras) if keras is Generation.KERAS_2 else None)


def find_metric_called(name: str, keras: Generation) -> Measure | None:
    """The metric whose class or function has this name; None if there is none."""
    return _by_name(CALLED, keras).get(name) or _by_name(METRICS, keras).get(name)


def _key(name: str) -> str:
    return name.lower() if name.lower() in _FOLDED else name


@cache
def _by_name(measures: tuple[Measure, ...], keras: Generation) -> Mapping[str, Measure]:
    found: dict[str, Measure] = {}
    for each in measures:
        if each.only in (None, keras):
            found |= dict.fromkeys(each.names_of(keras), each)
    return MappingProxyType(found)
