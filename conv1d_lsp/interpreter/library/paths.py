"""Paths of files, as far as their parts are known: `pathlib`, `os.path`, and `__file__`."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.concrete import calculate
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import PathValue, Value

#: Attributes of a path that depend on nothing but its parts.
PATH_ATTRIBUTES = frozenset("name stem suffix suffixes parent parts anchor root".split())

#: Methods that do not either.
_METHODS = frozenset(
    (
        "joinpath with_name with_stem with_suffix as_posix is_absolute is_relative_to relative_to match __str__ "
        "__fspath__"
    ).split()
)

#: Methods that give another name of the same file, if it is not found from the working directory.
_WHOLE = frozenset({"resolve", "absolute"})


def path_method(m: Machine, owner: PathValue, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """A method of a known path; None for one that looks at the disk."""
    if name in _WHOLE:
        return owner if owner.path.is_absolute() else None
    if name not in _METHODS:
        return None
    return calculate(m, getattr(PurePosixPath, name), arguments.with_first(owner), node)


def _whole(path: Any) -> Any:
    """`os.path.abspath(path)`, where it does not depend on the working directory."""
    if not posixpath.isabs(path):
        raise ValueError
    return posixpath.normpath(path)


def _calculated(function: Callable[..., Any]) -> Builtin:
    return lambda m, arguments, node: calculate(m, function, arguments, node)


PATHS: Mapping[str, Builtin] = {
    **{f"pathlib.{name}": _calculated(PurePosixPath) for name in ("Path", "PurePath", "PosixPath", "PurePosixPath")},
    **{
        f"os.path.{name}": _calculated(getattr(posixpath, name))
        for name in ("join", "dirname", "basename", "split", "splitext", "normpath", "isabs", "commonprefix")
    },
    "os.path.abspath": _calculated(_whole),
    "os.path.realpath": _calculated(_whole),
    "os.fspath": _calculated(lambda path: path.__fspath__() if isinstance(path, PurePosixPath) else path),
}
