"""Running the engine over a set of files.

A file goes three steps: it is read, asked in bytes whether it could speak of Keras or import a file that does, and only
then analysed, if no earlier run has. The last step is a plain function of plain data, so that any worker can do it;
results come in the order of the files all the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.reach import file_reaches_keras
from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.project.analyse import Analyse
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.paths import shown
from conv1d_lsp.project.results import Checked, FileResult, Lost, Misconfigured, Unchecked, WithoutKeras
from conv1d_lsp.source.discover import Found, Missed
from conv1d_lsp.source.read import Unreadable, decode, is_notebook, mentions_keras, read_bytes

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis
    from conv1d_lsp.project.cache import Cache
    from conv1d_lsp.project.settings import ProjectSettings
    from conv1d_lsp.project.work import Asked, Work, Workers
    from conv1d_lsp.settings import Settings

#: Bytes above which a file is not even looked at; it would not fit beside others in memory.
_LARGEST = 100_000_000

#: Results that wait for an earlier one, and characters of texts among them.
_AHEAD, _AHEAD_IN_TEXT = 4_000, 30_000_000


class Means(NamedTuple):
    """What helps a run to be quick, made once a file needs it: many runs find none that speaks of Keras."""

    cache: Callable[[], Cache | None] = lambda: None
    workers: Callable[[], Workers | None] = lambda: None


class ToAnalyse(NamedTuple):
    """A file that speaks of Keras."""

    path: Path
    name: str
    text: str
    settings: Settings
    project: ProjectImports


class _Pending(NamedTuple):
    """A file whose analysis is asked for. key: what the cache is to know it by."""

    path: Path
    asked: Asked
    key: str | None


def check_files(
    found: Iterable[Found | Missed],
    named: Iterable[Path],
    settings: ProjectSettings,
    analyse: Analyse,
    means: Means = Means(),  # noqa: B008 - it does not change
) -> Iterator[FileResult]:
    """One result for each of `found`, in its order. `named` are the paths that the user gave."""
    run = _Run(frozenset(named), settings, analyse, means)
    try:
        yield from run.results(found)
    finally:
        run.close()


def check_file(found: Found, name: str, settings: ProjectSettings, sources: Sources, analyse: Analyse) -> FileResult:
    """The result for one file, which is called `name` in it."""
    looked = first_look(found, name, settings, sources)
    if not isinstance(looked, ToAnalyse):
        return looked
    analysis = analyse(looked.text, name, looked.settings, looked.project)
    return seen(looked.path, name, looked.text, analysis, settings)


class _Run:
    """The state of one run over many files."""

    def __init__(self, named: frozenset[Path], settings: ProjectSettings, analyse: Analyse, means: Means) -> None:
        self._named = named
        self._settings = settings
        self._analyse = analyse
        self._means = means
        self._sources = Sources()
        self._folder = Path.cwd()
        self._texts = 0

    @cached_property
    def _cache(self) -> Cache | None:
        return self._means.cache()

    @cached_property
    def _work(self) -> Work:
        from conv1d_lsp.project.work import Work

        return Work(self._analyse, str(self._folder), self._sources, self._means.workers())

    def results(self, found: Iterable[Found | Missed]) -> Iterator[FileResult]:
        """One for each, in order."""
        waiting = deque[FileResult | _Pending]()
        for item in found:
            waiting.append(self._begun(item))
            while waiting and (self._has_many(waiting) or self._is_ready(waiting[0])):
                yield self._done(waiting.popleft())
        if waiting:
            self._work.give_out()
        while waiting:
            yield self._done(waiting.popleft())

    def close(self) -> None:
        """Let go of workers, and of what the cache has too much."""
        made = vars(self)
        if "_work" in made:
            self._work.close()
        if made.get("_cache") is not None:
            made["_cache"].close()

    def _has_many(self, waiting: deque[FileResult | _Pending]) -> bool:
        return len(waiting) > _AHEAD or self._texts > _AHEAD_IN_TEXT

    def _is_ready(self, first: FileResult | _Pending) -> bool:
        """Whether it can be told now without keeping anybody from work."""
        return not isinstance(first, _Pending) or self._work.is_ready(first.asked)

    def _begun(self, item: Found | Missed) -> FileResult | _Pending:
        name = shown(item.path, self._folder)
        if isinstance(item, Missed):
            return Unchecked(name, item.reason, item.path in self._named)
        looked = first_look(item, name, self._settings, self._sources)
        if not isinstance(looked, ToAnalyse):
            return looked
        key = None if self._cache is None else self._cache.key(self._analyse, looked.name, looked.text, looked.settings)
        if self._cache is not None and key is not None:
            known = self._cache.get(key, name, looked.project)
            if known is not None:
                return seen(looked.path, name, looked.text, known, self._settings)
        from conv1d_lsp.project.tasks import Task

        self._texts += len(looked.text)
        return _Pending(looked.path, self._work.add(Task(name, looked.text, looked.settings)), key)

    def _done(self, first: FileResult | _Pending) -> FileResult:
        if not isinstance(first, _Pending):
            return first
        from conv1d_lsp.project.work import NoAnswer

        task = first.asked.task
        self._texts -= len(task.text)
        try:
            outcome = self._work.outcome(first.asked)
        except NoAnswer as error:
            return Lost(task.name, f"{task.name} is not analysed: {error}")
        if self._cache is not None and first.key is not None:
            self._cache.put(first.key, outcome)
        return seen(first.path, task.name, task.text, outcome.analysis, self._settings)


def first_look(found: Found, name: str, settings: ProjectSettings, sources: Sources) -> FileResult | ToAnalyse:
    """The file, if it speaks of Keras and can be analysed."""
    try:
        data = read_bytes(found.path, _LARGEST) if found.data is None else found.data
        if is_notebook(name):
            from conv1d_lsp.source.notebook import program_in

            data = program_in(data, name)
        project = ProjectImports(name, sources)
        if not mentions_keras(data) and not file_reaches_keras(data.decode("latin-1"), project):
            return WithoutKeras(name)
        return ToAnalyse(found.path, name, decode(data, name), settings.for_file(found.path), project)
    except Unreadable as error:
        return Unchecked(name, error.reason, found.named)
    except ConfigurationError as error:
        return Misconfigured(name, str(error))


def seen(path: Path, name: str, text: str, analysis: Analysis, settings: ProjectSettings) -> FileResult:
    """As the user wants to see it."""
    try:
        view = settings.view(path)
    except ConfigurationError as error:
        return Misconfigured(name, str(error))
    return Checked(name, text, view.of(analysis, text), view.obsolete(analysis, text))
