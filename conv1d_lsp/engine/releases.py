"""What the newest Keras refuses, and older releases may not: an error where it is in use, else a warning."""

from __future__ import annotations

from msgspec.structs import replace

from conv1d_lsp.interpreter.findings import Finding, Promise
from conv1d_lsp.rules.words import dotted
from conv1d_lsp.settings import Generation, Releases


def as_released(finding: Finding, keras: Generation, releases: Releases) -> Finding:
    """The finding as it holds under the releases of Keras 3 that a program may run under."""
    since = finding.fault.since
    if since is None or keras is Generation.KERAS_2 or finding.promise is Promise.RUNS or releases.all_from(since):
        return finding
    if releases.all_before(since):
        return replace(finding, promise=Promise.RUNS)
    newer = f"from Keras {dotted(since)} on"
    supposing = newer if finding.supposing is None else f"{finding.supposing}, {newer}"
    return replace(finding, promise=Promise.RAISES_SUPPOSING, supposing=supposing)
