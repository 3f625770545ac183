"""A repair before it is called safe or unsafe."""

from msgspec import Struct

from conv1d_lsp.diagnostics import Edit, Fix


class Proposal(Struct, frozen=True):
    """edits: None where the code is not written in a way that can be edited."""

    title: str
    edits: tuple[Edit, ...] | None

    @classmethod
    def of_one(cls, title: str, edit: Edit | None) -> "Proposal":
        return cls(title, None if edit is None else (edit,))

    def safe(self) -> Fix | None:
        """The meaning stays, or a crash becomes what was surely meant."""
        return None if self.edits is None else Fix(self.title, True, self.edits)

    def unsafe(self) -> Fix | None:
        """A choice among several."""
        return None if self.edits is None else Fix(self.title, False, self.edits)
