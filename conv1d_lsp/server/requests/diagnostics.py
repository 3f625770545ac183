"""Diagnostics, pushed or pulled."""

import hashlib

from lsprotocol import types as t

from conv1d_lsp.diagnostics import Diagnostic, Severity, Step
from conv1d_lsp.reports.addresses import rule_page
from conv1d_lsp.server.client import Client
from conv1d_lsp.server.options import SECTION
from conv1d_lsp.server.snapshot import Snapshot, name_of

_SEVERITIES = {
    Severity.ERROR: t.DiagnosticSeverity.Error,
    Severity.WARNING: t.DiagnosticSeverity.Warning,
    Severity.INFORMATION: t.DiagnosticSeverity.Information,
    Severity.HINT: t.DiagnosticSeverity.Hint,
}

#: Rules that speak of text which does nothing; editors fade it.
_FADED = frozenset({"unused-suppression"})


def to_protocol(snapshot: Snapshot, client: Client) -> list[t.Diagnostic]:
    """All findings of a snapshot in the client's positions."""
    return [one_to_protocol(snapshot, diagnostic, client) for diagnostic in snapshot.analysis.diagnostics]


def one_to_protocol(snapshot: Snapshot, diagnostic: Diagnostic, client: Client) -> t.Diagnostic:
    """A finding; its trail is the related information, its rule the code, its data finds back to it."""
    return t.Diagnostic(
        range=snapshot.text.range(diagnostic.place),
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.rule,
        code_description=t.CodeDescription(rule_page(diagnostic.rule)) if client.code_pages else None,
        tags=[t.DiagnosticTag.Unnecessary] if client.fades and diagnostic.rule in _FADED else None,
        source=SECTION,
        message=diagnostic.message,
        related_information=[_related(snapshot, step) for step in diagnostic.trail] if client.related else None,
        data={"name": name_of(diagnostic)} if client.data else None,
    )


def report(snapshot: Snapshot | None, client: Client, previous: str | None) -> t.DocumentDiagnosticReport:
    """The answer to a pull; "unchanged" if the client has it already. None: the document is not open any more."""
    if snapshot is None:
        return t.RelatedFullDocumentDiagnosticReport(items=[])
    items = to_protocol(snapshot, client)
    result = hashlib.blake2b(repr((snapshot.version, items)).encode(), digest_size=8).hexdigest()
    if result == previous:
        return t.RelatedUnchangedDocumentDiagnosticReport(result_id=result)
    return t.RelatedFullDocumentDiagnosticReport(items=items, result_id=result)


def _related(snapshot: Snapshot, step: Step) -> t.DiagnosticRelatedInformation:
    return t.DiagnosticRelatedInformation(snapshot.location(step.place), step.message)
