"""Reading a source file as Python reads it: a byte order mark, a coding line (PEP 263), else UTF-8.

Newlines stay as they are: positions are counted in the text that the editor shows.
"""

import codecs
import errno
import io
import os
import stat
import tokenize
from pathlib import Path

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EACCES: "there is no permission to read it",
    errno.EPERM: "there is no permission to read it",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "its links lead in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENXIO: "it is not a regular file",  # a socket
}


class Unreadable(Exception):  # noqa: N818 - says what the file is
    """A file, or bytes in hand, that cannot become text. `str` of it is one sentence."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path} cannot be read: {self.reason}"


def reason_of(error: OSError) -> str:
    """Why the system refused, in plain words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or type(error).__name__).lower()


def is_notebook(path: str) -> bool:
    """By its name."""
    return path.endswith(".ipynb")


def read_bytes(path: Path | str, largest: int | None = None) -> bytes:
    """The file's bytes. Raises `Unreadable`, also above `largest` bytes, and for what is no regular file (a pipe)."""
    shown = Path(path).as_posix()
    try:
        # A pipe without a writer would block the opening itself.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if stat.S_ISDIR(status.st_mode):
                raise Unreadable(shown, "it is a folder")
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable(shown, "it is not a regular file")
            if largest is not None and status.st_size > largest:
                raise Unreadable(shown, f"it has {status.st_size:,} bytes, more than the limit of {largest:,}")
            return file.read()
    except OSError as error:
        raise Unreadable(shown, reason_of(error)) from error
    except ValueError as error:  # a null character in the path
        raise Unreadable(shown, "its name is not a possible file name") from error


def read(path: Path, largest: int | None = None) -> str:
    """The file's text. Raises `Unreadable` and nothing else."""
    return decode(read_bytes(path, largest), path.as_posix())


def decode(data: bytes, path: str = "the text") -> str:
    """The text of `data`, without its byte order mark. `path` names it in the `Unreadable` that this may raise."""
    bare = data.removeprefix(codecs.BOM_UTF8)
    if bare.startswith(_UTF_16):
        raise Unreadable(path, "it is UTF-16, which Python does not take as source")
    encoding = encoding_of(data, path)
    try:
        text = bare.decode(encoding)
    except UnicodeDecodeError as error:
        line, byte = _line_and_byte(bare, error.start)
        name = "UTF-8" if encoding == "utf-8" else encoding
        raise Unreadable(path, f"it is not {name} at line {line}, byte {byte} of the line") from error
    except (UnicodeError, LookupError, ValueError, TypeError) as error:  # codecs that are not text encodings
        raise Unreadable(path, f"its coding line names {encoding}, which does not fit") from error
    null = text.find("\0")
    if null >= 0:
        line = _line_and_byte(text[:null].encode(), len(text[:null].encode()))[0]
        raise Unreadable(path, f"it has a null byte on line {line}, so it is hardly Python source")
    return text


def mentions_keras(data: bytes) -> bool:
    """Whether the bytes could import Keras at all: cheap enough to ask of every file, and never wrong with a no."""
    return b"keras" in data or b"tensorflow" in data or data.startswith(_UTF_16)


def encoding_of(data: bytes, path: str) -> str:
    """By its byte order mark or coding line, else UTF-8. Raises `Unreadable`."""
    # Python's tokenizer ends the first lines at a lone \r as well, `detect_encoding` does not.
    head = io.BytesIO(data[:4096].replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    try:
        found = tokenize.detect_encoding(head.readline)[0]
    except SyntaxError as error:
        if "unknown encoding" in str(error):
            raise Unreadable(path, f"its coding line names an {error.msg.split(' for ')[0]}") from error
        if "problem" in str(error):
            raise Unreadable(path, "its byte order mark says UTF-8, its coding line says otherwise") from error
        return "utf-8"  # not UTF-8 in the first two lines: the decoding says where
    return "utf-8" if found == "utf-8-sig" else found


def _line_and_byte(data: bytes, at: int) -> tuple[int, int]:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
