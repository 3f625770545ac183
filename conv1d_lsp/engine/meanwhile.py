"""What was known before a text broke, where it stands now: most states of a line that is typed do not parse.

It is told again only while the text differs from the one that parsed in a single place. Whoever leaves a broken line
and edits another one is told of the mended text, which is read anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, ModelFact, Place, TensorFact, VariableFact, moved
from conv1d_lsp.engine.footprint import Footprint, still_holds
from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.lines import indent_of, same_at_both_ends, split_lines

#: What a line begins with that is being written: nothing yet, or a name where a call is to be.
_BEGUN = re.compile(r"\s*(?:return\b|[\w\s.,]+=)?\s*(?:[A-Za-z_.][\w.]*)?")

_Told = TypeVar("_Told", Diagnostic, TensorFact, VariableFact, ModelFact)


class Known(Struct, frozen=True):
    """The analysis of a text that parsed, and what it hangs on beside the text."""

    source: str
    analysis: Analysis
    settings: Settings
    footprint: Footprint | None

    def is_beside_as(self, other: Known) -> bool:
        """Whether the two differ in nothing but the text."""
        alike = self.settings == other.settings and self.footprint == other.footprint
        return alike and self.analysis.file == other.analysis.file

    def holds(self, path: str, settings: Settings, project: ProjectImports | None) -> bool:
        """Whether nothing beside the text has changed."""
        if self.analysis.file != path or self.settings != settings or (project is None) != (self.footprint is None):
            return False
        return project is None or self.footprint is None or still_holds(self.footprint, project)

    @property
    def worth(self) -> int:
        """How many axes it knows more than it has names for: what hangs on a lost tensor is told by names alone."""
        shapes = (each.shape for each in self.analysis.tensors if not isinstance(each.shape, str))
        return sum(-1 if isinstance(axis, str) else 1 for shape in shapes for axis in shape)


class Meanwhile:
    """Keeps what was known of the newest text that parsed, and of the one before its last statement was touched.

    While `x = Input((100, 4))` is typed again, `x = Input` parses too, and all that follows from `x` is lost.
    """

    def __init__(self) -> None:
        self._newest: Known | None = None
        self._before: Known | None = None

    def keep(self, known: Known) -> None:
        """The text parses."""
        earlier = (each for each in (self._before, self._newest) if each is not None and each.is_beside_as(known))
        self._before = next((each for each in earlier if _Edited.between(each.source, known.source).is_small), known)
        self._newest = known

    def told(
        self, source: str, path: str, settings: Settings, project: ProjectImports | None, blanked: Blanked | None = None
    ) -> Analysis | None:
        """What is still known of a text that does not parse; None where it has changed too much.

        blanked: whether a line's content had to be left out of the text to parse it, if that has been tried.
        """
        if self._newest is None or not self._newest.holds(path, settings, project):
            return None
        for known in self._best_first(source):
            edited = _Edited.between(known.source, source)
            if edited.is_small or (blanked is not None and edited.is_all(blanked)):
                return edited.analysis(known.analysis)
        return None

    def _best_first(self, source: str) -> Sequence[Known]:
        newest, before = self._newest, self._before
        if newest is None or before is None:
            return ()
        if before is newest:
            return (newest,)
        on_the_way = _Edited.between(newest.source, source).goes_on
        return (before, newest) if on_the_way or before.worth > newest.worth else (newest, before)


#: Tells of a line (from 1) whether its content was left out.
Blanked = Callable[[int], bool]


class _Edited(Struct, frozen=True):
    """The lines in which two texts differ: from `first` to before `end` (from 0) of the old one, and the new ones."""

    first: int
    end: int
    old: Sequence[str]
    lines: Sequence[str]

    @classmethod
    def between(cls, old: str, new: str) -> _Edited:
        before, after = split_lines(old), split_lines(new)
        above, below = same_at_both_ends(before, after)
        end = len(before) - below
        return cls(above, end, before[above:end], after[above : len(after) - below])

    @property
    def is_small(self) -> bool:
        """Whether the new lines look like a single statement without a block."""
        full = [line for line in self.lines if line.strip()]
        if len(full) < 2:
            return True
        width = len(indent_of(full[0]).expandtabs())
        belong = (len(indent_of(line).expandtabs()) > width or line.lstrip()[0] in ")]}" for line in full[1:])
        return not full[0].rstrip().endswith(":") and all(belong)

    @property
    def goes_on(self) -> bool:
        """Whether the new lines begin with the old ones, which were hardly meant to be all."""
        old = "".join(self.old).rstrip()
        return _BEGUN.fullmatch(old) is not None and "".join(self.lines).startswith(old)

    def is_all(self, blanked: Blanked) -> bool:
        """Whether all the new lines are among these."""
        numbered = enumerate(self.lines, self.first + 1)
        return all(blanked(number) for number, line in numbered if line.strip())

    def analysis(self, known: Analysis) -> Analysis:
        """What is known of the old text, but for what stands in the lines that differ. There is nothing to repair."""
        return replace(
            known,
            diagnostics=self._outside([replace(each, fixes=()) for each in known.diagnostics], known.file),
            tensors=self._outside(known.tensors, known.file),
            variables=self._outside(known.variables, known.file),
            models=self._outside(known.models, known.file),
            parsed=False,
        )

    def _outside(self, told: Sequence[_Told], file: str) -> tuple[_Told, ...]:
        kept = (each for each in told if not self._touches(each.place, file))
        if not self._grown:
            return tuple(kept)
        return tuple(moved(each, lambda place: self._now(place, file)) for each in kept)

    @property
    def _grown(self) -> int:
        return len(self.lines) - (self.end - self.first)

    def _touches(self, place: Place, file: str) -> bool:
        return place.file == file and place.line <= self.end and place.end_line > self.first

    def _now(self, place: Place, file: str) -> Place:
        if place.file != file or place.line <= self.end:
            return place
        return replace(place, line=place.line + self._grown, end_line=place.end_line + self._grown)
