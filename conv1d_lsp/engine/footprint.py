"""What an analysis asked of the project around its file: looked up again, it tells whether the answer still holds."""

from __future__ import annotations

import os

from msgspec import Struct

from conv1d_lsp.engine.project import ProjectImports

#: Where a module lies, from the folder of the file that asks, and what its text is known by, if it has one.
_Module = tuple[str, str | None, str | None]

#: Where a file of data may lie, and when it was written and how long it is, if it is there.
_Data = tuple[str, tuple[int, int] | None]


class Footprint(Struct, frozen=True):
    """Paths are relative to the folder of the file, so that it holds in another checkout of the project too.

    root: of the project. package: that the file is in. hidden: libraries, and whether the project has its own of that
    name.
    """

    root: str | None
    package: str
    modules: tuple[_Module, ...] = ()
    hidden: tuple[tuple[str, bool], ...] = ()
    data: tuple[_Data, ...] = ()


def footprint_of(project: ProjectImports) -> Footprint:
    """What was asked of it so far."""
    path = project.search_path
    return Footprint(
        None if path.root is None else _away(path.root, project),
        path.package,
        tuple(_module(name, project) for name in sorted(project.asked)),
        tuple(sorted(project.asked_to_hide.items())),
        tuple((_away(each, project), _stamp(each)) for each in project.data_files),
    )


def still_holds(before: Footprint, project: ProjectImports) -> bool:
    """Whether all that was asked then would be answered in the same way now. project: a fresh one of the same file."""
    path, folder = project.search_path, os.path.dirname(project.file)
    return (
        before.package == path.package
        and before.root == (None if path.root is None else _away(path.root, project))
        and all(project.hides(library) == hidden for library, hidden in before.hidden)
        and all(_stamp(os.path.normpath(os.path.join(folder, each))) == stamp for each, stamp in before.data)
        and all(_module(each[0], project) == each for each in before.modules)
    )


def _module(name: str, project: ProjectImports) -> _Module:
    located = project.search_path.locate(name)
    if located is None:
        return name, None, None
    digest = project.sources.digest(located.path) if located.is_file else None
    return name, _away(located.path, project), digest


def _away(path: str, project: ProjectImports) -> str:
    try:
        return os.path.relpath(path, os.path.dirname(project.file)).replace(os.sep, "/")
    except ValueError:  # another disk of Windows
        return path


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
