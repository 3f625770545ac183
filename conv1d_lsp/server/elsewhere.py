"""Large texts are analysed in a process of their own.

Parsing holds Python's global lock, for seconds where a text is large: in this process nobody would get an answer
meanwhile. The process starts with the first large text, and ends with the server, however that ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.diagnostics import ANALYSIS_FAILED, Analysis, Diagnostic, Place, Severity
from conv1d_lsp.server.child import Child

if TYPE_CHECKING:
    from conv1d_lsp.engine import Follower, Trees
    from conv1d_lsp.engine.data_files import SeenData
    from conv1d_lsp.settings import Settings

#: Characters from which on a text is large: LibCST takes some 3 ms for 1,000 of them.
LARGE = 100_000

_LOST = "the process that analyses large files has ended; the next edit starts another one"


class Elsewhere:
    """Analyses in another process, one after the other. To be used on the event loop."""

    def __init__(self) -> None:
        self._child = Child()

    async def analyze(self, source: str, path: str, settings: Settings, buffers: Mapping[str, str]) -> Analysis:
        """As `engine.analyze`; buffers: the texts of all open files by path.

        If the process is killed, that is what the analysis says.
        """
        try:
            return await self._child.run(_analyze, source, path, settings, dict(buffers))
        except BrokenExecutor:
            found = Diagnostic(Place(path, 1, 1, 1, 1), ANALYSIS_FAILED, Severity.WARNING, _LOST)
            return Analysis(path, 3, "the file was not read", (found,), parsed=False)

    def close(self) -> None:
        """End the process, without waiting for what it does."""
        self._child.close()


def _analyze(source: str, path: str, settings: Settings, buffers: Mapping[str, str]) -> Analysis:
    from conv1d_lsp.engine import ProjectImports, Sources

    trees, seen = _kept()
    imports = ProjectImports(path, Sources(buffers, trees, seen=seen)) if Path(path).is_absolute() else None
    return _follower(path).analyze(source, path, settings, imports)


@lru_cache(maxsize=4)
def _follower(path: str) -> Follower:
    """The state of each file's last analysis takes memory: the last few are kept."""
    from conv1d_lsp.engine import Follower

    return Follower()


@cache
def _kept() -> tuple[Trees, SeenData]:
    from conv1d_lsp.engine import Trees
    from conv1d_lsp.engine.data_files import SeenData

    return Trees(), SeenData()
