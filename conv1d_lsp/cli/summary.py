"""`conv1d-lsp summary`: what `model.summary()` would print, for the models of a file or one of them."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from conv1d_lsp.cli.files import NamedFiles
from conv1d_lsp.cli.screen import show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.targets import chosen
from conv1d_lsp.diagnostics import ModelFact
from conv1d_lsp.project.analyse import analysed
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.reports.entries import written
from conv1d_lsp.reports.lines import Line
from conv1d_lsp.reports.models_json import model_entry
from conv1d_lsp.reports.models_text import heading

#: What is shown of a model.
Section = Callable[[ModelFact], Iterable[Line]]


def summary(
    targets: Sequence[str], settings: ProjectSettings, output_format: str, sections: Sequence[Section]
) -> Status:
    """Show the models that `targets` (`FILE` or `FILE:NAME`) name; the status only says whether all could be shown.

    sections: what is shown of each, as text.
    """
    named = NamedFiles(settings, analysed)
    if output_format == "json":
        sys.stdout.write(written([model_entry(model) for model in _models(targets, named)]))
    else:
        show = show_on(sys.stdout)
        for model in _models(targets, named):
            show([heading(model), *(line for section in sections for line in section(model))])
    return Status.FAILED if named.failed else Status.CLEAN


def _models(targets: Sequence[str], named: NamedFiles) -> Iterator[ModelFact]:
    for _, models in chosen(targets, named, lambda checked: checked.analysis.models):
        yield from models
