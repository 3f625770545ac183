"""JUnit's XML as Jenkins, Azure and GitLab take it: a suite each file, a failed case each error or warning.

A note is a case that passes and says something; a file in which nothing is wrong passes. What could not be checked,
and made the run fail, is a case that could not be run.
"""

from collections.abc import Sequence

from conv1d_lsp.diagnostics import Diagnostic, Severity
from conv1d_lsp.reports.findings_text import in_cell, told
from conv1d_lsp.reports.report import Chunk, Found, Missed, Report, Run, Setting
from conv1d_lsp.reports.xml import HEAD, closed, holding, opened

_FAULTS = frozenset({Severity.ERROR, Severity.WARNING})


class Format(Report):
    """A whole document, as its head counts."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._suites: list[str] = []
        self._cases = self._failures = 0

    def of(self, found: Found) -> Chunk:
        cases = [_case(each) for each in found.diagnostics] or [_passed(found.file)]
        failures = sum(each.severity in _FAULTS for each in found.diagnostics)
        self._add(found.file, cases, failures=failures, errors=0)
        return ""

    def end(self, run: Run) -> Chunk:
        missed = [each for each in run.missed if each.fails]
        for each in missed:
            self._add(each.file, [_not_run(each)], failures=0, errors=1)
        head = opened("testsuites", name="conv1d-lsp", tests=self._cases, failures=self._failures, errors=len(missed))
        return f"{HEAD}{head}\n{''.join(self._suites)}</testsuites>\n"

    def _add(self, file: str, cases: Sequence[str], *, failures: int, errors: int) -> None:
        head = opened("testsuite", name=file, tests=len(cases), failures=failures, errors=errors)
        self._suites.append(f"  {head}\n{''.join(cases)}  </testsuite>\n")
        self._cases += len(cases)
        self._failures += failures


def _case(diagnostic: Diagnostic) -> str:
    place, text = diagnostic.place, told(diagnostic).removeprefix(in_cell(diagnostic.place, ""))
    where = f"{place.address}:{place.column}"
    if diagnostic.severity in _FAULTS:
        said = holding("failure", f"{where}: {text}", type=diagnostic.severity.value, message=diagnostic.message)
    else:
        said = holding("system-out", f"{where}: {text}")
    head = opened("testcase", name=f"{diagnostic.rule} at {where.removeprefix(place.file)[1:]}", classname=place.file)
    return f"    {head}{said}</testcase>\n"


def _passed(file: str) -> str:
    return f"    {closed('testcase', name='shapes', classname=file)}\n"


def _not_run(missed: Missed) -> str:
    head = opened("testcase", name="shapes", classname=missed.file)
    said = holding("error", missed.reason, type="not checked", message=missed.reason)
    return f"    {head}{said}</testcase>\n"
