"""Answers of earlier runs: a file that has not changed, nor anything that its answer hangs on, is not analysed again.

An entry is a file of its own, known by all that decides an answer: the text and its name, the settings, what was asked
for, and this program itself. What the program read beside the text is in the entry, and looked up again. Entries are
data of declared types, never code; what is no entry, or another's, is a miss. They lie in the user's own folder, so
that no repository brings its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

import msgspec

from conv1d_lsp.diagnostics import Analysis, Diagnostic
from conv1d_lsp.engine.footprint import Footprint, still_holds
from conv1d_lsp.source.read import Unreadable, read_bytes

if TYPE_CHECKING:
    from conv1d_lsp.engine.project import ProjectImports
    from conv1d_lsp.project.analyse import Analyse
    from conv1d_lsp.project.tasks import Outcome
    from conv1d_lsp.settings import Settings

#: Marks a folder as a cache of ours, for backups and for `clear`.
TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n# The cache of conv1d-lsp.\n"

#: Bytes that all entries may take together; above it the oldest go, down to the lower number.
_MOST, _LEFT = 128_000_000, 96_000_000

#: Bytes of one entry: no answer is larger.
_LARGEST = 20_000_000

#: That we failed may be mended by the next run.
_NOT_KEPT = "analysis-failed"


class _Entry(msgspec.Struct, frozen=True):
    """What is kept of an answer. key: by which it is known, so that one under another's name is found out."""

    key: str
    footprint: Footprint
    keras: int
    keras_reason: str
    diagnostics: tuple[Diagnostic, ...]
    complete: bool
    files: tuple[str, ...]
    data_files: tuple[str, ...]


class Cache:
    """Entries in a folder. Where that cannot be read or written, there are none, and nobody is told."""

    def __init__(self, folder: Path, program: bytes) -> None:
        """program: by what this program is known, as another one may answer otherwise."""
        self._folder = folder
        self._program = program
        self._decoder = msgspec.msgpack.Decoder(_Entry)
        self._encoder = msgspec.msgpack.Encoder()
        self._writes = True
        self._written = 0

    def key(self, analyse: Analyse, file: str, text: str, settings: Settings) -> str:
        """By what the answer is known that `analyse` gives about a file."""
        found = blake2b(self._program, digest_size=20)
        wanted = f"{analyse.__module__}.{analyse.__qualname__} {settings!r}"
        for each in (wanted, file, text):
            data = each.encode(errors="surrogatepass")
            found.update(b"%d:" % len(data))
            found.update(data)
        return found.hexdigest()

    def get(self, key: str, file: str, project: ProjectImports) -> Analysis | None:
        """The answer of an earlier run about `file`, if it would be the same now."""
        entry = self._read(key)
        if entry is None or not still_holds(entry.footprint, project):
            return None
        return Analysis(
            file,
            entry.keras,
            entry.keras_reason,
            entry.diagnostics,
            complete=entry.complete,
            files=entry.files,
            data_files=entry.data_files,
        )

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep what was found, not what else is known of the file."""
        found = outcome.analysis
        if not self._writes or any(each.rule == _NOT_KEPT for each in found.diagnostics):
            return
        entry = _Entry(
            key,
            outcome.footprint,
            found.keras,
            found.keras_reason,
            found.diagnostics,
            found.complete,
            found.files,
            found.data_files,
        )
        try:
            if not self._written:
                _furnish(self._folder)
            _write(self._path(key), self._encoder.encode(entry))
        except UnicodeEncodeError:  # the name of a file that is no text
            return
        except OSError:
            self._writes = False  # a full disk, a folder of somebody else's: it will be no better for the next entry
        else:
            self._written += 1

    def close(self) -> None:
        """Let the oldest entries go, if there are too many by now."""
        if self._written:
            with suppress(OSError):
                _shrink(self._folder)

    def _read(self, key: str) -> _Entry | None:
        path = self._path(key)
        try:
            entry = self._decoder.decode(read_bytes(path, _LARGEST))
        except (Unreadable, ValueError, RecursionError, MemoryError):  # what is no entry is a ValueError
            return None
        if entry.key != key:
            return None
        with suppress(OSError):
            os.utime(path)  # it is in use
        return entry

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key[:2], key[2:])  # noqa: PTH118


def clear(folder: Path) -> int:
    """Take away all entries of a folder, and what we put beside them; returns how many there were.

    A folder without our tag is left as it is. Raises OSError.
    """
    if not is_ours(folder):
        return 0
    entries = list(_entries(folder))
    for entry in entries:
        Path(entry).unlink(missing_ok=True)
    for inner in {os.path.dirname(entry.path) for entry in entries}:  # noqa: PTH120
        with suppress(OSError):
            Path(inner).rmdir()
    for name in (".gitignore", TAG):
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
    return len(entries)


def is_ours(folder: Path) -> bool:
    """Whether a folder is one that a cache of this program made."""
    try:
        return read_bytes(folder / TAG, 1_000) == _SIGNATURE.encode()
    except Unreadable:
        return False


def _furnish(folder: Path) -> None:
    """Make the folder, and tell backups and version control to leave it out."""
    if (folder / TAG).exists():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} holds something else")
    _write(str(folder / ".gitignore"), b"*\n")
    _write(str(folder / TAG), _SIGNATURE.encode())


def _write(path: str, data: bytes) -> None:
    """Whole or not at all, whoever writes the same at the same time."""
    folder = os.path.dirname(path)  # noqa: PTH120
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
    descriptor, new = mkstemp(prefix=".new-", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.replace(new, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(new)  # noqa: PTH108
        raise


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as listing:
        inner = [each.path for each in listing if len(each.name) == 2 and each.is_dir(follow_symlinks=False)]
    for path in inner:
        with os.scandir(path) as listing:
            yield from (each for each in listing if each.is_file(follow_symlinks=False))


def _shrink(folder: Path) -> None:
    sizes = [(each.path, each.stat(follow_symlinks=False)) for each in _entries(folder)]
    total = sum(status.st_size for _, status in sizes)
    if total <= _MOST:
        return
    for path, status in sorted(sizes, key=lambda each: each[1].st_mtime):
        if total <= _LEFT:
            return
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108
            total -= status.st_size
