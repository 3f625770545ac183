"""A process for long work, begun when there is some: it blocks neither protocol nor engine, and ends with us."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

from conv1d_lsp.server import interruptible

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.connection import Connection

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer")


class Child:
    """One, at most; it is spawned, as a fork of a process with threads may hang."""

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None
        self._unwanted: Connection | None = None
        self._numbers = count()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End it: what it is at has no reader any more."""
        executor = self._executor
        if executor is not None:
            workers = list((executor._processes or {}).values())  # of one that is broken, none are known
            executor.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()
        self._forget()

    async def run(self, function: Callable[_P, _Answer], *arguments: _P.args, **_: _P.kwargs) -> _Answer:
        """The answer of a function that a new process can import. Whoever gives up waiting for it ends the work on it.

        Raises BrokenExecutor if the process is lost, or cannot be begun.
        """
        number = next(self._numbers)
        executor = self._started()
        try:
            work = executor.submit(interruptible.run, number, function, *arguments)
            return await asyncio.wrap_future(work)
        except BrokenExecutor:
            if self._executor is executor:
                self._forget()
            raise
        except asyncio.CancelledError:
            if self._executor is executor and self._unwanted is not None:
                with contextlib.suppress(OSError):  # it is lost, and so is the work
                    self._unwanted.send(number)
            raise

    def _started(self) -> ProcessPoolExecutor:
        """Raises BrokenExecutor if there is no room for another process."""
        if self._executor is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            os.environ["PYTHONSAFEPATH"] = "1"  # else it would import from the working folder before all others
            spawn = multiprocessing.get_context("spawn")
            try:
                theirs, self._unwanted = spawn.Pipe(duplex=False)
                self._executor = ProcessPoolExecutor(1, spawn, interruptible.begin, (theirs,))
            except OSError as error:
                self._forget()
                raise BrokenExecutor(f"no process can be begun: {error}") from error
        return self._executor

    def _forget(self) -> None:
        self._executor = None
        if self._unwanted is not None:
            self._unwanted.close()
            self._unwanted = None
