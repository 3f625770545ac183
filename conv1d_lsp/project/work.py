"""Who carries out the tasks of a run: this process, or an executor's workers where the work pays for them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.project.analyse import Analyse
from conv1d_lsp.project.tasks import Order, Outcome, Task, carry_out, outcome

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

#: Characters of text in one order: so many are analysed in about the time of ten messages to a worker.
_ORDER = 16_000


class NoAnswer(Exception):  # noqa: N818 - says what became of the task
    """A task that was given out twice and came back without an outcome; `str` of it is a clause."""


class Crew(NamedTuple):
    """An executor, and how to let go of it at once, whatever it does."""

    executor: Executor
    end: Callable[[], None]


class Workers(NamedTuple):
    """Where crews come from. pays: characters of text from which on they are worth their start.

    crew: makes one. lone: makes one of a single worker.
    """

    crew: Callable[[], Crew]
    lone: Callable[[], Crew]
    pays: int


class Asked:
    """A task whose outcome is wanted."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.answers: Future[list[Outcome]] | None = None
        self.place = 0


class Work:
    """Tasks go in and are asked for in the same order. Nothing is lost when a worker is: its tasks are done again."""

    def __init__(self, analyse: Analyse, folder: str, sources: Sources, workers: Workers | None) -> None:
        self._analyse = analyse
        self._folder = folder
        self._sources = sources
        self._workers = workers
        self._crew: Crew | None = None
        self._run = uuid.uuid4().hex
        self._waiting: list[Asked] = []
        self._characters = 0
        self._begun = False

    def add(self, task: Task) -> Asked:
        """Have a task done, some time before its outcome is asked for."""
        asked = Asked(task)
        if self._workers is not None:
            self._waiting.append(asked)
            self._characters += len(task.text)
            self._begun = self._begun or self._characters >= self._workers.pays
            if self._begun and self._characters >= _ORDER:
                self.give_out()
        return asked

    def is_ready(self, asked: Asked) -> bool:
        """Whether nothing is gained by asking later."""
        return self._workers is None or (asked.answers is not None and asked.answers.done())

    def give_out(self) -> None:
        """Send the tasks that are waiting, if workers are worth it."""
        if not self._begun:
            return
        some: list[Asked] = []
        for each in [*self._waiting, None]:
            if each is not None:
                some.append(each)
            if some and (each is None or sum(len(one.task.text) for one in some) >= _ORDER):
                self._send(some)
                some = []
        self._waiting, self._characters = [], 0

    def outcome(self, asked: Asked) -> Outcome:
        """The outcome of a task. Raises NoAnswer."""
        if asked.answers is None:
            self._forget(asked)
            return outcome(asked.task, self._folder, self._analyse, self._sources)
        from concurrent.futures import CancelledError

        try:
            return asked.answers.result()[asked.place]
        except (Exception, CancelledError):  # whatever an executor says of a worker that is gone
            return self._again(asked.task)

    def close(self) -> None:
        """End the workers, whatever they do."""
        if self._crew is not None:
            self._crew.end()
        self._crew = None

    def _forget(self, asked: Asked) -> None:
        if asked in self._waiting:
            self._waiting.remove(asked)
            self._characters -= len(asked.task.text)

    def _order(self, *tasks: Task) -> Order:
        return Order(self._run, self._folder, self._analyse, tasks)

    def _send(self, some: list[Asked]) -> None:
        from concurrent.futures import BrokenExecutor

        order = self._order(*(each.task for each in some))
        try:
            answers = self._submitted(order)
        except BrokenExecutor:
            self.close()
            answers = self._submitted(order)
        for place, each in enumerate(some):
            each.answers, each.place = answers, place

    def _submitted(self, order: Order) -> Future[list[Outcome]]:
        if self._crew is None:
            assert self._workers is not None
            self._crew = self._workers.crew()
        return self._crew.executor.submit(carry_out, order)

    def _again(self, task: Task) -> Outcome:
        """In a process where nothing else is done: if that one ends, the task ended it."""
        assert self._workers is not None
        from concurrent.futures import CancelledError

        lone = self._workers.lone()
        try:
            return lone.executor.submit(carry_out, self._order(task)).result()[0]
        except (Exception, CancelledError) as error:
            raise NoAnswer(f"its analysis was ended twice ({type(error).__name__})") from error
        finally:
            lone.end()
