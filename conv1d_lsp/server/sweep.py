"""What `check` would find in the files of the workspace, kept until something changes.

One file is looked at after the other, in between whatever else the engine is asked for: nobody waits for longer than
one file takes. Answers come from the cache of the command line, and go there.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence, Set
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from conv1d_lsp.diagnostics import Analysis, moved
from conv1d_lsp.engine import LongTextError, Sources, Trees
from conv1d_lsp.engine.footprint import footprint_of
from conv1d_lsp.project.analyse import diagnosed
from conv1d_lsp.project.batch import ToAnalyse, first_look, seen
from conv1d_lsp.project.cache import Cache
from conv1d_lsp.project.cells import in_cells, stored_text
from conv1d_lsp.project.program import cache_folder, known_by
from conv1d_lsp.project.results import Checked, Misconfigured
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.project.tasks import Outcome, Task, outcome
from conv1d_lsp.server.child import Child
from conv1d_lsp.server.session import Session, other_texts
from conv1d_lsp.server.workplace import LONG
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.discover import Found, Missed, discover
from conv1d_lsp.source.read import is_notebook

#: Files that are looked for without a break.
_AT_ONCE = 200

#: Characters of a text whose analysis nobody notices; a longer one is for a process of its own.
_SHORT = 8_000


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


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that speaks of Keras. key: by which the cache is to know it; outcome: what it knows already."""

    file: ToAnalyse
    key: str | None = None
    outcome: Outcome | None = None


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

    async def over(self, folders: Sequence[Path]) -> AsyncGenerator[Step, None]:
        """A step for each file. Those that are open are not looked at here."""
        files, sources = await self._found(folders), self._session.sources()
        opened = self._session.buffers()
        with Child() as child:
            for number, file in enumerate(files, 1):
                looked = Looked(file.as_posix()) if str(file) in opened else self._looked.get(file)
                if looked is None:
                    state = self._state
                    looked = await self._look(file, sources, child)
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

    async def _look(self, file: Path, sources: Sources, child: Child) -> Looked:
        projects = self._session.projects(str(file))
        begun = await self._session.beside(self._begun, file, projects, sources)
        if isinstance(begun, Looked):
            return begun
        outcome = begun.outcome
        if outcome is None:
            given = begun.file.text, begun.file.name, begun.file.settings, self._session.buffers()
            try:
                outcome = await self._outcome(given, child)
            except BrokenExecutor:
                logging.warning("the analysis of %s ended its process", file)
                return Looked(begun.file.name)
        return await self._session.beside(self._ended, begun, outcome, projects, sources)

    async def _outcome(self, given: tuple[str, str, Settings, Mapping[str, str]], child: Child) -> Outcome:
        if len(given[0]) <= _SHORT:
            with contextlib.suppress(LongTextError):
                return await self._session.beside(outcome_of, *given, Trees(LONG))
        return await child.run(outcome_of, *given)

    def _begun(self, file: Path, projects: ProjectSettings, sources: Sources) -> Looked | _Begun:
        """In the engine's thread, as what follows."""
        path = file.as_posix()
        first = first_look(Found(file, named=False), path, projects, sources)
        if isinstance(first, Misconfigured):
            return Looked(path, problem=first.reason)
        if not isinstance(first, ToAnalyse):
            return Looked(path)
        if self._cache is None:
            return _Begun(first)
        key = self._cache.key(diagnosed, path, first.text, first.settings)
        known = self._cache.get(key, path, first.project)
        return _Begun(first, key, None if known is None else Outcome(known, footprint_of(first.project)))

    def _ended(self, begun: _Begun, outcome: Outcome, projects: ProjectSettings, sources: Sources) -> Looked:
        file = begun.file
        if self._cache is not None and begun.key is not None and begun.outcome is None:
            self._cache.put(begun.key, outcome)
        result = seen(file.path, file.name, file.text, outcome.analysis, projects)
        if not isinstance(result, Checked):
            return Looked(file.name)
        if not result.analysis.diagnostics:
            return Looked(file.name, result.analysis)
        others = other_texts(result.analysis, sources)
        if not is_notebook(file.name):
            return Looked(file.name, result.analysis, file.text, others)
        stored = stored_text(result, None)
        if stored is None:  # it has changed just now
            return Looked(file.name)
        return Looked(file.name, moved(in_cells(result, stored).analysis, lambda place: place.in_file), stored, others)

    @cached_property
    def _cache(self) -> Cache | None:
        folder = cache_folder()
        return None if folder is None else Cache(folder, known_by())


def _read(looked: Looked) -> Set[str]:
    """The files that a result hangs on."""
    analysis = looked.analysis
    return frozenset() if analysis is None else frozenset((*analysis.files, *analysis.data_files))


def outcome_of(
    text: str, path: str, settings: Settings, buffers: Mapping[str, str], trees: Trees | None = None
) -> Outcome:
    """Here, or in a process of its own."""
    return outcome(Task(path, text, settings), "", diagnosed, Sources(buffers, trees))
