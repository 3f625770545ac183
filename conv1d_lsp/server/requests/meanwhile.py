"""Answers from an older text while the newest one is still analysed: outside of what was edited they hold."""

from dataclasses import dataclass
from itertools import takewhile

from lsprotocol import types as t

from conv1d_lsp.server.engine import Explain
from conv1d_lsp.server.markup import Markup
from conv1d_lsp.server.requests.hover import hover
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text


@dataclass(frozen=True, slots=True)
class Moved:
    """How lines moved from an older text to a newer one.

    above: lines at the begin that are the same in both. below: such lines at the end. before, after: lines of each.
    """

    above: int
    below: int
    before: int
    after: int

    @staticmethod
    def between(older: Text, newer: Text) -> "Moved":
        old, new = older.lines, newer.lines
        above = _same(zip(old, new, strict=False))
        room = min(len(old), len(new)) - above
        below = min(room, _same(zip(reversed(old), reversed(new), strict=False)))
        return Moved(above, below, len(old), len(new))

    def back(self, position: t.Position) -> t.Position | None:
        """Where a place of the newer text was in the older one; None where it was edited."""
        line = self._moved(position.line, self.after, self.before)
        return None if line is None else t.Position(line, position.character)

    def forth(self, extent: t.Range) -> t.Range | None:
        """Where a piece of the older text is now; None if some of it was edited."""
        first = self._moved(extent.start.line, self.before, self.after)
        last = self._moved(extent.end.line, self.before, self.after)
        if first is None or last is None or last - first != extent.end.line - extent.start.line:
            return None
        around = extent.start.line < self.above <= extent.end.line
        if around and self.above + self.below < max(self.before, self.after):
            return None
        return t.Range(t.Position(first, extent.start.character), t.Position(last, extent.end.character))

    def _moved(self, line: int, lines: int, others: int) -> int | None:
        if line < self.above:
            return line
        return line + others - lines if line >= lines - self.below else None


def _same(pairs: "zip[tuple[str, str]]") -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def hover_meanwhile(
    older: Snapshot, newer: Text, position: t.Position, markup: Markup, explain: Explain
) -> t.Hover | None:
    """What the older snapshot knows at a position of the newer text; None if it knows nothing that still stands."""
    moved = Moved.between(older.text, newer)
    before = moved.back(position)
    found = None if before is None else hover(older, before, markup, explain)
    if found is None or found.range is None:
        return None
    extent = moved.forth(found.range)
    return None if extent is None else t.Hover(found.contents, extent)
