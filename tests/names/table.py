"""Asks the installed Keras for the names of its modules."""

from __future__ import annotations

import importlib
import inspect
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import conv1d_lsp

PLACE = Path(conv1d_lsp.__file__).parent / "interpreter" / "library" / "public_names.txt"

_HEAD = "# The public names of Keras's modules, by generation; 3-tensorflow: tf.keras besides. By tests/names."

#: Modules whose classes take settings alone.
_SETTINGS = ("optimizers", "optimizers.schedules", "losses", "metrics", "callbacks", "regularizers")
#: A module whose functions are followed by name; and a class whose functions describe a column of a table.
_UTILS, _COLUMNS = "utils", "FeatureSpace"
_METHODS = "compile fit evaluate predict train_on_batch test_on_batch predict_on_batch summary".split()

#: What methods take besides that look into `**kwargs` and refuse the rest: `compile` of Keras 2, `evaluate` of both.
_BESIDES = {
    "compile": ("cloning", "experimental_run_tf_function", "distribute", "target_tensors", "sample_weight_mode"),
    "evaluate": ("_use_cached_eval_dataset",),
}

#: Keywords that optimizers take without naming them.
_UNNAMED = ("decay", "lr", "schedule_decay", "jit_compile")

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
    lines += [*_lines("2()", parameters("tf_keras", older)), *_lines("3()", parameters("keras", newer))]
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


def parameters(root: str, known: Table) -> Table:
    """The keywords that classes of settings, methods of models and helpers take; but not of what may take more."""
    keras = importlib.import_module(root)
    found = {f"keras.Model.{name}": _keywords(getattr(keras.Model, name)) for name in _METHODS}
    for short in _SETTINGS:
        module = importlib.import_module(f"{root}.{short}")
        for name in known[f"keras.{short}"]:
            value = getattr(module, name)
            if isinstance(value, type):
                takes = _of_optimizer(value) if short == "optimizers" else _keywords(value)
                found[f"keras.{short}.{name}"] = takes
    utils = importlib.import_module(f"{root}.{_UTILS}")
    for name in known[f"keras.{_UTILS}"]:
        value = getattr(utils, name)
        if inspect.isfunction(value) or name == _COLUMNS:
            found[f"keras.{_UTILS}.{name}"] = _keywords(value)
    columns = vars(getattr(utils, _COLUMNS)).items()
    for name, kind in columns:
        if isinstance(kind, classmethod) and not name.startswith("_"):
            found[f"keras.{_UTILS}.{_COLUMNS}.{name}"] = _keywords(getattr(getattr(utils, _COLUMNS), name))
    for name, besides in _BESIDES.items():
        path = f"keras.Model.{name}"
        found[path] = found[path] or (*_marked(getattr(keras.Model, name)), "*", *besides)
    return {path: names for path, names in found.items() if names}


def _keywords(function: Any) -> tuple[str, ...]:
    if any(each.kind is inspect.Parameter.VAR_KEYWORD for each in inspect.signature(function).parameters.values()):
        return ()
    return _marked(function)


def _of_optimizer(optimizer: Any) -> tuple[str, ...]:
    """All of them look into `**kwargs` and refuse what they do not know."""
    named = inspect.signature(optimizer).parameters
    besides = tuple(name for name in _UNNAMED if name not in named and _takes(optimizer, name))
    return (*_marked(optimizer), *(("*", *besides) if besides else ()))


def _marked(function: Any) -> tuple[str, ...]:
    """The parameters: required ones with a mark, those by name alone after a star; none where any number is taken."""
    found: list[str] = []
    for each in inspect.signature(function).parameters.values():
        if each.kind is inspect.Parameter.VAR_POSITIONAL:
            return ()
        if each.kind is inspect.Parameter.KEYWORD_ONLY and "*" not in found:
            found.append("*")
        if each.name != "self" and each.kind is not inspect.Parameter.VAR_KEYWORD:
            found.append(f"{each.name}!" if each.default is inspect.Parameter.empty else each.name)
    return tuple(found)


def _takes(optimizer: Any, name: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):  # an old name is taken with a warning
            optimizer(**{name: 0.5})
    except (TypeError, ValueError):
        return False
    return True


def _lines(label: str, table: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for module, found in table.items():
        yield " ".join((label, module, *found))
