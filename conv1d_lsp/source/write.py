"""Writing a source file back: with its byte order mark, its encoding and its mode, whole or not at all."""

import codecs
import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from conv1d_lsp.source.cells import cells_of
from conv1d_lsp.source.notebook import notebook_text, program_in
from conv1d_lsp.source.notebook_edit import with_sources
from conv1d_lsp.source.read import Unreadable, decode, encoding_of, is_notebook, read_bytes

_REASONS = {
    errno.EACCES: "there is no permission to write there",
    errno.EPERM: "there is no permission to write there",
    errno.EROFS: "its disk is read-only",
    errno.ENOSPC: "there is no room left on its disk",
    errno.EDQUOT: "there is no room left for its owner",
    errno.EFBIG: "it would be larger than files may be here",
}


def reason_of(error: OSError) -> str:
    """A clause that says why nothing could be written."""
    return _REASONS.get(error.errno or 0) or (error.strerror or "it failed").lower()


class Unwritable(Exception):  # noqa: N818 - says what the file is
    """A file that is not written. `reason` is a clause; `str` of it one sentence."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path} is not written: {self.reason}"


def rewrite(path: Path, before: str, after: str) -> None:
    """Put the text `after` in the place of `before`, which `path` must still hold. Raises `Unwritable`.

    A link stays a link: the file that it leads to is replaced.
    """
    shown = path.as_posix()
    try:
        _replace(path.resolve(), rewritten(read_bytes(path), shown, before, after), shown)
    except Unreadable as error:
        raise Unwritable(shown, error.reason) from error
    except OSError as error:
        raise Unwritable(shown, reason_of(error)) from error


def rewritten(data: bytes, shown: str, before: str, after: str) -> bytes:
    """The bytes of a file with the text `after` in the place of `before`. Raises `Unwritable`, which `shown` names."""
    try:
        notebook = is_notebook(shown)
        if decode(program_in(data, shown) if notebook else data, shown) != before:
            raise Unwritable(shown, "it was changed meanwhile")
    except Unreadable as error:
        raise Unwritable(shown, error.reason) from error
    return _edited_notebook(shown, data, before, after) if notebook else encoded(after, data, shown)


def _edited_notebook(shown: str, data: bytes, before: str, after: str) -> bytes:
    """The bytes of a notebook whose program `before` is to be `after`."""
    old, new = cells_of(before).sources, cells_of(after).sources
    if [each.number for each in old] != [each.number for each in new]:
        raise Unwritable(shown, "an edit goes from one cell into another")
    changed = [now for was, now in zip(old, new, strict=True) if now != was]
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + with_sources(notebook_text(data, shown), changed).encode()


def encoded(text: str, like: bytes, path: str = "the text") -> bytes:
    """The bytes of a text as `like` has them: its byte order mark, its encoding. Raises `Unwritable`."""
    mark = codecs.BOM_UTF8 if like.startswith(codecs.BOM_UTF8) else b""
    encoding = encoding_of(like, path)
    try:
        data = mark + text.encode(encoding)
        same = mark + decode(like, path).encode(encoding) == like and decode(data, path) == text
    except (UnicodeError, Unreadable):
        same = False
    if not same:
        raise Unwritable(path, f"its text cannot be written in its encoding, {encoding}")
    return data


def _replace(path: Path, data: bytes, shown: str) -> None:
    """Written beside it, then moved over it: a reader sees the old file or the new one."""
    status = path.stat()
    if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise Unwritable(shown, "it is read-only")
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        Path(name).chmod(stat.S_IMODE(status.st_mode))
        with suppress(OSError, AttributeError):  # the owner stays who it was, where the system lets us
            os.chown(name, status.st_uid, status.st_gid)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
