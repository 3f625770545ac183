"""Writing the comments that silence findings, for those who want to begin with what they add from now on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Edit, Fix, Place
from conv1d_lsp.engine.edited import Edited, applied
from conv1d_lsp.engine.proving import Check, works
from conv1d_lsp.engine.silencing import OF_COMMENTS, UNREADABLE
from conv1d_lsp.source.line_ends import LineEnds, line_ends
from conv1d_lsp.source.parse import parse
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.suppressions import Suppression, Suppressions, suppressions_of
from conv1d_lsp.source.syntax import Broken

#: What no comment in the line silences, or none should.
_LEFT = frozenset({"cut-short", *OF_COMMENTS})


class Ignored(Struct, frozen=True):
    """A text with its new comments, what is found in it, and how many findings they silence."""

    text: str
    analysis: Analysis
    silenced: int = 0


def with_ignores(source: str, before: Analysis, check: Check, reason: str = "") -> Ignored:
    """The text with a comment for each finding of `before`; the text as it is where that does not help or does harm.

    check: what is found in another text of the same file. reason: what new comments say beside the names of rules.
    """
    if not before.parsed:
        return Ignored(source, before)
    found = [each for each in before.diagnostics if each.rule not in _LEFT]
    edits = _edits(source, before, found, reason)
    if not edits:
        return Ignored(source, before)
    text = applied(source, edits)
    after = check(text)
    new, old = _counted(after.diagnostics), _counted(before.diagnostics)
    if any(count > old[rule] for rule, count in new.items()) or after.complete != before.complete:
        return Ignored(source, before)
    return Ignored(text, after, sum((old - new).values()))


def silenced_by(source: str, before: Analysis, diagnostic: Diagnostic, check: Check) -> Fix | None:
    """The comment that silences one finding of `before`; None where none does, or none without harm."""
    edits = _edits(source, before, [diagnostic], "") if before.parsed and diagnostic.rule not in _LEFT else []
    if not edits or not works(Edited.by(source, edits), before, check, diagnostic):
        return None
    return Fix(f"Silence {diagnostic.rule} here, with a comment", False, tuple(edits), proven=True)


def _counted(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(each.rule for each in diagnostics)


def _edits(source: str, before: Analysis, found: Iterable[Diagnostic], reason: str) -> list[Edit]:
    """None behind a comment that can't be read: what follows it would not be read either."""
    unreadable = {each.place.line for each in before.diagnostics if each.rule == UNREADABLE}
    parsed, ends = parse(source), line_ends(source)
    if isinstance(parsed, Broken) or ends is None or source != parsed.text:
        return []
    suppressions = suppressions_of(parsed, Positions(parsed))
    longer: dict[Suppression, dict[str, None]] = {}
    new: dict[int, dict[str, None]] = {}
    for each in found:
        entry = _list_for(each.place.line, suppressions)
        line = ends.behind(each.place.line)
        if entry is not None:
            longer.setdefault(entry, {})[each.rule] = None
        elif line is not None and line not in unreadable:
            new.setdefault(line, {})[each.rule] = None
    return [*_in_lists(before.file, longer), *_behind(before.file, new, ends, reason)]


def _list_for(line: int, suppressions: Suppressions) -> Suppression | None:
    """The comment that speaks for the line and names rules already."""
    return next(
        (each for each in suppressions.entries if each.names and not each.of_all_tools and each.covers(line)), None
    )


def _in_lists(path: str, longer: Mapping[Suppression, Iterable[str]]) -> Iterable[Edit]:
    for entry, rules in longer.items():
        last = (entry.names or ())[-1]
        column = last.column + len(last.name)
        yield Edit(Place(path, entry.line, column, entry.line, column), "".join(f", {rule}" for rule in rules))


def _behind(path: str, new: Mapping[int, Iterable[str]], ends: LineEnds, reason: str) -> Iterable[Edit]:
    said = f" {reason}" if reason else ""
    for line, rules in new.items():
        column = ends.column(line)
        place = Place(path, line, column, line, column)
        yield Edit(place, f"  # conv1d: ignore[{', '.join(rules)}]{said}")
