"""Where reports go: stdout, a file, and what a service of continuous integration reads besides."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from conv1d_lsp.cli.screen import Show, as_text, complain, show_on
from conv1d_lsp.cli.surroundings import on_github, on_gitlab, setting
from conv1d_lsp.cli.tally import FAULTS
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.reports.formats import FOR_PEOPLE, make
from conv1d_lsp.reports.report import Chunk, Found, Report, Run, Setting

#: What the name of a file says of its format, if nobody does. XML may be of several.
_ENDINGS = {".sarif": "sarif", ".json": "json", ".jsonl": "json-lines", ".ndjson": "json-lines", ".md": "markdown"}


class ReportUnwritable(Exception):  # noqa: N818 - says what the report is
    """`str` of it is one sentence."""


class Output(NamedTuple):
    """What was asked for. format: None if nobody said; file: None for stdout.

    A file without a format has that of its name, and stdout has the text as ever. fails_for: the severities that change
    the exit status. quiet: no words but those about findings. statistics: numbers in place of findings. aside: stdout
    is for something else, so that all words go to stderr.
    """

    format: str | None = None
    file: Path | None = None
    fails_for: frozenset[str] = FAULTS
    quiet: bool = False
    statistics: bool = False
    aside: bool = False

    @property
    def stream(self) -> TextIO:
        """Where the report goes."""
        return sys.stderr if self.aside else sys.stdout

    @property
    def stream_of_sums(self) -> TextIO:
        """Where sentences go about what was done besides."""
        return self.stream if self.for_people else sys.stderr

    @property
    def for_people(self) -> bool:
        """Whether stdout is for people, so that sentences may stand there."""
        return self.on_stdout in {*FOR_PEOPLE, None}

    @property
    def on_stdout(self) -> str | None:
        """The format there; None where only the numbers stand."""
        return None if self.format is not None and self.file is not None else self.format or "full"

    @property
    def in_file(self) -> str:
        """The format of the file. Raises `ReportUnwritable` where it can't be told."""
        if self.format is not None or self.file is None:
            return self.format or "full"
        ending = self.file.suffix.lower()
        if ending == ".xml":
            told = "--output-format says whether it is to be junit or checkstyle"
            raise ReportUnwritable(f"{self.file} is not written: {told}")
        if ending == ".json" and on_gitlab(os.environ):
            return "gitlab"
        return _ENDINGS.get(ending, "full")


class Outlet(NamedTuple):
    """A report and where it goes. open_end: whether its last words are left away."""

    report: Report
    put: Callable[[Chunk], None]
    open_end: bool = False


class Outlets:
    """All reports of a run, which are told the same."""

    def __init__(self, outlets: Sequence[Outlet]) -> None:
        self._outlets = outlets

    @property
    def show_fixes(self) -> bool:
        """Whether one of them shows fixes, which must be proven first."""
        return any(outlet.report.shows_fixes for outlet in self._outlets)

    def begin(self) -> None:
        """Before the first file."""
        for outlet in self._outlets:
            outlet.put(outlet.report.begin())

    def of(self, found: Found) -> None:
        """A checked file."""
        for outlet in self._outlets:
            outlet.put(outlet.report.of(found))

    def end(self, run: Run) -> None:
        """After the last file."""
        for outlet in self._outlets:
            if not outlet.open_end:
                outlet.put(outlet.report.end(run))


@contextmanager
def opened(output: Output) -> Iterator[Outlets]:
    """The outlets of a run; its file is there once the run has come to its end."""
    where = setting(os.environ)
    with ExitStack() as open_files:
        outlets = [_on_stdout(output, where)]
        if output.file is not None:
            from conv1d_lsp.cli.report_file import ReportFile

            report = make(output.in_file, where)
            outlets.append(Outlet(report, _to(open_files.enter_context(ReportFile(output.file)).write)))
        if output.format is None and on_github(os.environ):
            outlets += _besides(where)
        yield Outlets(outlets)


def _on_stdout(output: Output, where: Setting) -> Outlet:
    if output.statistics:
        from conv1d_lsp.reports.statistics import StatisticsJson, StatisticsText

        return Outlet((StatisticsJson if output.format == "json" else StatisticsText)(where), _printed(output.stream))
    if output.on_stdout is None:
        from conv1d_lsp.reports.counts import Counts

        return Outlet(Counts(where), _printed(output.stream), output.quiet)
    open_end = output.quiet and output.for_people
    return Outlet(make(output.on_stdout, where), _printed(output.stream), open_end)


def _besides(where: Setting) -> list[Outlet]:
    """Annotations go to stderr, which the runner reads as well: whoever reads stdout reads the same as anywhere."""
    from conv1d_lsp.reports.github_job import FewAnnotations, JobSummary

    outlets = [Outlet(FewAnnotations(where), _printed(sys.stderr))]
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    return [*outlets, Outlet(JobSummary(where), _to(_appended(Path(page))))] if page else outlets


def _printed(stream: TextIO) -> Callable[[Chunk], None]:
    shows: list[Show] = []  # made when it is needed, as colours cost

    def put(chunk: Chunk) -> None:
        if not chunk:
            return
        if isinstance(chunk, str):
            sys.stdout.flush()
            stream.write(chunk)
            stream.flush()
        else:
            shows[:] = shows or [show_on(stream)]
            shows[0](chunk)

    return put


def _to(write: Callable[[str], None]) -> Callable[[Chunk], None]:
    def put(chunk: Chunk) -> None:
        if chunk:
            write(chunk if isinstance(chunk, str) else as_text(chunk))

    return put


def _appended(page: Path) -> Callable[[str], None]:
    """The page of a job is nothing that a check fails for."""

    def write(text: str) -> None:
        try:
            with page.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
        except OSError as error:
            complain(f"{PROGRAM}: the job's summary is not written: {error.strerror or error}")

    return write
