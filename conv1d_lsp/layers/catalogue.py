"""All declarations by Keras's name, each imported when it is asked for.

Whoever adds one adds a module to `declared/`, or a class to one of them, and has the index written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from conv1d_lsp.layers.declaration import Layer
from conv1d_lsp.layers.index import MODULES, ONLY
from conv1d_lsp.settings import Generation


def find(name: str, keras: Generation) -> type[Layer] | None:
    """The declaration of the layer that has this name, or this alias, in the generation."""
    return _declared(MODULES[name])[name] if name in MODULES and _is_in(keras, name) else None


def layer_names(keras: Generation) -> frozenset[str]:
    """Every name that `find` knows."""
    return frozenset(name for name in MODULES if _is_in(keras, name))


def _is_in(keras: Generation, name: str) -> bool:
    return ONLY.get(name, keras) is keras


@cache
def _declared(module: str) -> Mapping[str, type[Layer]]:
    found = vars(import_module(f"conv1d_lsp.layers.declared.{module}")).values()
    layers = (each for each in found if isinstance(each, type) and issubclass(each, Layer))
    return MappingProxyType({name: layer for layer in layers for name in vars(layer).get("names", ())})
