"""One report of several: the JSON that the parts of a large run wrote, read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Edit, Fix, Place, Severity, Step
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.results import Checked
from conv1d_lsp.source.read import Unreadable, read

_LARGEST_SOURCE = 10_000_000


class _Step(msgspec.Struct, frozen=True):
    file: str
    line: int
    column: int
    message: str


class _Edit(msgspec.Struct, frozen=True):
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class _Fix(msgspec.Struct, frozen=True):
    title: str
    safe: bool
    edits: tuple[_Edit, ...]


class _Finding(msgspec.Struct, frozen=True):
    """As `reports/findings_json.py` writes it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    severity: Severity
    message: str
    keras: tuple[int, ...]
    trail: tuple[_Step, ...]
    fixes: tuple[_Fix, ...]


def merged(reports: Iterable[Path]) -> Iterator[Checked]:
    """The files that have findings, as one run over all would have them. Raises ConfigurationError."""
    found: dict[str, dict[_Finding, None]] = {}
    for report in reports:
        for each in _findings(report):
            found.setdefault(each.file, {})[each] = None
    for file in sorted(found, key=_as_walked):
        analysis = Analysis(file, 3, "a report says so", tuple(map(_diagnostic, found[file])))
        yield Checked(file, _text(file), analysis)


def _findings(report: Path) -> list[_Finding]:
    try:
        data = report.read_bytes()
        if data.lstrip().startswith(b"["):
            return msgspec.json.decode(data, type=list[_Finding])
        return msgspec.json.Decoder(_Finding).decode_lines(data)
    except OSError as error:
        raise ConfigurationError(f"{report} cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{report} is no JSON report of check: {error}") from error


def _as_walked(file: str) -> list[tuple[bool, str]]:
    """The order in which folders are walked: the files of each before its folders."""
    *folders, name = file.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _text(file: str) -> str:
    """What an excerpt is taken from, if it is still there."""
    try:
        return read(Path(file), _LARGEST_SOURCE)
    except Unreadable:
        return ""


def _diagnostic(found: _Finding) -> Diagnostic:
    return Diagnostic(
        Place(found.file, found.line, found.column, found.end_line, found.end_column),
        found.rule,
        found.severity,
        found.message,
        tuple(_step(each) for each in found.trail),
        tuple(Fix(each.title, each.safe, tuple(map(_edit, each.edits)), proven=True) for each in found.fixes),
        found.keras,
    )


def _step(step: _Step) -> Step:
    return Step(Place(step.file, step.line, step.column, step.line, step.column), step.message)


def _edit(edit: _Edit) -> Edit:
    return Edit(Place(edit.file, edit.line, edit.column, edit.end_line, edit.end_column), edit.text)
