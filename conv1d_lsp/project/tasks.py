"""The work of a run as plain data, so that any process on any machine that sees the same files can do it."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.engine.footprint import Footprint, footprint_of
from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.project.analyse import Analyse

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis
    from conv1d_lsp.settings import Settings

# An analysis changes how deep its process may nest and whether it collects garbage: no two at a time.
_ALONE = Lock()


class Task(NamedTuple):
    """A text to analyse, and the name that its places carry."""

    name: str
    text: str
    settings: Settings


class Order(NamedTuple):
    """Tasks of one run. folder: where their names begin. run: the same for all that take files to stay as they are."""

    run: str
    folder: str
    analyse: Analyse
    tasks: tuple[Task, ...]


class Outcome(NamedTuple):
    """The answer, and what it hangs on beside the text."""

    analysis: Analysis
    footprint: Footprint


def carry_out(order: Order) -> list[Outcome]:
    """An outcome for each task."""
    with _ALONE:
        sources = _sources(order.run)
        return [outcome(task, order.folder, order.analyse, sources) for task in order.tasks]


def outcome(task: Task, folder: str, analyse: Analyse, sources: Sources) -> Outcome:
    """Analyse one text."""
    project = ProjectImports(task.name, sources, folder)
    analysis = analyse(task.text, task.name, task.settings, project)
    return Outcome(analysis, footprint_of(project))


@lru_cache(maxsize=1)
def _sources(run: str) -> Sources:
    """A process reads and parses what many files import once a run."""
    return Sources()
