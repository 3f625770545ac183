"""Random programs with tables: chains of what pandas, scikit-learn and SciPy do, a file a family.

In the templates of a family `{x}` is the chain's variable so far, and `{n}`, `{m}`, `{f}`, `{c}`, `{cs}` are drawn:
small integers, a share, the name of a column, a list of them. A step that begins with "! " is a whole statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Family:
    """shown: how the array is made that is compared after each step. longest: how many steps a chain has at most."""

    head: str
    sources: tuple[str, ...]
    steps: tuple[str, ...] = ()
    shown: str = "np.asarray({x})"
    longest: int = 4


@cache
def families() -> Mapping[str, Family]:
    """By the name of the file."""
    found = {}
    for module in iter_modules(__path__, f"{__name__}."):
        found[module.name.rpartition(".")[2]] = import_module(module.name).FAMILY
    return MappingProxyType(found)
