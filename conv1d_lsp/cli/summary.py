"""`conv1d-lsp summary`: what `model.summary()` would print, for the models of a file or one of them."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from conv1d_lsp.cli.arguments import PROGRAM
from conv1d_lsp.cli.files import NamedFiles
from conv1d_lsp.cli.screen import complain, show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.diagnostics import ModelFact
from conv1d_lsp.project.errors import did_you_mean
from conv1d_lsp.project.results import Checked
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
    named = NamedFiles(settings)
    if output_format == "json":
        sys.stdout.write(written([model_entry(model) for model in _models(targets, named)]))
    else:
        show = show_on(sys.stdout)
        for model in _models(targets, named):
            show([heading(model), *(line for section in sections for line in section(model))])
    return Status.FAILED if named.failed else Status.CLEAN


def split_target(target: str) -> tuple[Path, str | None]:
    """File and name of the model. A file whose own name has a colon is taken for itself, as is a Windows drive."""
    file, colon, name = target.rpartition(":")
    if not colon or not name.isidentifier() or not file or Path(target).exists():
        return Path(target), None
    return Path(file), name


def _models(targets: Sequence[str], named: NamedFiles) -> Iterator[ModelFact]:
    for target in targets:
        file, name = split_target(target)
        for checked in named.each([file]):
            yield from _all(checked) if name is None else _called(name, checked, named)


def _all(checked: Checked) -> tuple[ModelFact, ...]:
    if not checked.analysis.models:
        complain(f"{PROGRAM}: no model is seen to be made in {checked.shown}")
    return checked.analysis.models


def _called(name: str, checked: Checked, named: NamedFiles) -> tuple[ModelFact, ...]:
    """The models of that variable, or else of that Keras name."""
    models = checked.analysis.models
    found = tuple(model for model in models if model.variable == name)
    found = found or tuple(model for model in models if model.name == name)
    if not found:
        known = list(dict.fromkeys(model.variable or model.name for model in models))
        has = f"it has {', '.join(known)}" if known else "none is seen to be made there"
        near = did_you_mean(name, known) if len(known) > 1 else ""
        named.fail(f'{checked.shown} has no model "{name}": {has}{near}')
    return found
