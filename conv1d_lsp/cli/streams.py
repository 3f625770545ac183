"""What can happen to a command from outside: a reader that goes away, a full disk, Ctrl-C. None ends in a traceback."""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from conv1d_lsp.cli.endings import Ended, told_to_end
from conv1d_lsp.cli.status import Status


def guarded(command: Callable[[], int]) -> int:
    """The status of `command`, or of what happened to it."""
    if sys.stderr is None:  # closed by whoever started us; `print` would take stdout in its place
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process
    if sys.stdout is None:
        return _unwritten("stdout is closed")
    with _buffered():
        _never_fail_to_encode(sys.stdout)
        return _status(command)


def _status(command: Callable[[], int]) -> int:
    try:
        with told_to_end():
            status = command()
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        return Status.CLOSED_PIPE
    except Ended as end:
        _let_go_of_stdout()
        return end.status
    except KeyboardInterrupt:
        _let_go_of_stdout()
        return Status.INTERRUPTED
    except OSError as error:
        _let_go_of_stdout()
        return _unwritten(error.strerror or str(error))
    return status


def _unwritten(reason: str) -> Status:
    with contextlib.suppress(OSError):  # stderr may be what cannot be written
        print(f"conv1d-lsp: the output cannot be written: {reason}", file=sys.stderr)
    return Status.FAILED


@contextlib.contextmanager
def _buffered() -> Iterator[None]:
    """stdout without a buffer (PYTHONUNBUFFERED) gets one: Python drops what a disk does not take, and says nothing."""
    bare = sys.stdout
    if not isinstance(bare, io.TextIOWrapper) or not isinstance(bare.buffer, io.RawIOBase):
        yield
        return
    buffer = io.BufferedWriter(bare.buffer)
    sys.stdout = io.TextIOWrapper(buffer, bare.encoding, bare.errors)
    try:
        yield
    finally:
        sys.stdout.detach()
        buffer.detach()
        sys.stdout = bare


def _never_fail_to_encode(stream: TextIO) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """Keep Python from writing, at its end, what stdout did not take."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
