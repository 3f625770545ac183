"""A value that the analyzer can't tell, with the reason and the place."""

from dataclasses import dataclass, field

from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.shapes import Dim, Number, Unclear


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """Shown as `?`.

    number: what it is if it turns out to be an integer: a name (`window`) or an expression over names. A parameter that
    nobody passes may be anything; used as a size it is this.
    """

    reason: str
    site: Site | None = field(default=None, repr=False)
    number: Number | None = None

    @property
    def dim(self) -> Dim:
        """It as a size."""
        return self.number if self.number is not None else Unclear(self.reason, self.site)
