"""One way in which Keras does not agree with Keras."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conv1d_lsp.settings import Generation
from tests.judge.comparison import Disagreement


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Disagreements that do not count. fits: whether it is one of those meant, beyond layer, kind and generation."""

    layers: frozenset[str]
    kind: str
    reason: str
    keras: Generation | None = None
    fits: Callable[[Disagreement], bool] = lambda found: True

    def covers(self, found: Disagreement, keras: Generation) -> bool:
        alike = found.layer in self.layers and found.kind == self.kind and self.keras in (None, keras)
        return alike and self.fits(found)
