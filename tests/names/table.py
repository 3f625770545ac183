"""Asks the installed Keras for the names of its modules."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import conv1d_lsp

PLACE = Path(conv1d_lsp.__file__).parent / "interpreter" / "library" / "public_names.txt"

_HEAD = "# The public names of Keras's modules, by generation; 3-tensorflow: tf.keras besides. By tests/names."

Table = dict[str, tuple[str, ...]]


def text() -> str:
    """What `public_names.txt` must hold."""
    older, newer = names("tf_keras"), names("keras")
    besides = {}
    for module, found in names("keras._tf_keras.keras").items():
        more = tuple(name for name in found if name not in newer.get(module, ()))
        if more:
            besides[module] = more
    lines = [_HEAD, *_lines("2", older), *_lines("3", newer), *_lines("3-tensorflow", besides)]
    return "\n".join(lines) + "\n"


def names(root: str) -> Table:
    """The names of each public module below `root`, by the module's path below `keras`."""
    found: Table = {}
    _walk(importlib.import_module(root), "keras", root.partition(".")[0], found, frozenset())
    return found


def _walk(module: ModuleType, path: str, root: str, found: Table, above: frozenset[int]) -> None:
    found[path] = tuple(sorted(name for name in dir(module) if not name.startswith("_") and name != "src"))
    for name in found[path]:
        inner = getattr(module, name)
        if isinstance(inner, ModuleType) and inner.__name__.partition(".")[0] == root and id(inner) not in above:
            _walk(inner, f"{path}.{name}", root, found, above | {id(module)})


def _lines(label: str, table: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for module, found in table.items():
        yield " ".join((label, module, *found))
