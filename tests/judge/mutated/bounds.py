"""Time and memory of one piece of work: what takes too much is stopped, or told."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

#: Seconds of the clock after which not even Python answers any more.
STUCK = 900.0

_ON_LINUX = sys.platform.startswith("linux")


class TooLong(KeyboardInterrupt):
    """No Exception, so that nobody on the way takes it for a mistake of the analysis, or for a panic of the parser."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raises TooLong after so many seconds of the processor. What is stuck outside of Python ends the process."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise TooLong(f"{frame.f_code.co_qualname} in {frame.f_code.co_filename}" if frame else "")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    faulthandler.dump_traceback_later(STUCK, exit=True, file=sys.__stderr__ or 2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGPROF, before)


def processor_time() -> float:
    """Seconds that this process has worked."""
    return time.process_time()


def memory() -> int:
    """Bytes that this process holds now; 0 where the system does not say."""
    if not _ON_LINUX:
        return 0
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def highest() -> int:
    """Bytes that it held at most since `forget_highest`; 0 where the system does not say."""
    if not _ON_LINUX:
        return 0
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def forget_highest() -> None:
    """Count anew from here."""
    if _ON_LINUX:
        Path("/proc/self/clear_refs").write_text("5")
