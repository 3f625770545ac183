"""What a run over many files came to, and the sentences about the files that it could not follow."""

from collections import Counter
from collections.abc import Iterable, Iterator

from conv1d_lsp.cli.status import Status
from conv1d_lsp.project.results import Checked, FileResult, Lost, Misconfigured, Unchecked, WithoutKeras
from conv1d_lsp.reports.lines import counted
from conv1d_lsp.reports.report import Missed, Run

#: The severities that change the exit status, unless others are chosen, by their words.
FAULTS = frozenset({"error", "warning"})


def of_baseline(number: int, where: str) -> str:
    """What is said of findings that only the baseline has. where: "there no more"."""
    words = f"{counted(number, 'finding')} of the baseline {'is' if number == 1 else 'are'} {where}"
    return f"{words}; check --write-baseline writes it anew"


class Tally:
    """Counts results as they go by. fails_for: the severities that change the exit status."""

    def __init__(self, fails_for: frozenset[str] = FAULTS) -> None:
        self._fails_for = fails_for
        self.files = 0
        self.with_keras = 0
        self.faulty_files = 0
        self._obsolete = 0
        self.found: Counter[str] = Counter()
        self.proposed = 0
        self._sentences: dict[str, None] = {}
        self._left_out: dict[str, list[str]] = {}
        self._missed: list[Missed] = []
        self._failed = False

    def follow(self, results: Iterable[FileResult]) -> Iterator[Checked]:
        """The files that were analysed, as they come."""
        for result in results:
            match result:
                case Checked():
                    self._count(result)
                    yield result
                case WithoutKeras():
                    self.files += 1
                case Misconfigured() | Lost():
                    self._missed.append(Missed(result.shown, result.reason, fails=True))
                    self._fail(result.reason)
                case Unchecked():
                    sentence = f"{result.shown} cannot be read: {result.reason}"
                    self._missed.append(Missed(result.shown, sentence, result.named))
                    if result.named:
                        self._fail(sentence)
                    else:
                        self._left_out.setdefault(result.reason, []).append(result.shown)

    @property
    def run(self) -> Run:
        """What it came to, for reports."""
        return Run(
            self.found, self.faulty_files, self.files, self.with_keras, self.proposed, tuple(self._missed), self.status
        )

    @property
    def status(self) -> Status:
        """2 wins over 1. A file that only lay in a named folder and cannot be read is told, but fails nothing."""
        if self._failed:
            return Status.FAILED
        return Status.FINDINGS if any(self.found[severity] for severity in self._fails_for) else Status.CLEAN

    def sentences(self) -> Iterator[str]:
        """What could not be done; files that are left out for the same reason share a sentence."""
        yield from self._sentences
        if self._obsolete:
            yield of_baseline(self._obsolete, "there no more")
        for reason, shown in self._left_out.items():
            others = f" and {len(shown) - 1:,} more" if len(shown) > 1 else ""
            yield f"{shown[0]}{others} cannot be read: {reason}"

    def _count(self, result: Checked) -> None:
        from conv1d_lsp.diagnostics import ANALYSIS_FAILED  # most runs find no file that uses Keras

        self._obsolete += result.obsolete
        severities = [diagnostic.severity.value for diagnostic in result.analysis.diagnostics]
        self.found.update(severities)
        self.proposed += sum(any(not fix.proven for fix in one.fixes) for one in result.analysis.diagnostics)
        if any(diagnostic.rule == ANALYSIS_FAILED for diagnostic in result.analysis.diagnostics):
            self._failed = True  # its finding says why
            return
        self.files += 1
        self.with_keras += 1
        self.faulty_files += not FAULTS.isdisjoint(severities)
        if not result.analysis.complete:
            self._sentences[f"{result.shown} takes more steps than are allowed; what comes after them is not known"] = (
                None
            )

    def _tell(self, sentence: str) -> None:
        self._sentences[sentence] = None

    def _fail(self, sentence: str) -> None:
        self._tell(sentence)
        self._failed = True
