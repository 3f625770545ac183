"""What helps against a finding."""

from dataclasses import dataclass

from conv1d_lsp.diagnostics import Fix


@dataclass(frozen=True, slots=True)
class Remedies:
    """All of them are proven. silence: the comment that silences the finding, where one does."""

    fixes: tuple[Fix, ...] = ()
    silence: Fix | None = None
