"""One computation a document, and only the newest counts."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class _Job(Generic[Result]):
    """A computation that waits for a pause in the typing, or for someone who wants it now."""

    def __init__(self, compute: Callable[[], Awaitable[Result]], delay: float) -> None:
        self.wanted = asyncio.Event()
        self.seconds = 0.0
        self._compute = compute
        self._delay = delay
        self.task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> Result:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.wanted.wait(), self._delay)
        start = time.monotonic()
        try:
            return await self._compute()
        finally:
            self.seconds = time.monotonic() - start


class Latest(Generic[Result]):
    """Keeps for each key the result of its newest version, or the work on it.

    compute: makes the result of what stands there when the work begins.
    ready: is told each result once, if nothing newer has been asked for in the meantime.
    delay: seconds without another version before the work begins. quick: what took fewer seconds last time is begun at
    once, as it costs less than the pause.
    """

    def __init__(
        self,
        compute: Callable[[str], Awaitable[Result]],
        ready: Callable[[str, Result], None],
        delay: float = 0.15,
        quick: float = 0.1,
    ) -> None:
        self._compute = compute
        self._ready = ready
        self._delay = delay
        self._quick = quick
        self._slow: dict[str, bool] = {}
        self._jobs: dict[str, _Job[Result]] = {}

    def ask(self, key: str) -> None:
        """There is a new version: drop the work on the older one."""
        self._leave(key)
        delay = self._delay if self._slow.get(key, True) else 0.0
        job = self._jobs[key] = _Job(lambda: self._compute(key), delay)
        job.task.add_done_callback(lambda task: self._done(key, job, task))

    def drop(self, key: str) -> None:
        self._leave(key)
        self._slow.pop(key, None)

    def ask_again(self) -> None:
        """What the results depend on has changed."""
        for key in tuple(self._jobs):
            self.ask(key)

    def close(self) -> None:
        for key in tuple(self._jobs):
            self.drop(key)

    def hurry(self, key: str) -> None:
        """Somebody waits: begin without a pause."""
        if job := self._jobs.get(key):
            job.wanted.set()

    async def get(self, key: str) -> Result | None:
        """The newest version's result; None for a key that is not there. Raises what `compute` raises."""
        while job := self._jobs.get(key):
            await asyncio.wait([job.task])
            if self._jobs.get(key) is job:
                return job.task.result()
        return None

    def finished(self) -> dict[str, Result]:
        """The results that are there, by key."""
        done = {key: job.task for key, job in self._jobs.items() if job.task.done()}
        return {key: task.result() for key, task in done.items() if not task.cancelled() and not task.exception()}

    def unfinished(self) -> frozenset[str]:
        """The keys on which there is work."""
        return frozenset(key for key, job in self._jobs.items() if not job.task.done())

    def _leave(self, key: str) -> None:
        if job := self._jobs.pop(key, None):
            job.task.cancel()

    def _done(self, key: str, job: _Job[Result], task: asyncio.Task[Result]) -> None:
        if task.cancelled():
            return
        if error := task.exception():
            logging.error("the analysis of %s failed", key, exc_info=error)
        elif self._jobs.get(key) is job:
            self._slow[key] = job.seconds > self._quick
            self._ready(key, task.result())
