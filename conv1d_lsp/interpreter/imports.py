"""Imports: library names by their canonical path, the project's own modules followed, all others opaque."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from conv1d_lsp.interpreter.attributes import library_value
from conv1d_lsp.interpreter.library.missing_names import check_import
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.library.star import star_names, taken_builtins
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import NAMES_OF_MODULE
from conv1d_lsp.interpreter.modules import (
    absolute,
    is_imported,
    may_have_more,
    name_in,
    project_module,
    public_names,
)
from conv1d_lsp.interpreter.values import Library, Module, Unknown, Value
from conv1d_lsp.interpreter.variables import assign_name
from conv1d_lsp.source.imported import full_name
from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import child_nodes

#: Modules whose functions leave lists, dicts and models that they are given as they are.
_KNOWN_ROOTS = frozenset(
    (
        "keras tensorflow tf_keras numpy pandas scipy sklearn matplotlib seaborn math os sys json time random "
        "re pathlib datetime itertools functools collections typing argparse logging pickle csv glob warnings "
        "copy string dataclasses enum abc types __future__ contextlib operator statistics shutil subprocess "
        "tempfile io h5py joblib tqdm plotly PIL cv2 librosa wandb mlflow tensorflow_addons "
        "tensorflow_datasets yaml toml unittest pytest gc inspect traceback importlib typing_extensions click absl "
        "typer omegaconf hydra ml_collections easydict fire configparser packaging pkg_resources distutils "
        "keras_applications jaxtyping nptyping beartype typeguard"
    ).split()
)

#: What a handler names that expects an import to fail.
_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


#: What has statements in it, but for `try`.
_WITH_STATEMENTS = frozenset(
    {
        cst.SimpleStatementLine,
        cst.SimpleStatementSuite,
        cst.IndentedBlock,
        cst.FunctionDef,
        cst.ClassDef,
        cst.If,
        cst.Else,
        cst.For,
        cst.While,
        cst.With,
        cst.Finally,
        cst.TryStar,
        cst.Match,
    }
)


def import_module(m: Machine, node: cst.Import) -> None:
    """`import a.b`, `import a.b as c`."""
    for alias in node.names:
        path = text_of(alias.name)
        if not _is_hidden(m, path):
            check_import(m, path, alias.name)
        whole = module_value(m, path, node)
        if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
            assign_name(m, alias.asname.name.value, whole)
        else:
            root = path.partition(".")[0]
            assign_name(m, root, whole if root == path else module_value(m, root, node))


def import_from(m: Machine, node: cst.ImportFrom) -> None:
    """`from a import b as c`, `from a import *`."""
    level, written = len(node.relative), "" if node.module is None else text_of(node.module)
    if not level and is_library(written) and not _is_hidden(m, written):
        _import_from_library(m, written, node)
        return
    path = absolute(m, level, written)
    module = _of_project(m, path, node) if path else None
    if isinstance(node.names, cst.ImportStar):
        _import_star(m, module, node)
        _take_builtins(m, written, node)
        return
    for name, target in _names(node):
        if isinstance(module, Module):
            value = name_in(m, module, name, node)
            _doubt_too(m, module, name, target, value)
        elif path == "":
            value = project_module(m, name, node) or _opaque(m, f".{name}", node)
        else:
            value = module or _opaque(m, "." * level + f"{written}.{name}", node)
        assign_name(m, target, value)


def _import_from_library(m: Machine, path: str, node: cst.ImportFrom) -> None:
    star = isinstance(node.names, cst.ImportStar)
    names = [(name, name) for name in star_names(canonical(path), m.keras)] if star else _names(node)
    _check_names(m, path, node)
    for name, target in names:
        assign_name(m, target, library_value(m, f"{path}.{name}"))
    if star:
        _take_builtins(m, canonical(path), node)


def _take_builtins(m: Machine, path: str, node: cst.ImportFrom) -> None:
    """`from numpy import *`: `sum` is no more that of Python."""
    for name in taken_builtins(path):
        assign_name(m, name, m.unknown(f"`{name}` may be that of {path}: a star import brings it", node))


def _check_names(m: Machine, path: str, node: cst.ImportFrom) -> None:
    """Whether the module and all names are there."""
    asked = node.names if not isinstance(node.names, cst.ImportStar) else ()
    paths = [f"{path}.{text_of(alias.name)}" for alias in asked]
    if node.module is None or check_import(m, path, node.module):
        return
    for each, alias in zip(paths, asked, strict=True):
        check_import(m, each, alias.name)


def _names(node: cst.ImportFrom) -> Iterator[tuple[str, str]]:
    """What is imported, and what it is called here."""
    for alias in node.names if not isinstance(node.names, cst.ImportStar) else ():
        target = alias.asname.name if alias.asname is not None else alias.name
        if isinstance(alias.name, cst.Name) and isinstance(target, cst.Name):
            yield alias.name.value, target.value


def _import_star(m: Machine, module: Value | None, node: cst.ImportFrom) -> None:
    names, complete = public_names(m, module) if isinstance(module, Module) else ((), False)
    if not complete:
        may_have_more(m)
        _doubt_names(m)
    for name in names:
        assert isinstance(module, Module)
        value = name_in(m, module, name, node)
        _doubt_too(m, module, name, name, value)
        assign_name(m, name, value)


def _doubt_too(m: Machine, module: Module, name: str, target: str, value: Value) -> None:
    """What is doubted in the module that it comes from is so here."""
    variable = module.scope, name
    if m.doubted and variable in m.doubted and m.doubted[variable] is m.state.variables.get(variable):
        m.doubted = m.doubted.set((m.scope, target), value)


def _doubt_names(m: Machine) -> None:
    """A star import from a module that is not followed may rebind what was bound before it: where that is read, errors
    become silence.

    Names of whole modules are taken to stay.
    """
    for variable, value in m.state.variables.items():
        module = isinstance(value, Module) or (isinstance(value, Library) and value.last.islower())
        if variable[0] == m.module and variable[1] not in (*NAMES_OF_MODULE, "*") and not module:
            m.doubted = m.doubted.set(variable, value)


def module_value(m: Machine, path: str, node: cst.CSTNode) -> Value:
    """What the module with a full dotted name is."""
    if is_library(path) and not _is_hidden(m, path):
        return library_value(m, path)
    return _of_project(m, path, node) or _opaque(m, path, node)


def _of_project(m: Machine, path: str, node: cst.CSTNode) -> Value | None:
    """A module of the project; what has a library's name may be either."""
    if is_library(path):
        return m.unknown(f"`{path}` may be the project's own: a file there has the library's name", node)
    return project_module(m, path, node)


def _is_hidden(m: Machine, path: str) -> bool:
    return m.loader is not None and m.loader.hides(path.partition(".")[0])


def is_library(path: str) -> bool:
    """Whether it is a library's name: those are not looked for in the project."""
    return path.partition(".")[0] in _KNOWN_ROOTS


def _opaque(m: Machine, path: str, node: cst.CSTNode) -> Unknown:
    return m.unknown(f"`{path}` is imported from a module that is not followed", node)


def surely_imports(m: Machine, body: cst.BaseSuite) -> bool:
    """Whether a body that was just executed is made of imports from the project alone, and all of them were found."""
    lines = [line for line in body.body if isinstance(line, cst.SimpleStatementLine)]
    small = [each for line in lines for each in line.body]
    return m.state.alive and len(lines) == len(body.body) and bool(small) and all(_was_found(m, s) for s in small)


def _was_found(m: Machine, node: cst.BaseSmallStatement) -> bool:
    if isinstance(node, cst.Import):
        return all(is_imported(m, text_of(alias.name)) for alias in node.names)
    if not isinstance(node, cst.ImportFrom):
        return False
    path = absolute(m, len(node.relative), "" if node.module is None else text_of(node.module))
    return bool(path) and is_imported(m, path or "", [name for name, _ in _names(node)])


def certain_imports(module: cst.Module, package: str) -> Iterator[str]:
    """The dotted names that the import statements of a file in `package` ask for.

    Those are left out that a `try` expects to fail.
    """
    stack: list[cst.CSTNode] = list(module.body)
    while stack:
        node = stack.pop()
        if type(node) is cst.Import or type(node) is cst.ImportFrom:
            yield from _imported_names(node, package)
        elif type(node) is cst.Try:
            if not any(_catches_imports(handler) for handler in node.handlers):
                stack.append(node.body)
        elif type(node) in _WITH_STATEMENTS:
            stack += child_nodes(node)


def _imported_names(node: cst.Import | cst.ImportFrom, package: str) -> Iterator[str]:
    if isinstance(node, cst.Import):
        yield from (text_of(alias.name) for alias in node.names)
        return
    module = full_name(len(node.relative), "" if node.module is None else text_of(node.module), package)
    if module:
        yield module
    if module is not None:
        yield from (f"{module}.{name}".lstrip(".") for name, _ in _names(node))


def _catches_imports(handler: cst.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = [each.value for each in handler.type.elements] if isinstance(handler.type, cst.Tuple) else [handler.type]
    return any(text_of(kind) in _IMPORT_ERRORS for kind in kinds if isinstance(kind, cst.Name | cst.Attribute))
