"""A process for long work, begun when there is some: it blocks neither protocol nor engine, and ends with us."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

from conv1d_lsp.project.processes import settle

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_P = ParamSpec("_P")
_Answer = TypeVar("_Answer")


class Child:
    """One, at most; it is spawned, as a fork of a process with threads may hang."""

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End it: what it is at has no reader any more."""
        executor, self._executor = self._executor, None
        if executor is not None:
            workers = list(executor._processes.values())
            executor.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()

    async def run(self, function: Callable[_P, _Answer], *arguments: _P.args, **_: _P.kwargs) -> _Answer:
        """The answer of a function that a new process can import. Raises BrokenExecutor if the process is lost."""
        if self._executor is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            os.environ["PYTHONSAFEPATH"] = "1"  # else it would import from the working folder before all others
            self._executor = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), settle)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, function, *arguments)
        except BrokenExecutor:
            self._executor = None
            raise
