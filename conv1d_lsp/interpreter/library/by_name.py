"""Modules, and what is in them, asked for by a text: `importlib.import_module("keras.layers")`."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.library.public_names import came_later
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.modules import project_module
from conv1d_lsp.interpreter.values import Constant, Library, Value
from conv1d_lsp.layers import find
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.imported import full_name

#: Libraries whose modules are known by their path alone.
_ROOTS = frozenset({"keras", "tensorflow", "tf_keras", "numpy", "math"})


def import_module(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`importlib.import_module("keras.layers")`."""
    path = _path(m, arguments)
    if path is not None:
        return _walked(m, path, node)
    named = _of_project(m, arguments)
    found = None if named is None else project_module(m, named, node)
    return found if found is not None else m.unknown("a module that is not followed", node)


def _of_project(m: Machine, arguments: Arguments) -> str | None:
    """The full name of a module that may be the project's: `import_module("a.b")`, `import_module(".b", "a")`."""
    given = [*arguments.positional, *arguments.keywords.values()]
    name, package = ([each.value if isinstance(each, Constant) else None for each in map(m.visible, given)] + [""])[:2]
    if not isinstance(name, str) or not isinstance(package, str):
        return None
    return full_name(len(name) - len(name.lstrip(".")), name.lstrip("."), package) or None


def import_root(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`__import__("keras.layers")`, which gives the module at the root."""
    path = _path(m, arguments)
    if path is None or len(arguments.positional) > 1 or arguments.keywords:
        return m.unknown("a module that is not followed", node)
    return Library(path.partition(".")[0])


def _path(m: Machine, arguments: Arguments) -> str | None:
    name = m.visible(arguments.positional[0]) if arguments.positional else None
    path = name.value if isinstance(name, Constant) else None
    return path if isinstance(path, str) and path.partition(".")[0] in _ROOTS else None


def _walked(m: Machine, path: str, node: cst.CSTNode) -> Value:
    root, *rest = path.split(".")
    value: Value = Library(root)
    for name in rest:
        value = m.attribute(value, name, node)
    return value


def has_library_name(m: Machine, owner: Library, name: str) -> bool | None:
    """Whether a module has a name, if it is certain: a layer that this generation has, or what tells the two apart."""
    if canonical(owner.path) == "keras" and name == "ops":
        return m.keras is Generation.KERAS_3
    if owner.path == "tensorflow" and name == "__version__":
        return True
    if canonical(owner.path) == "keras" and name == "__version__" and m.keras is Generation.KERAS_3:
        return True
    if owner.path != "keras.layers" or find(name, m.keras) is None:
        return None
    return m.keras is Generation.KERAS_2 or came_later(f"keras.layers.{name}", m.releases) is None
