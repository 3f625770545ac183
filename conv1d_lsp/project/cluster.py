"""Workers of a Dask cluster: the extra `distributed`. They see the same files under the same paths."""

from __future__ import annotations

from functools import partial

from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.work import Crew, Workers

#: Seconds to wait for an answer of the scheduler.
_PATIENCE = 20


def cluster(address: str) -> Workers:
    """Those of the scheduler at `address`, HOST:PORT. A crew of them raises ConfigurationError if there is none."""
    return Workers(partial(_crew, address), partial(_crew, address), 0)


def _crew(address: str) -> Crew:
    try:
        from distributed import Client
    except ImportError:
        raise ConfigurationError("--executor needs the extra distributed: conv1d-lsp[distributed]") from None
    try:
        client = Client(f"tcp://{address}", timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError) as error:
        raise ConfigurationError(f"there is no Dask scheduler at {address}") from error
    return Crew(client.get_executor(pure=False), client.close)  # type: ignore[no-untyped-call]
