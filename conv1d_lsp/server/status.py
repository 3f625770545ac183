"""What the server is about, for the client's status bar. Told only to a client that asks for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from conv1d_lsp import __version__
from conv1d_lsp.diagnostics import Analysis

if TYPE_CHECKING:
    from conv1d_lsp.server.server import Server

#: Both a request of the client and a notification of the server.
STATUS = "conv1d-lsp/status"


def tell(ls: "Server") -> None:
    """Let the client know, if its initialization options say `"status": true`."""
    if ls.session.options.status:
        ls.protocol.notify(STATUS, status_of(ls))


def status_of(ls: "Server") -> dict[str, Any]:
    """The state of the server, and what is known of each document."""
    snapshots = ls.session.snapshots
    known = {uri: each.analysis for uri, each in snapshots.finished().items() if each is not None}
    return described(known, sorted(snapshots.unfinished()))


def described(known: dict[str, Analysis], unfinished: Sequence[str]) -> dict[str, Any]:
    """The same of plain records, as JSON."""
    return {
        "version": __version__,
        "state": "busy" if unfinished else "idle",
        "waiting": list(unfinished),
        "documents": [
            {
                "uri": uri,
                "keras": analysis.keras,
                "kerasReason": analysis.keras_reason,
                "cutShort": not analysis.complete,
                "parsed": analysis.parsed,
                "findings": len(analysis.diagnostics),
            }
            for uri, analysis in sorted(known.items())
        ],
    }
