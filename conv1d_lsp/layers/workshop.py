"""Layers of the same settings, and their first calls on tensors of one shape, worked out once.

A network of a hundred layers has a dozen different ones, and the next file, or the same one after a keystroke, has them
again. What is known of a layer never changes, so they can share it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Final

from conv1d_lsp.layers.arguments import Arg, Listed, Opaque, OwnCell
from conv1d_lsp.layers.configured import Called, Configured, Inputs, Refused
from conv1d_lsp.layers.declaration import Layer
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Number, Open, Shape, known_here

#: Of what is never the same twice: it is unknown, known by name only, or has a part of that kind.
_UNIQUE: Final = object()

#: More layers than these are not remembered, nor more calls of one.
MOST_REMEMBERED, MOST_CALLS = 2_048, 64


@cache
def workshop_of(keras: Generation) -> Workshop:
    """The one for all readings under a generation."""
    return Workshop(keras)


class Workshop:
    """Makes and calls layers. It remembers, and its answers do not depend on that."""

    def __init__(self, keras: Generation) -> None:
        self._keras = keras
        self._made: dict[Hashable, Configured | Refused] = {}
        self._called: dict[Configured, dict[Hashable, Called | Refused]] = {}

    def configure(
        self, declaration: type[Layer], positional: tuple[Arg, ...], keywords: Mapping[str, Arg], complete: bool
    ) -> Configured | Refused:
        """The layer with these settings, or why Keras does not make it; as `Layer.configure`."""
        given = _keys((*positional, *keywords.values()))
        if given is _UNIQUE:
            return declaration.configure(positional, keywords, self._keras, complete)
        key = declaration, given, tuple(keywords), complete
        known = self._made.get(key)
        if known is None:
            if len(self._made) >= MOST_REMEMBERED:
                self._made.clear()
                self._called.clear()
            known = self._made[key] = declaration.configure(positional, keywords, self._keras, complete)
            if isinstance(known, Configured):
                self._called[known] = {}
        return known

    def first_call(self, configured: Configured, inputs: Inputs, *, on_data: bool) -> Called | Refused:
        """The first call of a layer on its tensors; as `Configured.call`."""
        calls = self._called.get(configured)
        axes = _UNIQUE if calls is None else _sizes(inputs)
        if calls is None or axes is _UNIQUE or known_here().intervals:  # what is known of names may decide
            return configured.call(inputs, on_data=on_data)
        key = axes, on_data
        known = calls.get(key)
        if known is None:
            if len(calls) >= MOST_CALLS:
                calls.clear()
            known = calls[key] = configured.call(inputs, on_data=on_data)
        return known


def _sizes(inputs: Inputs) -> Hashable:
    """What tells these shapes from others. `_UNIQUE` if one of them is unclear."""
    if isinstance(inputs, Shape):
        return _UNIQUE if inputs.axes is None else _axes(inputs.axes)
    keys = tuple(map(_sizes, inputs))
    return _UNIQUE if _UNIQUE in keys else (tuple, *keys)


def _axes(axes: tuple[Dim, ...]) -> Hashable:
    """What tells these sizes from others: a name has an identity. `_UNIQUE` if one of them is unclear."""
    keys: list[Hashable] = []
    for axis in axes:
        if type(axis) is Number:
            keys.append(axis.expression)
        elif type(axis) is Open:
            keys.append(None)
        else:
            return _UNIQUE
    return tuple(keys)


def _keys(values: tuple[Arg, ...]) -> Hashable:
    """What tells these values from others, or `_UNIQUE`."""
    keys = tuple(map(_key, values))
    return _UNIQUE if _UNIQUE in keys else keys


def _key(value: Arg) -> Hashable:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Dim):
        known = value.value
        return known if known is not None else Open if isinstance(value, Open) else _UNIQUE
    if isinstance(value, bool | float):
        return type(value), repr(value)
    if isinstance(value, tuple):
        return _within(tuple, value)
    if isinstance(value, Listed):
        return _within(Listed, value.items)
    if isinstance(value, OwnCell) or not isinstance(value, Opaque):
        return _UNIQUE
    return _within(value.kind, (value.value,))


def _within(kind: Hashable, values: tuple[Arg, ...]) -> Hashable:
    keys = _keys(values)
    return keys if keys is _UNIQUE else (kind, keys)
