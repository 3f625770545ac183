"""In a child: tasks that can be broken off once nobody waits for them any more."""

from __future__ import annotations

import _thread
import gc
import signal
from collections.abc import Callable
from functools import cache
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from conv1d_lsp.project.processes import settle

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Answer = TypeVar("Answer")


class Tasks:
    """The task that runs, and the numbers of those that are unwanted. Tasks are numbered upwards."""

    def __init__(self) -> None:
        self._running: int | None = None
        self._unwanted: set[int] = set()

    def listen(self, unwanted: Connection) -> None:
        """Take the numbers of unwanted tasks, from a thread, until the connection ends."""
        try:
            while True:
                number = unwanted.recv()
                self._unwanted.add(number)
                if number == self._running:
                    _thread.interrupt_main()
        except (EOFError, OSError):
            return

    def interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        """The handler of SIGINT; that of Ctrl-C in a terminal is none of ours."""
        if self._running in self._unwanted:
            raise KeyboardInterrupt

    def run(self, number: int, function: Callable[..., Answer], *arguments: object) -> Answer:
        """The answer of a task. Raises KeyboardInterrupt, between two steps of Python, if it is unwanted."""
        gc.enable()  # the task before may have been broken off just where it was to do so
        try:
            self._running = number
            self.interrupted(signal.SIGINT, None)
            return function(*arguments)
        finally:
            self._running = None
            self._unwanted.difference_update([old for old in tuple(self._unwanted) if old <= number])


def begin(unwanted: Connection) -> None:
    """To be called first in the child, in its main thread."""
    settle()
    signal.signal(signal.SIGINT, _tasks().interrupted)
    Thread(target=_tasks().listen, args=[unwanted], daemon=True).start()


def run(number: int, function: Callable[..., Answer], *arguments: object) -> Answer:
    """See `Tasks.run`."""
    return _tasks().run(number, function, *arguments)


@cache
def _tasks() -> Tasks:
    return Tasks()
