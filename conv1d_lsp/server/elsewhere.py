"""Long work on texts, in a process of its own.

Parsing holds Python's global lock, for seconds where a text is large: in this process nobody would get an answer
meanwhile. The process starts with the first work, and ends with the server, however that ends.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from conv1d_lsp.diagnostics import ANALYSIS_FAILED, Analysis, Diagnostic, Place, Severity
from conv1d_lsp.server.child import Child

if TYPE_CHECKING:
    from conv1d_lsp.engine import ProjectImports
    from conv1d_lsp.server.engine import Analyze, Follow
    from conv1d_lsp.settings import Settings

Answer = TypeVar("Answer")

#: Files whose last analysis is kept, to go on from: it takes memory.
_FOLLOWED = 4

_LOST = "the process that analyses long files has ended twice over this one; the next edit starts another one"


class Elsewhere:
    """Works in another process, on one thing after the other. To be used on the event loop."""

    def __init__(self) -> None:
        self._child = Child()

    async def analyze(
        self, follow: Follow, source: str, path: str, settings: Settings, buffers: Mapping[str, str]
    ) -> Analysis:
        """As `engine.analyze`; buffers: the texts of all open files by path. If the process is lost, that it is."""
        try:
            return await self._run(_analyze, follow, source, path, settings, dict(buffers))
        except BrokenExecutor:
            return lost(path)

    async def ask(
        self,
        function: Callable[..., Answer],
        source: str,
        path: str,
        settings: Settings,
        buffers: Mapping[str, str],
        *more: object,
    ) -> Answer:
        """What a function says of a text, its path, the settings, what is given beside, and its imports.

        Raises BrokenExecutor if the process is lost.
        """
        return await self._run(_ask, function, source, path, settings, dict(buffers), more)

    def close(self) -> None:
        """End the process, without waiting for what it does."""
        self._child.close()

    async def _run(self, function: Callable[..., Answer], *arguments: Any) -> Answer:
        """A process that is lost is replaced: it may have been idle, or at something else."""
        try:
            return await self._child.run(function, *arguments)
        except BrokenExecutor:
            return await self._child.run(function, *arguments)


def lost(path: str) -> Analysis:
    """What is known of a file over which the process was lost."""
    found = Diagnostic(Place(path, 1, 1, 1, 1), ANALYSIS_FAILED, Severity.WARNING, _LOST)
    return Analysis(path, 3, "the file was not read", (found,), parsed=False)


class Kept:
    """What the other process keeps from one analysis to the next."""

    def __init__(self) -> None:
        from conv1d_lsp.engine import Trees
        from conv1d_lsp.engine.data_files import SeenData

        self._trees, self._seen = Trees(), SeenData()
        self._followed: OrderedDict[str, Analyze] = OrderedDict()

    def project(self, path: str, buffers: Mapping[str, str]) -> ProjectImports | None:
        """What a file can import; a document that is no file imports nothing."""
        from conv1d_lsp.engine import ProjectImports, Sources

        return ProjectImports(path, Sources(buffers, self._trees, seen=self._seen)) if is_file(path) else None

    def analyze(
        self, follow: Follow, source: str, path: str, settings: Settings, buffers: Mapping[str, str]
    ) -> Analysis:
        """Going on from the last analysis of the file, unless that was broken off."""
        analyze = self._followed.pop(path, None) or follow()
        analysis = analyze(source, path, settings, self.project(path, buffers))
        self._followed[path] = analyze
        if len(self._followed) > _FOLLOWED:
            self._followed.popitem(last=False)
        return analysis


def is_file(path: str) -> bool:
    """Whether a document's path is that of a file."""
    return Path(path).is_absolute()


def _analyze(follow: Follow, source: str, path: str, settings: Settings, buffers: Mapping[str, str]) -> Analysis:
    return _kept().analyze(follow, source, path, settings, buffers)


def _ask(
    function: Callable[..., Answer],
    source: str,
    path: str,
    settings: Settings,
    buffers: Mapping[str, str],
    more: tuple[object, ...],
) -> Answer:
    return function(source, path, settings, *more, _kept().project(path, buffers))


@cache
def _kept() -> Kept:
    return Kept()
