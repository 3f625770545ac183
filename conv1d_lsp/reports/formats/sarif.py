"""SARIF 2.1.0 as GitHub's code scanning takes it: rules with their pages, results with their way and their fixes.

Files are named from the root of the repository on, and a result is known by its code wherever its line moves.
"""

import json

from conv1d_lsp import __version__
from conv1d_lsp.reports.addresses import PROJECT
from conv1d_lsp.reports.entries import Entry
from conv1d_lsp.reports.fingerprints import Fingerprints
from conv1d_lsp.reports.report import Chunk, Found, Missed, Report, Run, Setting
from conv1d_lsp.reports.sarif_places import Places
from conv1d_lsp.reports.sarif_results import result
from conv1d_lsp.reports.sarif_rules import Rules

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "The root of the repository, or the folder that was checked where there is none."


class Format(Report):
    """A whole document."""

    shows_fixes = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._fingerprints = Fingerprints()
        self._rules = Rules()
        self._results: list[Entry] = []

    def of(self, found: Found) -> Chunk:
        places = Places(found, self.setting)
        prints = self._fingerprints.of(found.diagnostics, self.setting.in_repository(found.file), found.text)
        for diagnostic, fingerprint in zip(found.diagnostics, prints, strict=True):
            index = self._rules.index(diagnostic.rule)
            self._results.append(
                {
                    "ruleId": diagnostic.rule,
                    "ruleIndex": index,
                    **result(diagnostic, places),
                    "partialFingerprints": {"primaryLocationLineHash": fingerprint},
                    "properties": {"keras": list(diagnostic.keras)},
                }
            )
        return ""

    def end(self, run: Run) -> Chunk:
        driver = {
            "name": "conv1d-lsp",
            "semanticVersion": __version__,
            "informationUri": PROJECT,
            "rules": self._rules.entries(),
        }
        entry = {
            "tool": {"driver": driver},
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": _ROOT}}},
            "invocations": [_invocation(run, self.setting)],
            "results": self._results,
        }
        return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [entry]}, indent=2) + "\n"


def _invocation(run: Run, setting: Setting) -> Entry:
    notifications = [_notification(each, Places.of_file(each.file, setting)) for each in run.missed]
    return {
        "executionSuccessful": not any(each.fails for each in run.missed),
        "exitCode": run.status,
        "toolExecutionNotifications": notifications,
    }


def _notification(missed: Missed, artifact: Entry) -> Entry:
    return {
        "level": "error" if missed.fails else "warning",
        "message": {"text": missed.reason},
        "locations": [{"physicalLocation": {"artifactLocation": artifact}}],
    }
