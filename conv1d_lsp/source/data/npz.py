"""The directory of a `.npz` file, and the header of each array in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from conv1d_lsp.source.data.npy import Header, read_header

_MOST_MEMBERS = 1_000

#: Bytes that are read of one file: its directory, and the beginning of each array.
_MOST_BYTES = 4_000_000
_SUFFIX = ".npy"


class _Budget(io.RawIOBase):
    """A file of which no more than so many bytes are read, whatever it says of itself."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = _MOST_BYTES

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._left + 1 if size < 0 else min(size, self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise EOFError
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


def read_members(file: BinaryIO) -> Mapping[str, Header | None] | None:
    """What each array is like, by its name; None of one that NumPy does not load without pickle.

    None if the file is no such archive.
    """
    try:
        with zipfile.ZipFile(_Budget(file)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                return None
            return {each.filename.removesuffix(_SUFFIX): _header(archive, each) for each in members}
    except Exception:  # an archive that is no archive may break anything inside of `zipfile`
        return None


def _header(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Header | None:
    if not member.filename.endswith(_SUFFIX) or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return None
    with archive.open(member) as opened:
        header = read_header(opened)  # type: ignore[arg-type]
    return header if header is not None and header.bytes <= member.file_size else None
