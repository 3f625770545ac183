"""`conv1d-lsp shapes`: the source with the shape of each tensor in the margin."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from conv1d_lsp.cli.files import NamedFiles
from conv1d_lsp.cli.screen import show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.project.analyse import analysed
from conv1d_lsp.project.results import Checked
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.reports.cells import split_lines
from conv1d_lsp.reports.entries import written
from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span
from conv1d_lsp.reports.shapes_json import tensor_entry
from conv1d_lsp.reports.shapes_text import annotated
from conv1d_lsp.source.cells import cells_of
from conv1d_lsp.source.read import is_notebook


def shapes(files: Sequence[Path], settings: ProjectSettings, output_format: str) -> Status:
    """Show `files`. Findings are the business of `check`: the status only says whether all could be shown."""
    named = NamedFiles(settings, analysed)
    if output_format == "json":
        sys.stdout.write(
            written([tensor_entry(fact) for checked in named.each(files) for fact in checked.analysis.tensors])
        )
    else:
        _text(files, named)
    return Status.FAILED if named.failed else Status.CLEAN


def _text(files: Sequence[Path], named: NamedFiles) -> None:
    show = show_on(sys.stdout)
    for checked in named.each(files):
        heading = [(Span(checked.shown, Ink.PATH),)] if len(files) > 1 else []
        ending = [EMPTY] if len(files) > 1 else []
        show([*heading, *_annotated(checked), *ending])


def _annotated(checked: Checked) -> Iterator[Line]:
    """The file; or the cells of a notebook, each below its number."""
    if not is_notebook(checked.shown):
        yield from annotated(checked.analysis.tensors, split_lines(checked.text))
        return
    for cell in cells_of(checked.text).sources:
        yield (Span(f"cell {cell.number}", Ink.PATH),)
        own = [each for each in checked.analysis.tensors if each.place.cell and each.place.cell.number == cell.number]
        yield from annotated(own, split_lines(cell.text))
