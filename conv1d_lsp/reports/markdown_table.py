"""A table of findings in Markdown, and its heading."""

import re
from collections import defaultdict
from collections.abc import Iterator

from conv1d_lsp.diagnostics import Diagnostic, Severity
from conv1d_lsp.reports.addresses import rule_page, uri
from conv1d_lsp.reports.closing import closing
from conv1d_lsp.reports.lines import plain
from conv1d_lsp.reports.report import Run, Setting

_SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.INFORMATION: "🔵", Severity.HINT: "⚪"}

#: What Markdown, or a table or HTML in it, would take for its own.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")


class Rows:
    """The rows by severity. most: of each, so many are kept; the others are counted."""

    def __init__(self, setting: Setting, most: int | None = None) -> None:
        self._setting = setting
        self._most = most
        self._rows: defaultdict[Severity, list[str]] = defaultdict(list)
        self._left_out = 0

    def add(self, diagnostic: Diagnostic) -> None:
        """One row more."""
        rows = self._rows[diagnostic.severity]
        if self._most is not None and len(rows) >= self._most:
            self._left_out += 1
        else:
            rows.append(self._row(diagnostic))

    def table(self) -> Iterator[str]:
        """The lines of the table; none where there are no rows."""
        rows = [row for severity in Severity for row in self._rows[severity]]
        if rows:
            yield from ("", "| | Where | What | Rule |", "| --- | --- | --- | --- |", *rows)
        if self._left_out:
            yield from ("", f"And {self._left_out:,} more.")

    def _row(self, diagnostic: Diagnostic) -> str:
        place = diagnostic.place
        where = place.address
        if self._setting.files is not None:
            address = f"{self._setting.files}/{uri(self._setting.in_repository(place.file))}"
            lines = f"#L{place.line}" if place.end_line == place.line else f"#L{place.line}-L{place.end_line}"
            lines = lines if place.cell is None else ""  # a notebook is shown as its cells, which have no lines
            where = f"[{escaped(where)}]({address}{lines})"
        else:
            where = escaped(where)
        rule = f"[{diagnostic.rule}]({rule_page(diagnostic.rule)})"
        sign = f"{_SIGNS[diagnostic.severity]} {diagnostic.severity.value}"
        return f"| {sign} | {where} | {in_cell(diagnostic.message)} | {rule} |"


def closing_words(run: Run) -> Iterator[str]:
    """The heading: how much was found, in how much."""
    yield "### conv1d-lsp"
    yield ""
    yield plain([closing(run.counts, run.faulty, run.files, run.with_keras)]).strip()


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    return " ".join(_SPECIAL.sub(r"\\\1", text).split())


def in_cell(message: str) -> str:
    """A message, whose words between backticks are code."""
    parts = message.split("`")
    if len(parts) % 2 == 0:
        return escaped(message)
    shown = [_code(part) if index % 2 else _SPECIAL.sub(r"\\\1", part) for index, part in enumerate(parts)]
    return " ".join("".join(shown).split())


def _code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"
