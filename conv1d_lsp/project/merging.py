"""One report of several: the JSON that the parts of a large run wrote, read again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Edit, Fix, Place, Severity, Step
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.results import Checked
from conv1d_lsp.source.read import Unreadable, is_notebook, read, read_bytes, reason_of

_LARGEST_SOURCE, _LARGEST = 10_000_000, 1_000_000_000


class _Step(msgspec.Struct, frozen=True):
    file: str
    line: int
    column: int
    message: str
    cell: int | None = None


class _Edit(msgspec.Struct, frozen=True):
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    cell: int | None = None


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
    cell: int | None = None


def merged(reports: Iterable[Path]) -> Iterator[Checked]:
    """The files that have findings, as one run over all would have them. Raises ConfigurationError."""
    found: dict[str, dict[_Finding, None]] = {}
    for report in reports:
        for each in _findings(report):
            found.setdefault(each.file, {})[each] = None
    for file in sorted(found, key=_as_walked):
        text = _text(file)
        lines = _Lines(file, text)
        analysis = Analysis(file, 3, "a report says so", tuple(_diagnostic(each, lines) for each in found[file]))
        yield Checked(file, text, analysis)


class _Lines:
    """Lines as the text of a file counts them: those of a notebook's cell are some of its program's."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._above: dict[int, int] = {}
        if is_notebook(file):
            from conv1d_lsp.source.cells import cells_of

            program = cells_of(text)
            self._above = {each.number: line for each, line in zip(program.sources, program.starts, strict=True)}

    def place(self, told: _Step | _Edit | _Finding) -> Place:
        above = 0 if told.cell is None or told.file != self._file else self._above.get(told.cell, 0)
        end = (told.line, told.column) if isinstance(told, _Step) else (told.end_line, told.end_column)
        return Place(told.file, told.line + above, told.column, end[0] + above, end[1])


def _findings(report: Path) -> list[_Finding]:
    try:
        with report.open("rb") as file:  # what another program writes into a pipe is welcome, too
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise ConfigurationError(f"{report} cannot be read: it has more than {_LARGEST:,} bytes")
        whole = data.lstrip().startswith(b"[")
        if b"\\udc" in data:  # in a file's name, which is no text: msgspec refuses it
            told = json.loads(data) if whole else [json.loads(line) for line in data.splitlines() if line.strip()]
            return msgspec.convert(told, list[_Finding], strict=True)
        return (
            msgspec.json.decode(data, type=list[_Finding])
            if whole
            else msgspec.json.Decoder(_Finding).decode_lines(data)
        )
    except OSError as error:
        raise ConfigurationError(f"{report} cannot be read: {reason_of(error)}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{report} is no JSON report of check: {error}") from error


def _as_walked(file: str) -> list[tuple[bool, str]]:
    """The order in which folders are walked: the files of each before its folders."""
    *folders, name = file.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _text(file: str) -> str:
    """What an excerpt is taken from, if it is still there."""
    try:
        if is_notebook(file):
            from conv1d_lsp.source.notebook import program_in

            return program_in(read_bytes(Path(file), _LARGEST_SOURCE), file).decode()
        return read(Path(file), _LARGEST_SOURCE)
    except Unreadable:
        return ""


def _diagnostic(found: _Finding, lines: _Lines) -> Diagnostic:
    return Diagnostic(
        lines.place(found),
        found.rule,
        found.severity,
        found.message,
        tuple(Step(lines.place(each), each.message) for each in found.trail),
        tuple(_fix(each, lines) for each in found.fixes),
        found.keras,
    )


def _fix(fix: _Fix, lines: _Lines) -> Fix:
    edits = tuple(Edit(lines.place(each), each.text) for each in fix.edits)
    return Fix(fix.title, fix.safe, edits, proven=True)
