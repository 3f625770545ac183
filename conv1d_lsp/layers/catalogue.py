"""All declarations by Keras's name. Whoever adds one adds a module to `declared/`, or a class to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from conv1d_lsp.layers import declared
from conv1d_lsp.layers.declaration import Layer
from conv1d_lsp.settings import Generation


def find(name: str, keras: Generation) -> type[Layer] | None:
    """The declaration of the layer that has this name, or this alias, in the generation."""
    return _catalogue(keras).get(name)


def layer_names(keras: Generation) -> frozenset[str]:
    """Every name that `find` knows."""
    return frozenset(_catalogue(keras))


@cache
def _catalogue(keras: Generation) -> Mapping[str, type[Layer]]:
    found: dict[str, type[Layer]] = {}
    for module in iter_modules(declared.__path__, f"{declared.__name__}."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Layer) and (value.only is None or value.only is keras):
                found |= dict.fromkeys(vars(value).get("names", ()), value)
    return MappingProxyType(found)
