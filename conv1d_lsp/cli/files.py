"""Files that a command looks at one by one, since each is named and is to be shown."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from conv1d_lsp.cli.screen import complain
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.project.analyse import Analyse
from conv1d_lsp.project.batch import check_file
from conv1d_lsp.project.cells import in_cells
from conv1d_lsp.project.paths import shown
from conv1d_lsp.project.results import Checked, Misconfigured, Unchecked
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.reports.lines import counted
from conv1d_lsp.source.discover import Found


class NamedFiles:
    """Analyses files, says in a sentence what stands in the way, and remembers whether something did."""

    def __init__(self, settings: ProjectSettings, analyse: Analyse) -> None:
        self._settings = settings
        self._analyse = analyse
        self._sources = Sources()
        self.failed = False

    def each(self, files: Sequence[Path]) -> Iterator[Checked]:
        """Those of `files` that could be analysed; what is said about their errors comes after each was shown."""
        for file in files:
            checked = self._one(file)
            if checked is not None:
                yield checked
                _warn_of_errors(checked)

    def _one(self, file: Path) -> Checked | None:
        """The file's analysis, or None after a sentence about why there is none."""
        result = check_file(
            Found(file, named=True), shown(file, Path.cwd()), self._settings, self._sources, self._analyse
        )
        match result:
            case Checked():
                return in_cells(result)
            case Unchecked():
                self.fail(f"{result.shown} cannot be read: {result.reason}")
            case Misconfigured():
                self.fail(result.reason)
            case _:
                complain(f"{PROGRAM}: {result.shown} does not use Keras")
        return None

    def fail(self, sentence: str) -> None:
        """Tell what could not be done."""
        complain(f"{PROGRAM}: {sentence}")
        self.failed = True


def _warn_of_errors(checked: Checked) -> None:
    errors = sum(one.severity is Severity.ERROR for one in checked.analysis.diagnostics)
    if errors:
        name = checked.shown
        complain(f"{PROGRAM}: {name} has {counted(errors, 'error')}, so not all is known; see {PROGRAM} check {name}")
