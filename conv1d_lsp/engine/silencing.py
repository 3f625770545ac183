"""Findings that a comment silences, and comments that silence nothing or nothing that there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Diagnostic, Edit, Fix, Place
from conv1d_lsp.rules.diagnose import own
from conv1d_lsp.rules.index import NAMES
from conv1d_lsp.source.lines import newline_of, split_lines
from conv1d_lsp.source.suppressions import Named, Suppression, Suppressions

#: What is said of a comment that almost silences something.
UNREADABLE = "unreadable-suppression"

#: What is said of the comments themselves. A bare `ignore` does not silence that nothing needs it.
OF_COMMENTS = frozenset({UNREADABLE, "unused-suppression", "unknown-rule-name"})


def is_silenced(diagnostic: Diagnostic, suppressions: Suppressions) -> bool:
    """Whether a comment speaks for the line where the finding begins or ends."""
    return suppressions.skip_file is not None or any(_silences(entry, diagnostic) for entry in suppressions.entries)


def _silences(entry: Suppression, diagnostic: Diagnostic) -> bool:
    place, rule = diagnostic.place, diagnostic.rule
    if rule in OF_COMMENTS and entry.names is None:
        return False
    return entry.silences(rule) and (entry.covers(place.line) or entry.covers(place.end_line))


class Unused(Struct, frozen=True):
    """What a comment of line `entry.line` names in vain; no name stands for the comment as a whole."""

    entry: Suppression
    name: Named | None


#: What else is found in the file where it may run under the other generation; None if that is not known.
Elsewhere = Callable[[], Sequence[Diagnostic] | None]


def unused(suppressions: Suppressions, found: Sequence[Diagnostic], elsewhere: Elsewhere) -> tuple[Unused, ...]:
    """The parts of comments that silence none of `found` and nothing elsewhere. Names that no rule has are left out."""
    known = frozenset(NAMES) - OF_COMMENTS
    parts = [
        Unused(entry, name)
        for entry in suppressions.entries
        if not entry.of_all_tools
        for name in _parts(entry)
        if (name is None or name.name in known) and not _has_use(entry, name, found)
    ]
    others = elsewhere() if parts else ()
    return () if others is None else tuple(each for each in parts if not _has_use(each.entry, each.name, others))


def _parts(entry: Suppression) -> Sequence[Named | None]:
    return entry.names or (None,)


def _has_use(entry: Suppression, name: Named | None, found: Iterable[Diagnostic]) -> bool:
    return any(_silences(entry, each) and (name is None or name.name == each.rule) for each in found)


def of_comments(source: str, path: str, suppressions: Suppressions, vain: Sequence[Unused]) -> tuple[Diagnostic, ...]:
    """What is to be said of the comments; vain: what in them was found to be of no use."""
    if suppressions.skip_file is not None:
        return ()
    words = _Words(split_lines(source), path)
    told = [*words.unread(suppressions), *words.unknown(suppressions), *words.unused(vain)]
    return tuple(each for each in told if not is_silenced(each, suppressions))


class _Words:
    def __init__(self, lines: Sequence[str], path: str) -> None:
        self._lines = lines
        self._path = path

    def unread(self, suppressions: Suppressions) -> Iterator[Diagnostic]:
        """What is no suppression, and almost one."""
        for each in suppressions.unread:
            place = Place(self._path, each.line, each.column, each.line, each.end_column)
            why = "its bracket is not closed" if each.meant is None else f"did you mean `# conv1d: {each.meant}`?"
            fixes = (
                ()
                if each.meant is None
                else (Fix(f"Write {each.meant}", True, (Edit(place, f"conv1d: {each.meant}"),)),)
            )
            yield replace(own(UNREADABLE, place, f"this silences nothing; {why}"), fixes=fixes)

    def unknown(self, suppressions: Suppressions) -> Iterator[Diagnostic]:
        """A name that no rule has, with the nearest one."""
        for entry in suppressions.entries:
            for name in () if entry.of_all_tools else entry.names or ():
                if name.name in NAMES:
                    continue
                place = self._place_of(entry, name)
                near = get_close_matches(name.name.lower().replace("_", "-"), NAMES, n=1)
                hint = f"; did you mean `{near[0]}`?" if near else " (`conv1d-lsp rule` lists them)"
                fixes = tuple(Fix(f"Write {meant}", True, (Edit(place, meant),)) for meant in near)
                yield replace(own("unknown-rule-name", place, f"there is no rule `{name.name}`{hint}"), fixes=fixes)

    def unused(self, vain: Sequence[Unused]) -> Iterator[Diagnostic]:
        """A comment of which no part is of use goes as a whole, whichever of its names is looked at."""
        for each in vain:
            names = each.entry.names or ()
            left = [name for name in names if Unused(each.entry, name) not in vain]
            place = self._place_of(each.entry, each.name)
            if each.name is None:
                said = "there is nothing to silence here" if each.entry.names is None else "this names no rule"
            else:
                said = f"`{each.name.name}` finds nothing here, so there is nothing to silence"
            if left and each.name is not None:
                fix = Fix(
                    f"Remove {each.name.name} from the comment", True, (self._without_name(each.entry, each.name),)
                )
            else:
                fix = Fix("Remove the comment", True, (self._without_comment(each.entry),))
            yield replace(own("unused-suppression", place, said), fixes=(fix,))

    def _place_of(self, entry: Suppression, name: Named | None) -> Place:
        if name is None:
            return self._place(entry, entry.column, entry.end_column)
        return self._place(entry, name.column, name.column + len(name.name))

    def _without_name(self, entry: Suppression, name: Named) -> Edit:
        """The name goes with the comma that parts it from the next one, or else from the one before."""
        names = entry.names or ()
        at = names.index(name)
        end = name.column + len(name.name)
        if at + 1 < len(names):
            return Edit(self._place(entry, name.column, names[at + 1].column), "")
        before = names[at - 1]
        return Edit(self._place(entry, before.column + len(before.name), end), "")

    def _without_comment(self, entry: Suppression) -> Edit:
        """A comment goes with the blanks before it; from a line of its own, the line goes."""
        line = self._lines[entry.line - 1]
        before, after = line[: entry.column - 1].rstrip(), line[entry.end_column - 1 :]
        if not before and not after.strip() and newline_of(line):
            return Edit(Place(self._path, entry.line, 1, entry.line + 1, 1), "")
        if not before:
            rest = len(after) - len(after.lstrip(" \t"))
            return Edit(self._place(entry, entry.column, entry.end_column + rest), "")
        return Edit(self._place(entry, len(before) + 1, entry.end_column), "")

    def _place(self, entry: Suppression, column: int, end_column: int) -> Place:
        return Place(self._path, entry.line, column, entry.line, end_column)
