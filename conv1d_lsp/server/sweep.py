"""What `check` would find in the files of the workspace, kept until something changes.

One file is looked at after the other, in between whatever else the engine is asked for: nobody waits for longer than
one file takes. Answers come from the cache of the command line, and go there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from conv1d_lsp.diagnostics import Analysis, moved
from conv1d_lsp.engine import ProjectImports, Sources
from conv1d_lsp.engine.footprint import footprint_of
from conv1d_lsp.project.analyse import diagnosed
from conv1d_lsp.project.batch import check_file
from conv1d_lsp.project.cache import Cache
from conv1d_lsp.project.cells import in_cells, stored_text
from conv1d_lsp.project.program import cache_folder, known_by
from conv1d_lsp.project.results import Checked, Misconfigured
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.project.tasks import Outcome
from conv1d_lsp.server.session import Session, other_texts
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.discover import Found, Missed, discover
from conv1d_lsp.source.read import is_notebook

#: Files that are looked for without a break.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file. text, others: what the places refer to; only where there are any.

    problem: a sentence about the settings around it, if they cannot be followed.
    """

    path: str
    analysis: Analysis | None = None
    text: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How far a sweep is. looked: at the file that was the last one."""

    done: int
    of: int
    looked: Looked


class Sweep:
    """Over all files of some folders. All methods are called on the event loop."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._files: list[Path] | None = None
        self._looked: dict[Path, Looked] = {}
        self._state = 0

    def forget(self) -> None:
        """Files may have come or gone, or settings have changed."""
        self._files = None
        self._looked.clear()
        self._state += 1

    def changed(self, paths: Set[str]) -> None:
        """Files have another text, on the disk or in an editor."""
        for path, looked in list(self._looked.items()):
            if path.as_posix() in paths or (looked.analysis is not None and not paths.isdisjoint(_read(looked))):
                del self._looked[path]
        self._state += 1

    async def over(self, folders: Sequence[Path]) -> AsyncIterator[Step]:
        """A step for each file."""
        files, sources = await self._found(folders), self._session.sources()
        for number, file in enumerate(files, 1):
            looked = self._looked.get(file)
            if looked is None:
                state = self._state
                looked = await self._session.beside(self._look, file, sources, self._session.projects(str(file)))
                if state == self._state:
                    self._looked[file] = looked
            yield Step(number, len(files), looked)

    async def _found(self, folders: Sequence[Path]) -> list[Path]:
        if self._files is not None:
            return self._files
        state, files = self._state, list[Path]()
        walk = self._walk(folders)
        while some := await self._session.beside(lambda: list(islice(walk, _AT_ONCE))):
            files += [each.path for each in some if isinstance(each, Found)]
        if state == self._state:
            self._files = files
        return files

    def _walk(self, folders: Sequence[Path]) -> Iterator[Found | Missed]:
        yield from discover(folders, lambda folder: self._session.projects(str(folder)).leaves_out(folder))

    def _look(self, file: Path, sources: Sources, projects: ProjectSettings) -> Looked:
        """In the worker."""
        path = file.as_posix()
        result = check_file(Found(file, named=False), path, projects, sources, self._analysed)
        if isinstance(result, Misconfigured):
            return Looked(path, problem=result.reason)
        if not isinstance(result, Checked):
            return Looked(path)
        others = other_texts(result.analysis, sources)
        if not is_notebook(path) or not result.analysis.diagnostics:
            text = result.text if result.analysis.diagnostics else ""
            return Looked(path, result.analysis, text, others)
        stored = stored_text(result, None)
        if stored is None:  # it has changed just now
            return Looked(path)
        return Looked(path, moved(in_cells(result, stored).analysis, lambda place: place.in_file), stored, others)

    def _analysed(self, source: str, path: str, settings: Settings, project: ProjectImports) -> Analysis:
        if self._cache is None:
            return diagnosed(source, path, settings, project)
        key = self._cache.key(diagnosed, path, source, settings)
        known = self._cache.get(key, path, project)
        if known is None:
            known = diagnosed(source, path, settings, project)
            self._cache.put(key, Outcome(known, footprint_of(project)))
        return known

    @cached_property
    def _cache(self) -> Cache | None:
        folder = cache_folder()
        return None if folder is None else Cache(folder, known_by())


def _read(looked: Looked) -> Set[str]:
    """The files that a result hangs on."""
    analysis = looked.analysis
    return frozenset() if analysis is None else frozenset((*analysis.files, *analysis.data_files))
