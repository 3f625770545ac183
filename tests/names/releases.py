"""Asks the releases of Keras 3 which names came with which of them. Read from their sources, none is run."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import conv1d_lsp

PLACE = Path(conv1d_lsp.__file__).parent / "interpreter" / "library" / "later_names.txt"

_HEAD = "# The names that came with each release of Keras 3 after the first one. By tests/names."

#: The last release of each minor one.
RELEASES = tuple(
    "3.0.5 3.1.1 3.2.1 3.3.3 3.4.1 3.5.0 3.6.0 3.7.0 3.8.0 3.9.2 3.10.0 3.11.3 3.12.4 3.13.2 3.14.1 3.15.1".split()
)


def text(folder: Path) -> str:
    """What `later_names.txt` must hold. The wheels are kept in the folder. Raises CalledProcessError."""
    lines, found = [_HEAD], [exported(wheel(release, folder)) for release in RELEASES]
    for release, (before, after) in zip(RELEASES[1:], pairwise(found), strict=True):
        minor, new = release.rpartition(".")[0], (after - before) & found[-1]
        lines += [" ".join((minor, module, *names)) for module, names in by_module(new).items()]
    return "\n".join(lines) + "\n"


def wheel(release: str, folder: Path) -> Path:
    """The wheel of a release, which is downloaded if it is not there."""
    if not (found := sorted(folder.glob(f"keras-{release}-*.whl"))):
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), f"keras=={release}"]
        subprocess.run(command, check=True)
        found = sorted(folder.glob(f"keras-{release}-*.whl"))
    return found[0]


def by_module(names: set[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for module, _, name in sorted(each.rpartition(".") for each in names):
        found.setdefault(module, []).append(name)
    return found


def exported(file: Path) -> set[str]:
    """The public names that a wheel's sources state."""
    with ZipFile(file) as archive:
        sources = [name for name in archive.namelist() if name.startswith("keras/src/") and name.endswith(".py")]
        return {name for source in sources for name in _exports(ast.parse(archive.read(source)))}


def _exports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "keras_export":
                constants = (each for argument in (*mark.args, *mark.keywords) for each in ast.walk(argument))
                yield from (str(each.value) for each in constants if isinstance(each, ast.Constant))
