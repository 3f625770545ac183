"""The file of `--output-file`: written beside its place and moved there at the end, so that no half of it is seen."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from conv1d_lsp.cli.outlets import ReportUnwritable
from conv1d_lsp.source.write import reason_of


class ReportFile:
    """Text in UTF-8. A device or a pipe is written to as it is. Raises `ReportUnwritable`, and no OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._new: Path | None = None
        try:
            self._file = os.fdopen(self._descriptor(), "w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise self._unwritable(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        else:
            self._discard()

    def write(self, text: str) -> None:
        """Add to it."""
        try:
            self._file.write(text)
        except OSError as error:
            raise self._unwritable(error) from error

    def _descriptor(self) -> int:
        path = self._path
        if path.is_dir():
            raise ReportUnwritable(f"{path} is not written: it is a folder")
        if path.exists() and not path.is_file():
            return os.open(path, os.O_WRONLY)
        target = path.resolve()
        if not target.parent.is_dir():
            raise ReportUnwritable(f"{path} is not written: there is no folder {path.parent}")
        if target.exists() and not os.access(target, os.W_OK):
            raise ReportUnwritable(f"{path} is not written: it is read-only")
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        self._new = Path(name)
        return descriptor

    def _finish(self) -> None:
        try:
            self._file.flush()
            if self._new is not None:
                os.fsync(self._file.fileno())
                self._new.chmod(self._mode())
            self._file.close()
            if self._new is not None:
                self._new.replace(self._path.resolve())
        except OSError as error:
            self._discard()
            raise self._unwritable(error) from error

    def _mode(self) -> int:
        """That of the file before, or what a new file would have."""
        try:
            return stat.S_IMODE(self._path.stat().st_mode)
        except FileNotFoundError:
            mask = os.umask(0)
            os.umask(mask)
            return 0o666 & ~mask

    def _discard(self) -> None:
        with suppress(OSError):  # what it still held is lost with it
            self._file.close()
        if self._new is not None:
            self._new.unlink(missing_ok=True)

    def _unwritable(self, error: OSError) -> ReportUnwritable:
        return ReportUnwritable(f"{self._path} is not written: {reason_of(error)}")
