"""`conv1d-lsp graph`: the models of a file, or one of them, as a picture."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from conv1d_lsp.cli.files import NamedFiles
from conv1d_lsp.cli.outlets import ReportUnwritable
from conv1d_lsp.cli.screen import complain
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.targets import chosen
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.analyse import drawn
from conv1d_lsp.project.results import Checked
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.reports.graphs.pictures import outermost

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Diagnostic, ModelGraph

    Models = Sequence[tuple[ModelGraph, Sequence[Diagnostic]]]


class _Writer(Protocol):
    def write(self, text: str, /) -> object: ...


def graph(targets: Sequence[str], settings: ProjectSettings, form: str, file: Path | None) -> Status:
    """Draw the models that `targets` name, on stdout or in `file`; the status only says whether all could be drawn."""
    named = NamedFiles(settings, drawn)
    try:
        with _opened(file) as writer:
            found = [
                (model, checked.analysis.diagnostics)
                for checked, models in chosen(targets, named, _graphs, outermost)
                for model in models
            ]
            if found or form == "json":
                writer.write(_text(found, form))
    except ReportUnwritable as error:
        complain(f"{PROGRAM}: {error}")
        return Status.FAILED
    return Status.FAILED if named.failed else Status.CLEAN


def _graphs(checked: Checked) -> "Sequence[ModelGraph]":
    return checked.analysis.graphs


@contextmanager
def _opened(file: Path | None) -> Iterator[_Writer]:
    if file is None:
        yield sys.stdout
        return
    from conv1d_lsp.cli.report_file import ReportFile

    with ReportFile(file) as opened:
        yield opened


def _text(found: "Models", form: str) -> str:
    if form == "json":
        from conv1d_lsp.reports.entries import written
        from conv1d_lsp.reports.graph_json import graph_entry

        return written([graph_entry(model, diagnostics) for model, diagnostics in found])
    from conv1d_lsp.reports.graphs.pictures import picture

    pictures = [picture(model, diagnostics) for model, diagnostics in found]
    if form == "mermaid":
        from conv1d_lsp.reports.graphs.mermaid import mermaid

        return mermaid(pictures)
    if form == "dot":
        from conv1d_lsp.reports.graphs.dot import dot

        return dot(pictures)
    from conv1d_lsp.reports.graphs.svg import svg

    return svg(pictures)
