"""A text after edits, and where its places stand then."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from conv1d_lsp.diagnostics import Edit, Place
from conv1d_lsp.source.lines import line_starts, newline_of, split_lines

#: What is replaced: from where up to where, counted from the start of the text, and by what.
Span = tuple[int, int, str]

#: The first and the last of several positions, counted from the start of the text.
Range = tuple[int, int]


class Edited(Struct, frozen=True):
    """What edits that do not overlap make of a text; its newlines stay what they are.

    lines_before, lines: where each line begins, before and after.
    """

    source: str
    text: str
    spans: tuple[Span, ...]
    lines_before: Sequence[int]
    lines: Sequence[int]

    @staticmethod
    def by(source: str, edits: Iterable[Edit]) -> Edited:
        starts = _starts(source)
        newline = newline_of(split_lines(source)[0]) or "\n"
        spans = sorted(
            (*_ends(edit.place, starts), edit.text.replace("\r\n", "\n").replace("\n", newline)) for edit in edits
        )
        text = source
        for start, end, new in reversed(spans):
            text = text[:start] + new + text[end:]
        return Edited(source, text, tuple(spans), starts, _starts(text))

    def start(self, place: Place) -> int:
        """Where a place of the edited text begins, from the start of the text."""
        return _ends(place, self.lines)[0]

    def start_of(self, place: Place) -> Range:
        """Where what became of a place of the source may begin, first and last."""
        return self._now(_ends(place, self.lines_before)[0])

    def became(self, place: Place, later: Place) -> bool:
        """Whether `later`, a place in the edited text, is what became of `place`.

        What is inserted where the place begins or ends may belong to it or not: both count.
        """
        first, last = (self._now(offset) for offset in _ends(place, self.lines_before))
        start, end = _ends(later, self.lines)
        return first[0] <= start <= first[1] and last[0] <= end <= last[1]

    def is_new(self, place: Place) -> bool:
        """Whether a place of the edited text lies in what was written there."""
        start, end = _ends(place, self.lines)
        moved = 0
        for first, last, new in self.spans:
            if first + moved <= start and end <= first + moved + len(new):
                return True
            moved += len(new) - (last - first)
        return False

    def is_within(self, there: Place, place: Place) -> bool:
        """Whether a place of the edited text lies in what became of `place`."""
        start, end = _ends(there, self.lines)
        first, last = (self._now(offset) for offset in _ends(place, self.lines_before))
        return first[0] <= start and end <= last[1]

    def is_after(self, there: Place, place: Place) -> bool:
        """Whether a place of the edited text begins with what became of `place` or behind, or goes around it."""
        start, end = _ends(there, self.lines)
        first, last = (self._now(offset) for offset in _ends(place, self.lines_before))
        return start >= first[0] or end >= last[0]

    def line_before(self, place: Place) -> int:
        """The line of the source where a place of the edited text begins; of what was written anew, where it was."""
        start, moved = _ends(place, self.lines)[0], 0
        for first, last, new in self.spans:
            if start < first + moved:
                break
            if start <= first + moved + len(new):
                return self._line_of(first)
            moved += len(new) - (last - first)
        return self._line_of(start - moved)

    def _line_of(self, offset: int) -> int:
        return min(bisect_right(self.lines_before, offset), len(self.lines_before) - 1)

    def _now(self, offset: int) -> Range:
        """Where a position has moved to: before and behind what is written there."""
        before = [each for each in self.spans if each[1] < offset or each[0] < each[1] == offset]
        there = [each for each in self.spans if each[0] <= offset <= each[1] and each not in before]
        moved = sum(len(new) - (end - start) for start, end, new in before)
        start = moved + min([offset, *(start for start, _, _ in there)])
        return start, start + sum(len(new) for _, _, new in there)


def go_together(source: str, edits: Iterable[Edit]) -> bool:
    """Whether no two edits touch the same part of the text."""
    starts = _starts(source)
    ends = sorted(_ends(edit.place, starts) for edit in edits)
    return all(before[1] < after[0] for before, after in pairwise(ends))


def applied(source: str, edits: Iterable[Edit]) -> str:
    """The text after the edits."""
    return Edited.by(source, edits).text


def _starts(text: str) -> Sequence[int]:
    return [*line_starts(text), len(text)]


def _ends(place: Place, starts: Sequence[int]) -> tuple[int, int]:
    return starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
