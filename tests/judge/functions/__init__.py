"""How calls of functions on symbolic tensors are drawn, a file a family.

An entry is `called("ops.reshape tf.reshape K.reshape", draw)`: the names that it is called by (`ops.`: `keras.ops` of
Keras 3; `tf.`, `K.`: TensorFlow and the backend, which Keras 2 takes; `np.`: NumPy,
`array.`: a method of its arrays), and a function from a `Scene` to the text of the arguments. `written("label", draw)`
draws a whole expression for all of them, `on_arrays("label", draw)` one for NumPy alone. Whoever declares a function in
`conv1d_lsp/arrays/` adds its entry here.

`python -m tests.judge --functions --only NAME --count 500` compares a family, or one function, with real Keras;
`--arrays` in place of `--functions` with real NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from tests.judge.functions.entry import Entry
from tests.judge.functions.scene import Whose


@cache
def families() -> Mapping[str, tuple[Entry, ...]]:
    """The entries by family, which is the name of the file."""
    found = {}
    for module in iter_modules(__path__, f"{__name__}."):
        entries = vars(import_module(module.name)).get("FUNCTIONS")
        if entries is not None:
            found[module.name.rpartition(".")[2]] = tuple(entries)
    return MappingProxyType(found)


def drawn(whose: Whose, only: str) -> tuple[tuple[Entry, str], ...]:
    """The entries of a family, or of one function, with each of their names."""
    whole = families().get(only)
    entries = [each for family in families().values() for each in family] if whole is None else whole
    named = ((entry, name) for entry in entries for name in entry.names(whose))
    return tuple((entry, name) for entry, name in named if whole is not None or name == only)
