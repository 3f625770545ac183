"""Proving fixes: the edited text is analysed, the fault must be gone and nothing new may have come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from enum import Enum, auto
from functools import cache

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Fix, Severity
from conv1d_lsp.engine.behind import found_behind
from conv1d_lsp.engine.edited import Edited, Range

#: What is found in a text; whoever hands it in knows the file, the settings and the project.
Check = Callable[[str], Analysis]


class Verdict(Enum):
    """What comes of a fix: it works and nothing new is found, it works and something comes to light, or it fails."""

    CLEAN = auto()
    WORKS = auto()
    FAILS = auto()


def proven(source: str, diagnostic: Diagnostic, before: Analysis, check: Check) -> tuple[Fix, ...]:
    """The fixes of `diagnostic` that work, marked as proven. before: the analysis of `source`."""

    def tried(fix: Fix) -> Verdict:
        if any(edit.place.file != before.file for edit in fix.edits):
            return Verdict.FAILS
        edited = Edited.by(source, fix.edits)
        return verdict(edited, before, check(edited.text), diagnostic)

    return chosen((fix, tried(fix)) for fix in diagnostic.fixes)


def chosen(tried: Iterable[tuple[Fix, Verdict]]) -> tuple[Fix, ...]:
    """Those that work, marked as proven. Where there is one after which nothing new is found, those after which
    something comes to light are left out."""
    works = [(replace(fix, proven=True), each) for fix, each in tried if each is not Verdict.FAILS]
    clean = tuple(fix for fix, each in works if each is Verdict.CLEAN)
    return clean or tuple(fix for fix, _ in works)


def verdict(edited: Edited, before: Analysis, after: Analysis, diagnostic: Diagnostic) -> Verdict:
    """What the edits do to `diagnostic`."""
    if not is_gone(edited, before, after, diagnostic) or spoiled(edited, before, after, diagnostic):
        return Verdict.FAILS
    return Verdict.CLEAN if is_clean(edited, before, after, diagnostic) else Verdict.WORKS


def works(edited: Edited, before: Analysis, check: Check, diagnostic: Diagnostic) -> bool:
    """Whether the fault is gone in the edited text, and nothing new has come."""
    after = check(edited.text)
    return is_gone(edited, before, after, diagnostic) and is_clean(edited, before, after, diagnostic)


def is_gone(edited: Edited, before: Analysis, after: Analysis, diagnostic: Diagnostic) -> bool:
    """Whether less is said of the rule of `diagnostic`, but for what it hid, and nothing at its place, whichever call
    leads there; and the analysis is as complete as before."""
    fewer = _fewer(before, _without_hidden(edited, after, diagnostic), diagnostic)
    return fewer and after.complete == before.complete and not _still_there(edited, after, diagnostic)


def is_clean(edited: Edited, before: Analysis, after: Analysis, diagnostic: Diagnostic) -> bool:
    """Whether nothing new is found, not even what `diagnostic` hid."""
    return _fewer(before, after, diagnostic) and not newly_found(edited, before.diagnostics, after)


def _fewer(before: Analysis, after: Analysis, diagnostic: Diagnostic) -> bool:
    old, new = _counted(before.diagnostics), _counted(after.diagnostics)
    return all(new[key] < old[key] for key in _keys(diagnostic))


def spoiled(edited: Edited, before: Analysis, after: Analysis, diagnostic: Diagnostic) -> bool:
    """Whether something new has come that was not hidden behind the fault of `diagnostic`."""
    return bool(newly_found(edited, before.diagnostics, _without_hidden(edited, after, diagnostic)))


def _without_hidden(edited: Edited, after: Analysis, diagnostic: Diagnostic) -> Analysis:
    hidden = found_behind(edited, diagnostic, after.diagnostics)
    return replace(after, diagnostics=tuple(each for each in after.diagnostics if each not in hidden))


def _still_there(edited: Edited, after: Analysis, diagnostic: Diagnostic) -> bool:
    return any(_is_twin(edited, diagnostic, each) for each in after.diagnostics)


def newly_found(edited: Edited, known: Iterable[Diagnostic], after: Analysis) -> tuple[Diagnostic, ...]:
    """The errors and warnings of rules that speak more often than in `known`, or at another place."""
    of_rule: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in known:
        of_rule[one.rule].append(one)
    old, new = _counted(each for some in of_rule.values() for each in some), _counted(after.diagnostics)

    @cache
    def starts(rule: str, file: str) -> dict[Range, list[Diagnostic]]:
        found: dict[Range, list[Diagnostic]] = defaultdict(list)
        for each in of_rule[rule]:
            if each.place.file == file:
                found[edited.start_of(each.place)].append(each)
        return found

    def is_new(found: Diagnostic) -> bool:
        if any(new[key] > old[key] for key in _keys(found)):
            return True
        start = edited.start(found.place)
        near = starts(found.rule, found.place.file).items()
        perhaps = (one for (first, last), some in near if first <= start <= last for one in some)
        return not any(_is_twin(edited, one, found) for one in perhaps)

    told = (each for each in after.diagnostics if each.severity in (Severity.ERROR, Severity.WARNING))
    return tuple(each for each in told if each.rule not in _BROUGHT_TO_LIGHT and is_new(each))


def _is_twin(edited: Edited, before: Diagnostic, after: Diagnostic) -> bool:
    """Whether both are of one rule, and at one place, from whichever call."""
    if before.rule != after.rule or not set(_keys(before)) & set(_keys(after)):
        return False
    return before.place.file == after.place.file and edited.became(before.place, after.place)


#: What is said of a comment may only come to light once the fault before it is gone.
_BROUGHT_TO_LIGHT = frozenset({"claim-differs"})

#: A generation of Keras (0 where none is named), a rule and how bad it is.
Key = tuple[int, str, Severity]


def _counted(diagnostics: Iterable[Diagnostic]) -> Counter[Key]:
    """How often each rule speaks."""
    return Counter(key for each in diagnostics for key in _keys(each))


def _keys(diagnostic: Diagnostic) -> list[Key]:
    return [(keras, diagnostic.rule, diagnostic.severity) for keras in diagnostic.keras or (0,)]
