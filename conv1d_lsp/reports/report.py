"""What each output format of `check` is: a `Report`, which is told of files as they are checked and of the end.

A report gives back what can be written by then. One that streams gives each file's findings at once and keeps nothing;
one that is a whole document gives it at the end, so that a stop in the midst leaves no half of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from posixpath import isabs, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from conv1d_lsp.reports.lines import Line

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Diagnostic

#: Text for programs, or lines for people, which whoever prints them gives colours.
Chunk = str | Sequence[Line]


class Found(NamedTuple):
    """What was found in one file, in the order of its lines; `text` is what the places count in.

    stored: the text that the file itself has, where that is another: the JSON of a notebook, if it is known.
    """

    file: str
    text: str
    diagnostics: tuple[Diagnostic, ...]
    stored: str | None = None

    @property
    def in_file(self) -> str:
        """What the places count in for whoever knows files alone."""
        return self.text if self.stored is None else self.stored


class Missed(NamedTuple):
    """A file or folder that was not checked. reason: a sentence. fails: whether the run failed for it."""

    file: str
    reason: str
    fails: bool


class Run(NamedTuple):
    """What a run came to. counts: a number for each severity's word; `faulty` files have an error or a warning.

    proposed: how many findings have repairs of which nobody has asked yet whether they work.
    """

    counts: Mapping[str, int]
    faulty: int
    files: int
    with_keras: int
    proposed: int = 0
    missed: tuple[Missed, ...] = ()
    status: int = 0


class Setting(NamedTuple):
    """Where the report will be read.

    folder: the working folder from the root of the repository on, as CI services name files; empty where it is the
    root. files: the address below which the repository's files are shown in a browser; None where it is not known.
    """

    folder: str = ""
    files: str | None = None

    def in_repository(self, file: str) -> str:
        """A file's path from the root of the repository; an absolute one stays as it is."""
        if not self.folder or isabs(file) or file[1:3] == ":/":
            return file
        return normpath(join(self.folder, file))


class Report(ABC):
    """One run in one format."""

    #: Whether it shows fixes, which must be proven first.
    shows_fixes = False

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def begin(self) -> Chunk:
        """What stands before all else."""
        return ""

    @abstractmethod
    def of(self, found: Found) -> Chunk:
        """A checked file; it may have no findings."""

    def end(self, run: Run) -> Chunk:
        """What stands at the end."""
        return ""
