"""Asks the installed TensorFlow which names of its first version are gone, and where what they named is now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import conv1d_lsp

PLACE = Path(conv1d_lsp.__file__).parent / "interpreter" / "library" / "tensorflow_1_names.txt"

_HEAD = "# Names of TensorFlow 1 that TensorFlow 2 lacks, by module, each with its name now (-: none). By tests/names."

#: Modules that are there in both. Those that Keras makes (`losses`, `metrics`, …) are another matter.
_MODULES = (
    "",
    "data",
    "debugging",
    "image",
    "io",
    "linalg",
    "math",
    "nn",
    "random",
    "signal",
    "sparse",
    "train",
)

#: Names that mean the same, where TensorFlow's own table names those of `compat.v1`.
_BETTER = {"set_random_seed": "random.set_seed", "layers": "keras.layers", "div": "math.divide"}

#: What nothing of today's TensorFlow has, not even `compat.v1`.
_GONE = ("contrib", "Print", "to_float", "to_int32", "to_int64", "to_double")


def text() -> str:
    """What `tensorflow_1_names.txt` must hold."""
    import tensorflow as tf

    return "\n".join([_HEAD, *_lines(tf)]) + "\n"


def _lines(tf: Any) -> Iterator[str]:
    renames = _renames()
    for module in _MODULES:
        old, new = _at(tf.compat.v1, module), _at(tf, module)
        names = [name for name in dir(old) if not name.startswith("_") and not hasattr(new, name)]
        for name in sorted({*names, *(_GONE if not module else ())}):
            path = f"{module}.{name}".lstrip(".")
            yield f"{path} {_now(tf, path, renames, old)}"


def _now(tf: Any, path: str, renames: dict[str, str], old: Any) -> str:
    """The name of today without `compat` where there is one, else that of `compat.v1`."""
    if path in _BETTER:
        return _BETTER[path]
    told = renames.get(f"tf.{path}", "").removeprefix("tf.")
    if told and _at(tf, told) is not None:
        return told
    moved = next((each for each in _same(tf, path.rpartition(".")[2], old)), None)
    return moved or (f"compat.v1.{path}" if _at(tf.compat.v1, path) is not None else "-")


def _same(tf: Any, name: str, old: Any) -> Iterator[str]:
    """Where a module of today has the very same object under this name."""
    for module in filter(None, _MODULES):
        new = _at(tf, module)
        if getattr(new, name, None) is getattr(old, name, new) and not isinstance(getattr(new, name), ModuleType):
            yield f"{module}.{name}"


def _renames() -> dict[str, str]:
    """TensorFlow's own table, if this release brings it."""
    try:
        from tensorflow.tools.compatibility.all_renames_v2 import manual_symbol_renames
        from tensorflow.tools.compatibility.renames_v2 import renames
    except ImportError:
        return {}
    return {**renames, **manual_symbol_renames}


def _at(root: Any, path: str) -> Any:
    for name in filter(None, path.split(".")):
        root = getattr(root, name, None)
    return root
