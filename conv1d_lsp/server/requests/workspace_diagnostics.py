"""Diagnostics of files, open or not, as a client that pulls those of the workspace is told them."""

from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.server.client import Client
from conv1d_lsp.server.requests.diagnostics import report
from conv1d_lsp.server.snapshot import Snapshot, uri_of
from conv1d_lsp.server.sweep import Looked
from conv1d_lsp.server.text import Text
from conv1d_lsp.settings import Settings

Told = t.WorkspaceFullDocumentDiagnosticReport | t.WorkspaceUnchangedDocumentDiagnosticReport


def snapshot_of(looked: Looked, codec: PositionCodec) -> Snapshot | None:
    """What was found in a file that is not open; None where there is nothing."""
    if looked.analysis is None or not looked.analysis.diagnostics:
        return None
    others = {file: Text(text, codec) for file, text in looked.others.items()}
    text = Text(looked.text, codec)
    return Snapshot(uri_of(looked.path), looked.path, None, text, Settings(), looked.analysis, others)


def told_of(snapshot: Snapshot, client: Client, previous: str | None) -> Told:
    """What is new of a document; previous: the result that the client has."""
    new = report(snapshot, client, previous)
    if isinstance(new, t.RelatedUnchangedDocumentDiagnosticReport):
        return t.WorkspaceUnchangedDocumentDiagnosticReport(snapshot.uri, new.result_id, snapshot.version)
    return t.WorkspaceFullDocumentDiagnosticReport(snapshot.uri, new.items, snapshot.version, result_id=new.result_id)


def taken_back(uri: str) -> Told:
    """Nothing is found any more in what the client has a result of."""
    return t.WorkspaceFullDocumentDiagnosticReport(uri, [])
