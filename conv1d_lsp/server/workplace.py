"""Where the engine works: on what is short in a thread of this process, on what is long in a process of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TypeVar

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import LongTextError, ProjectImports, Sources, Trees
from conv1d_lsp.engine.data_files import SeenData
from conv1d_lsp.project.processes import usable_processors
from conv1d_lsp.server.elsewhere import Elsewhere, is_file
from conv1d_lsp.server.engine import Analyze, Follow
from conv1d_lsp.settings import Settings

Answer = TypeVar("Answer")

#: Characters from which on a text is long, be it a file's or what it imports: LibCST takes some 3 ms for 1,000 of them,
#: and holds Python's global lock for as long. An answer that waits for the lock is to come within 50 ms.
LONG = 16_000

#: Seconds from which on an analysis is long, whatever its text.
_SLOW = 0.5


class Workplace:
    """To be used on the event loop. buffers: the texts of all open files, by path.

    A file that turns out to be long work is left to the other process until it is closed.
    """

    def __init__(self, follow: Follow, buffers: Callable[[], Mapping[str, str]]) -> None:
        self.buffers = buffers
        self._follow = follow
        self._trees, self._seen = Trees(LONG), SeenData()
        self._followed: dict[str, Analyze] = {}
        self._long: set[str] = set()
        self._thread: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="analysis")
        self._elsewhere = Elsewhere()
        self._warming: asyncio.Task[Analysis] | None = None

    def warm_up(self) -> None:
        """Import what an analysis needs, here and in the other process, while nobody waits for it."""
        program = "import keras\n", "warm-up.py", Settings()
        self._thread.submit(self._follow(), *program, None)
        if usable_processors() > 1:
            self._warming = asyncio.get_running_loop().create_task(
                self._elsewhere.analyze(self._follow, *program, self.buffers())
            )

    def restart(self) -> None:
        """Forget all that was read."""
        self._trees, self._seen = Trees(LONG), SeenData()
        self._followed.clear()
        self._long.clear()
        self._elsewhere.close()

    def forget(self, path: str) -> None:
        """A document is closed."""
        self._followed.pop(path, None)
        self._long.discard(path)

    def close(self) -> None:
        self._elsewhere.close()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def sources(self) -> Sources:
        """The files as they are now, those that are open as they are there."""
        return Sources(self.buffers(), self._trees, seen=self._seen)

    async def analyze(self, source: str, path: str, settings: Settings) -> Analysis:
        """As `engine.analyze`, going on from the last analysis of the file."""
        if not self._is_long(source, path, settings):
            analyze = self._followed.setdefault(path, self._follow())
            try:
                return await self.beside(self._timed, analyze, source, path, settings, self._project(path))
            except LongTextError:
                self._long.add(path)
        self._followed.pop(path, None)
        return await self._elsewhere.analyze(self._follow, source, path, settings, self.buffers())

    async def ask(
        self, function: Callable[..., Answer], source: str, path: str, settings: Settings, *more: object
    ) -> Answer:
        """What a function of the engine says of a text, its path, the settings, what is given beside, and its imports.

        Raises BrokenExecutor if the other process is lost.
        """
        if not self._is_long(source, path, settings):
            try:
                return await self.beside(function, source, path, settings, *more, self._project(path))
            except LongTextError:
                self._long.add(path)
        return await self._elsewhere.ask(function, source, path, settings, self.buffers(), *more)

    async def beside(self, function: Callable[..., Answer], *arguments: object) -> Answer:
        """Short work, in the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)

    def _is_long(self, source: str, path: str, settings: Settings) -> bool:
        return path in self._long or LONG <= len(source) <= settings.largest_file

    def _timed(
        self, analyze: Analyze, source: str, path: str, settings: Settings, project: ProjectImports | None
    ) -> Analysis:
        start = time.monotonic()
        analysis = analyze(source, path, settings, project)
        if time.monotonic() - start > _SLOW:
            self._long.add(path)
        return analysis

    def _project(self, path: str) -> ProjectImports | None:
        return ProjectImports(path, self.sources()) if is_file(path) else None
