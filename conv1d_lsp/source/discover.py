"""Finding the source files below the paths that a user named. Does not import LibCST: most runs find no Keras."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from conv1d_lsp.source.read import reason_of

#: What the names of programs end in.
SUFFIXES = (".py", ".pyw", ".ipynb")

_Identity = tuple[int, int]

#: For a folder, which of its entries are left out: by the name, and whether it is a folder.
Excluding = Callable[[Path], Callable[[str, bool], bool]]


def _all_in(folder: Path) -> Callable[[str, bool], bool]:
    return lambda name, is_folder: False


class Found(NamedTuple):
    """A file to read. `named` if the user named it, and not a folder above it.

    data: what it holds, where that is not what the disk has.
    """

    path: Path
    named: bool
    data: bytes | None = None


class Missed(NamedTuple):
    """A path that could not be looked at, with the reason as a clause ("there is no such file")."""

    path: Path
    reason: str


def held_by(files: Sequence[object]) -> bytes | None:
    """What the one file holds that is looked at, where that is not what the disk has."""
    match files:
        case [Found(data=data)]:
            return data
    return None


def discover(paths: Iterable[Path], excluding: Excluding = _all_in) -> Iterator[Found | Missed]:
    """The files at and below `paths`, each once, in sorted order below each of them.

    A file that is named is taken whatever its name. Folders are walked for `.py`, `.pyw` and `.ipynb`; hidden folders,
    virtual environments, and what `excluding` says are left out unless they are named.
    """
    seen_folders: set[_Identity] = set()
    seen_files: set[Path] = set()
    for path in paths:
        for outcome in _below(path, seen_folders, excluding):
            if isinstance(outcome, Missed):
                yield outcome
            elif (key := Path(os.path.abspath(outcome.path))) not in seen_files:  # noqa: PTH100 - links stay apart
                seen_files.add(key)
                yield outcome


def _below(path: Path, seen: set[_Identity], excluding: Excluding) -> Iterator[Found | Missed]:
    try:
        status = path.stat()
    except OSError as error:
        yield Missed(path, reason_of(error))
    except ValueError:  # a null character
        yield Missed(path, "its name is not a possible file name")
    else:
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(path, seen, excluding)
        else:
            yield Found(path, named=True)


def _walk(top: Path, seen: set[_Identity], excluding: Excluding) -> Iterator[Found | Missed]:
    """An own stack instead of recursion: the depth of a tree of folders is not ours to bound."""
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            status = folder.stat()
            identity = (status.st_dev, status.st_ino)
            if identity in seen:
                continue
            seen.add(identity)
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield Missed(folder, reason_of(error))
            continue
        if folder != top and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue
        files, inner = _sort_out(folder, entries, excluding(folder))
        yield from files
        folders.extend(reversed(inner))


def _sort_out(
    folder: Path, entries: list[os.DirEntry[str]], leaves_out: Callable[[str, bool], bool]
) -> tuple[list[Found], list[Path]]:
    files: list[Found] = []
    inner: list[Path] = []
    for entry in entries:
        name = entry.name
        if _is_folder(entry):
            if not name.startswith(".") and not leaves_out(name, True):
                inner.append(folder / name)
        elif name.endswith(SUFFIXES) and _is_file(entry) and not leaves_out(name, False):
            files.append(Found(folder / name, named=False))
    return files, inner


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Pipes and sockets are not source; a link that leads nowhere is, so that reading it says what is wrong."""
    try:
        return entry.is_file() or entry.is_symlink()
    except OSError:
        return True
