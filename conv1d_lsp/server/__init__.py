"""The language server, on pygls. `serve` is all that others need; pygls is imported when it is called.

A message comes in at `lifecycle`, `synchronization` or `answers`, which get the newest `Snapshot` of a document from
the `Session` and hand it to a pure function of `requests/`. Positions are converted in `text`, and nowhere else.
"""

from collections.abc import Sequence


def serve(arguments: Sequence[str]) -> int:
    """Serve one client; the process ends with it. Returns only for arguments that make no sense or ask for help."""
    from conv1d_lsp.server.start import start

    return start(arguments)
