"""The models of a document, chosen by name, as text and as pictures."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from conv1d_lsp.diagnostics import Diagnostic, ModelFact, ModelGraph


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def variable(self) -> str | None: ...


_Model = TypeVar("_Model", bound=_Named)


class NoModelError(Exception):
    """Nothing to show; the text says so in one sentence."""


def called(name: str | None, models: Sequence[_Model]) -> Sequence[_Model]:
    """The models of this variable, or else of this Keras name; without a name, all."""
    found = [model for model in models if name is None or model.variable == name]
    found = found or [model for model in models if model.name == name]
    if found:
        return found
    if not models:
        raise NoModelError("No model is seen to be made there.")
    known = ", ".join(dict.fromkeys(model.variable or model.name for model in models))
    raise NoModelError(f'There is no model "{name}"; there is {known}.')


def summary(models: Sequence[ModelFact]) -> str:
    """What `model.summary()` would print of each, as `conv1d-lsp summary` does."""
    from conv1d_lsp.reports.lines import plain
    from conv1d_lsp.reports.models_text import heading, table_of_layers

    return plain(line for model in models for line in (heading(model), *table_of_layers(model)))


def drawing(models: Sequence[ModelGraph], diagnostics: Sequence[Diagnostic]) -> str:
    """Their picture in SVG, as `conv1d-lsp graph` writes it."""
    from conv1d_lsp.reports.graphs.pictures import picture
    from conv1d_lsp.reports.graphs.svg import svg

    return svg([picture(model, diagnostics) for model in models])
