"""Repairing a text: one proven fix after the other, each found in the text that the one before left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Fix
from conv1d_lsp.engine.broken import repairable
from conv1d_lsp.engine.edited import Edited, go_together
from conv1d_lsp.engine.proving import Check, is_clean, is_gone, newly_found, proven, spoiled
from conv1d_lsp.engine.proving_all import with_proven

#: Analyses that the repair of one file may take. What is found beyond them is left as it is.
MOST_CHECKS = 300

#: Fixes that are made together because each brings to light what the next one repairs.
LONGEST_CHAIN = 5


class Repair(Struct, frozen=True):
    """A fix that was applied.

    line: of its finding, in the text that it was applied to. instead: the titles of the other fixes that would have
    worked too, where one was chosen.
    """

    rule: str
    line: int
    title: str
    safe: bool
    instead: tuple[str, ...] = ()


class Repaired(Struct, frozen=True):
    """A text after its repairs. The diagnostics of `analysis` carry the fixes that would work on it."""

    text: str
    analysis: Analysis
    repairs: tuple[Repair, ...] = ()


def repair_text(source: str, before: Analysis, check: Check, *, unsafe: bool) -> Repaired:
    """Apply what is proven to work: the safe fixes, with `unsafe` the others too, until none is left.

    A finding's first safe fix goes before its first unsafe one. before: the analysis of `source`.
    """
    before = repairable(source, before)  # whoever edits what is broken does not know what it means
    counting = _Counting(lambda text: repairable(text, check(text)))
    done = _repaired(source, before, counting, unsafe=unsafe)
    return replace(done, analysis=with_proven(done.text, done.analysis, counting, counting.left))


def safely_repaired(source: str, before: Analysis, check: Check) -> str:
    """The text after its safe fixes, for someone who does not ask what is left."""
    return _repaired(source, before, _Counting(check), unsafe=False).text if before.is_whole else source


def _repaired(source: str, before: Analysis, counting: _Counting, *, unsafe: bool) -> Repaired:
    text, analysis, repairs = source, before, list[Repair]()
    failed: set[Finding] = set()
    stale = False  # whether something was repaired since the first of `failed` was tried
    while counting.left > 0:
        finding = next((each for each in analysis.diagnostics if each.fixes and _key(each) not in failed), None)
        if finding is None:
            if not stale:
                break
            failed, stale = set(), False
            continue
        done = _first_that_works(text, finding, analysis, counting, unsafe=unsafe)
        if not done:
            failed.add(_key(finding))
            continue
        first = done[0]
        others = () if first.fix.safe else _titles_of_others(text, finding, first.fix, analysis, counting)
        repairs += [each.repair() for each in (replace(first, instead=others), *done[1:])]
        text, analysis, stale = done[-1].text, done[-1].analysis, bool(failed)
        if len(done) == 1 and (alike := _alike_repaired(first, counting)) is not None:
            repairs += [replace(one, instead=others) for one in alike.repairs]
            text, analysis = alike.text, alike.analysis
    return Repaired(text, analysis, tuple(repairs))


def _alike_repaired(done: _Done, check: _Counting) -> Repaired | None:
    """What the same fix makes of all findings that say the same, at once; None where it does not help them all."""
    alike = [
        (each, fix)
        for each in done.analysis.diagnostics
        if _key(each) == _key(done.finding)
        for fix in each.fixes
        if fix.title == done.fix.title
    ]
    edits = [edit for _, fix in alike for edit in fix.edits]
    if len(alike) < 2 or not go_together(done.text, edits):
        return None
    edited = Edited.by(done.text, edits)
    after = check(edited.text)
    mended = all(is_gone(edited, done.analysis, after, each) for each, _ in alike)
    if not mended or newly_found(edited, done.analysis.diagnostics, after):
        return None
    repairs = tuple(Repair(each.rule, each.place.line, fix.title, fix.safe) for each, fix in alike)
    return Repaired(edited.text, after, repairs)


#: What a finding is known by from one text to the next, where its place may move.
Finding = tuple[str, str, tuple[str, ...]]


def _key(diagnostic: Diagnostic) -> Finding:
    return diagnostic.rule, diagnostic.message, tuple(fix.title for fix in diagnostic.fixes)


class _Counting(Struct):
    """Analyses texts, so many of them."""

    check: Check
    left: int = MOST_CHECKS

    def __call__(self, text: str) -> Analysis:
        self.left -= 1
        return self.check(text)


class _Done(Struct, frozen=True):
    """A fix, what it was for, and what came of it. new: what is found now and was not before the first of a chain."""

    finding: Diagnostic
    fix: Fix
    edited: Edited
    analysis: Analysis
    new: tuple[Diagnostic, ...]
    instead: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.edited.text

    def repair(self) -> Repair:
        return Repair(self.finding.rule, self.finding.place.line, self.fix.title, self.fix.safe, self.instead)


def _first_that_works(
    text: str, finding: Diagnostic, before: Analysis, check: _Counting, *, unsafe: bool
) -> list[_Done]:
    """The first fix that helps. Where each of them only brings to light what comes after the fault, the first one that
    helps together with fixes for that; or where these are wanting, the first after which nothing else is found."""
    behind: list[_Done] = []
    for fix in _by_safety(finding, unsafe=unsafe):
        tried = _tried(text, finding, fix, before.diagnostics, check)
        if tried is None or tried.text == text or not is_gone(tried.edited, before, tried.analysis, finding):
            continue
        if is_clean(tried.edited, before, tried.analysis, finding):
            return [tried]
        behind.append(tried)
    for first in behind:
        chain = _followed(first, check, unsafe=unsafe)
        if chain:
            return chain
    return next(([one] for one in behind if not spoiled(one.edited, before, one.analysis, finding)), [])


def _followed(first: _Done, check: _Counting, *, unsafe: bool) -> list[_Done]:
    """A fix and those for what it brings to light, one after the other; empty where some of that stays."""
    chain = [first]
    while chain[-1].new:
        step = next(_steps_on(chain[-1], chain[-1].new[0], check, unsafe=unsafe), None)
        if step is None or len(chain) == LONGEST_CHAIN or check.left <= 0:
            return []
        chain.append(step)
    return chain


def _steps_on(done: _Done, later: Diagnostic, check: Check, *, unsafe: bool) -> Iterator[_Done]:
    known = [each for each in done.analysis.diagnostics if each not in done.new]
    for fix in _by_safety(later, unsafe=unsafe):
        tried = _tried(done.text, later, fix, known, check)
        if tried is not None and is_gone(tried.edited, done.analysis, tried.analysis, later):
            yield tried


def _tried(text: str, finding: Diagnostic, fix: Fix, known: Iterable[Diagnostic], check: Check) -> _Done | None:
    if any(edit.place.file != finding.place.file for edit in fix.edits):
        return None
    edited = Edited.by(text, fix.edits)
    analysis = check(edited.text)
    return _Done(finding, fix, edited, analysis, newly_found(edited, known, analysis))


def _by_safety(diagnostic: Diagnostic, *, unsafe: bool) -> Iterator[Fix]:
    yield from (fix for fix in diagnostic.fixes if fix.safe)
    if unsafe:
        yield from (fix for fix in diagnostic.fixes if not fix.safe)


def _titles_of_others(
    text: str, diagnostic: Diagnostic, chosen: Fix, before: Analysis, check: Check
) -> tuple[str, ...]:
    others = replace(diagnostic, fixes=tuple(fix for fix in diagnostic.fixes if fix != chosen and not fix.safe))
    return tuple(fix.title for fix in proven(text, others, before, check))
