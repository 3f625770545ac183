"""The rules of a SARIF log: those that found something, each with its page as help."""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.reports.addresses import rule_page
from conv1d_lsp.reports.entries import Entry
from conv1d_lsp.reports.sarif_results import LEVELS
from conv1d_lsp.rules.catalogue import page_of
from conv1d_lsp.rules.index import NAMES
from conv1d_lsp.rules.rule import Page

#: How GitHub calls what a rule's findings are; an error is a promise.
_PROBLEMS = {
    Severity.ERROR: ("error", "very-high"),
    Severity.WARNING: ("warning", "high"),
    Severity.INFORMATION: ("recommendation", "high"),
    Severity.HINT: ("recommendation", "medium"),
}


class Rules:
    """Gathers the names, in the order in which they are met."""

    def __init__(self) -> None:
        self._met: dict[str, int] = {}

    def index(self, name: str) -> int:
        """Where the rule will stand."""
        return self._met.setdefault(name, len(self._met))

    def entries(self) -> list[Entry]:
        """A `reportingDescriptor` each."""
        return [_entry(page_of(name)) if name in NAMES else _unknown(name) for name in self._met]


def _unknown(name: str) -> Entry:
    """Of another release; GitHub takes no rule without words."""
    words = {"text": name}
    return {"id": name, "shortDescription": words, "fullDescription": words, "help": words}


def _entry(page: Page) -> Entry:
    problem, precision = _PROBLEMS[page.severity]
    return {
        "id": page.name,
        "name": page.name.title().replace("-", ""),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.summary},
        "helpUri": rule_page(page.name),
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": LEVELS[page.severity]},
        "properties": {
            "tags": [page.family.value.lower(), "keras"],
            "precision": precision,
            "problem.severity": problem,
        },
    }
