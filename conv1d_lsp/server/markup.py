"""Text for people, in Markdown or plain as the client can take it."""

from dataclasses import dataclass

from lsprotocol import types as t


@dataclass(frozen=True, slots=True)
class Markup:
    """Writes in one of the two forms."""

    kind: t.MarkupKind

    def code(self, text: str) -> str:
        return f"`{text}`" if self._markdown else text

    def strong(self, text: str) -> str:
        return f"**{text}**" if self._markdown else text

    def block(self, lines: list[str]) -> str:
        """Lines that keep their columns."""
        text = "\n".join(lines)
        return f"```text\n{text}\n```" if self._markdown else text

    def lines(self, lines: list[str]) -> str:
        return ("  \n" if self._markdown else "\n").join(lines)

    def sections(self, sections: list[str]) -> str:
        return ("\n\n---\n\n" if self._markdown else "\n\n").join(sections)

    def from_markdown(self, text: str) -> str:
        return text if self._markdown else text.replace("`", "").replace("**", "")

    @property
    def _markdown(self) -> bool:
        return self.kind == t.MarkupKind.Markdown
