"""Signals that end a command: it leaves as after Ctrl-C, so that nothing half-written stays and no worker either."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from conv1d_lsp.cli.status import Status

_STATUSES = {"SIGINT": Status.INTERRUPTED, "SIGTERM": Status.TERMINATED, "SIGHUP": Status.HUNG_UP}


class Ended(KeyboardInterrupt):
    """Goes where Ctrl-C goes, past all that takes an Exception for a mistake, or a panic."""

    def __init__(self, status: Status) -> None:
        super().__init__(status)
        self.status = status


@contextmanager
def told_to_end() -> Iterator[None]:
    """Raises `Ended` at the first signal; later ones do not disturb the cleaning up. What is ignored stays so."""
    statuses = {number: status for name, status in _STATUSES.items() if (number := getattr(signal, name, None))}

    def end(number: int, _: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise Ended(statuses[number])

    before = {each: handler for each in statuses if (handler := signal.getsignal(each)) is not signal.SIG_IGN}
    try:
        for each in before:
            signal.signal(each, end)
    except ValueError:  # not in the main thread, where no signal arrives
        before = {}
    ended = False
    try:
        yield
    except Ended:
        ended = True
        raise
    finally:
        if not ended:
            for each, handler in before.items():
                signal.signal(each, handler)
