"""Proving all fixes of a file: those that have nothing to do with each other are tried in one analysis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Fix
from conv1d_lsp.engine.apart import Apart, Reach
from conv1d_lsp.engine.edited import Edited, go_together
from conv1d_lsp.engine.proving import Check, Verdict, chosen, newly_found, verdict

#: Characters that are analysed for the proofs of one file, and the analyses that they are at least and at most.
_MOST_TEXT, _FEWEST_CHECKS, _MOST_CHECKS = 1_000_000, 20, 300


def affordable(source: str) -> int:
    """How many analyses the proofs of one file may take."""
    return max(_FEWEST_CHECKS, min(_MOST_CHECKS, _MOST_TEXT // (len(source) + 1)))


def with_proven(source: str, analysis: Analysis, check: Check, most: int) -> Analysis:
    """The same analysis, each diagnostic with the fixes that work. check: of another text of the file.

    most: the analyses that it may take. A fix that is not tried within them is not offered.
    """
    proofs = _Proofs(source, analysis, check, most)
    proofs.make()
    return replace(
        analysis,
        diagnostics=tuple(
            replace(each, fixes=chosen((fix, proofs.verdicts.get((number, fix), Verdict.FAILS)) for fix in each.fixes))
            for number, each in enumerate(analysis.diagnostics)
        ),
    )


class _Trial(Struct, frozen=True, eq=False):
    """A fix that is to be tried, of the diagnostic with this number.

    home: the statements where its fault is. reach: what the fix can change; None where that is not known.
    """

    number: int
    diagnostic: Diagnostic
    fix: Fix
    home: frozenset[int]
    reach: Reach | None

    @property
    def area(self) -> frozenset[int]:
        """Where something else may be found after the fix."""
        return frozenset() if self.reach is None else self.reach.touched | self.reach.seen


class _Group:
    """Fixes to be tried at once: none of them can change what another one is for."""

    def __init__(self) -> None:
        self.trials: list[_Trial] = []
        self._touched, self._area, self._homes = set[int](), set[int](), set[int]()

    def takes(self, trial: _Trial) -> bool:
        """Takes it in, if that can be."""
        if self.trials and not self._goes_with(trial):
            return False
        self.trials.append(trial)
        self._homes |= trial.home
        self._area |= trial.area
        if trial.reach is not None:
            self._touched |= trial.reach.touched
        return True

    def _goes_with(self, trial: _Trial) -> bool:
        if trial.reach is None or self.trials[0].reach is None:
            return False
        apart = self._touched.isdisjoint(trial.reach.touched)
        return apart and self._area.isdisjoint(trial.home) and self._homes.isdisjoint(trial.area)


class _Proofs:
    """The fixes of one file, tried until all are or too much was analysed."""

    def __init__(self, source: str, before: Analysis, check: Check, most: int) -> None:
        self.verdicts: dict[tuple[int, Fix], Verdict] = {}
        self._source, self._before, self._check = source, before, check
        self._apart = Apart.of(source)
        self._known: dict[str, Analysis] = {}
        self._left = most

    def make(self) -> None:
        """What a group does not tell is asked again of each of its fixes alone."""
        alone: list[_Trial] = []
        for group in self._groups():
            told = self._together(group) if len(group) > 1 else {}
            self.verdicts.update(told)
            alone += [each for each in group if (each.number, each.fix) not in told]
        for trial in alone:
            edited = Edited.by(self._source, trial.fix.edits)
            after = self._analysed(edited.text)
            if after is not None:
                key = trial.number, trial.fix
                self.verdicts[key] = verdict(edited, self._before, after, trial.diagnostic)

    def _groups(self) -> list[list[_Trial]]:
        groups: list[_Group] = []
        for trial in self._trials():
            if not any(each.takes(trial) for each in groups):
                groups.append(_Group())
                groups[-1].takes(trial)
        return [each.trials for each in groups]

    def _trials(self) -> Iterator[_Trial]:
        """The first fix of each diagnostic comes before the second one of any."""
        numbered = [*enumerate(self._before.diagnostics)]
        for rank in range(max((len(each.fixes) for _, each in numbered), default=0)):
            for number, each in numbered:
                if rank < len(each.fixes) and all(
                    edit.place.file == self._before.file for edit in each.fixes[rank].edits
                ):
                    yield self._trial(number, each, each.fixes[rank])

    def _trial(self, number: int, diagnostic: Diagnostic, fix: Fix) -> _Trial:
        if self._apart is None or any(edit.text.lstrip().startswith(("import ", "from ")) for edit in fix.edits):
            return _Trial(number, diagnostic, fix, frozenset(), None)
        lines = {line for edit in fix.edits for line in range(edit.place.line, edit.place.end_line + 1)}
        edited = frozenset(each for line in lines for each in self._apart.at(line))
        home = self._apart.at(diagnostic.place.line)
        return _Trial(number, diagnostic, fix, home, self._apart.reach(edited))

    def _analysed(self, text: str) -> Analysis | None:
        """None where too much was analysed."""
        if text not in self._known and self._left > 0:
            self._left -= 1
            self._known[text] = self._check(text)
        return self._known.get(text)

    def _together(self, trials: Sequence[_Trial]) -> dict[tuple[int, Fix], Verdict]:
        """What one analysis tells of fixes, where it tells it."""
        edits = [edit for trial in trials for edit in trial.fix.edits]
        if self._apart is None or not go_together(self._source, edits):
            return {}
        edited = Edited.by(self._source, edits)
        after = self._analysed(edited.text)
        if after is None or after.complete != self._before.complete or after.parsed != self._before.parsed:
            return {}
        before = _Shared.among(trials, ((each, self._apart.at(each.place.line)) for each in self._before.diagnostics))
        later = ((each, self._apart.at(edited.line_before(each.place))) for each in after.diagnostics)
        now = _Shared.among(trials, later)
        new = newly_found(edited, before.others, replace(after, diagnostics=tuple(now.others)))
        doubtful = {trial for each in new for trial in now.others[each]}
        if any(not now.others[each] for each in new):
            return {}
        return {
            (trial.number, trial.fix): verdict(
                edited,
                replace(self._before, diagnostics=tuple(before.own[trial])),
                replace(after, diagnostics=tuple(now.own[trial])),
                trial.diagnostic,
            )
            for trial in trials
            if trial not in doubtful and trial.diagnostic in before.own[trial]
        }


class _Shared(Struct, frozen=True):
    """Diagnostics by the fix in whose area alone they are; and those of several areas, or of none, with the fixes."""

    own: dict[_Trial, list[Diagnostic]]
    others: dict[Diagnostic, list[_Trial]]

    @staticmethod
    def among(trials: Sequence[_Trial], diagnostics: Iterable[tuple[Diagnostic, frozenset[int]]]) -> _Shared:
        shared = _Shared({trial: [] for trial in trials}, {})
        owners_of: dict[int, list[_Trial]] = defaultdict(list)
        for trial in trials:
            for statement in trial.area:
                owners_of[statement].append(trial)
        for diagnostic, home in diagnostics:
            owners = [*dict.fromkeys(trial for statement in home for trial in owners_of[statement])]
            if len(owners) == 1:
                shared.own[owners[0]].append(diagnostic)
            else:
                shared.others[diagnostic] = owners
        return shared
