"""Imports: library names by their canonical path; the project's own modules are opaque until they are followed."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from conv1d_lsp.interpreter.attributes import library_value
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.library.star import star_names
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ANYTHING_REBOUND
from conv1d_lsp.interpreter.names import dotted
from conv1d_lsp.interpreter.values import TRUE, Library, Unknown, Value
from conv1d_lsp.interpreter.variables import MODULE_SCOPE, assign_name
from conv1d_lsp.source.walk import child_nodes

#: Modules whose functions leave lists, dicts and models that they are given as they are.
_KNOWN_ROOTS = frozenset(
    (
        "keras tensorflow tf_keras numpy pandas scipy sklearn matplotlib seaborn math os sys json time random "
        "re pathlib datetime itertools functools collections typing argparse logging pickle csv glob warnings "
        "copy string dataclasses enum abc types __future__ contextlib operator statistics shutil subprocess "
        "tempfile io h5py joblib tqdm plotly PIL cv2 librosa wandb mlflow tensorflow_addons "
        "tensorflow_datasets yaml toml unittest pytest gc inspect traceback importlib click absl typer omegaconf "
        "hydra ml_collections easydict fire configparser"
    ).split()
)


#: What a handler names that expects an import to fail.
_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


def import_module(m: Machine, node: cst.Import) -> None:
    """`import a.b`, `import a.b as c`."""
    for alias in node.names:
        path = dotted(alias.name)
        if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
            assign_name(m, alias.asname.name.value, module_value(m, path, node))
        else:
            root = path.partition(".")[0]
            assign_name(m, root, module_value(m, root, node))


def import_from(m: Machine, node: cst.ImportFrom) -> None:
    """`from a import b as c`, `from a import *`."""
    relative = "." * len(node.relative)
    path = relative + ("" if node.module is None else dotted(node.module))
    if isinstance(node.names, cst.ImportStar):
        if path.partition(".")[0] not in _KNOWN_ROOTS:
            _doubt_names(m)
        for name in star_names(canonical(path), m.keras):
            assign_name(m, name, library_value(m, f"{path}.{name}"))
        return
    for alias in node.names:
        assert isinstance(alias.name, cst.Name)
        target = alias.asname.name if alias.asname is not None else alias.name
        if isinstance(target, cst.Name):
            assign_name(m, target.value, module_value(m, f"{path}.{alias.name.value}", node))


def _doubt_names(m: Machine) -> None:
    """A star import from a module that is not followed may rebind what was bound before it: errors become silence.

    Names of whole modules are taken to stay.
    """
    for (scope, name), value in m.state.variables.items():
        module = isinstance(value, Library) and value.last.islower()
        if scope == MODULE_SCOPE and name != "__name__" and not module:
            m.state.write_variable(ANYTHING_REBOUND, TRUE)
            return


def module_value(m: Machine, path: str, node: cst.CSTNode) -> Value:
    """What an imported name is."""
    if path.partition(".")[0] in _KNOWN_ROOTS:
        return library_value(m, path)
    return Unknown(f"`{path}` is imported from a module that is not followed", m.site(node))


def certain_imports(module: cst.Module) -> Iterator[str]:
    """The dotted names that the file's import statements ask for, those left out that a `try` expects to fail."""
    stack: list[cst.CSTNode] = list(module.body)
    while stack:
        node = stack.pop()
        if isinstance(node, cst.Import | cst.ImportFrom):
            yield from _imported_names(node)
        elif isinstance(node, cst.Try):
            if not any(_catches_imports(handler) for handler in node.handlers):
                stack.append(node.body)
        elif isinstance(node, cst.BaseSuite | cst.BaseStatement | cst.Else | cst.Finally):
            stack.extend(child_nodes(node))


def _imported_names(node: cst.Import | cst.ImportFrom) -> Iterator[str]:
    if isinstance(node, cst.Import):
        yield from (dotted(alias.name) for alias in node.names)
    elif node.module is not None and not node.relative:
        module = dotted(node.module)
        yield module
        if not isinstance(node.names, cst.ImportStar):
            yield from (f"{module}.{alias.name.value}" for alias in node.names if isinstance(alias.name, cst.Name))


def _catches_imports(handler: cst.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = [each.value for each in handler.type.elements] if isinstance(handler.type, cst.Tuple) else [handler.type]
    return any(dotted(kind) in _IMPORT_ERRORS for kind in kinds if isinstance(kind, cst.Name | cst.Attribute))
