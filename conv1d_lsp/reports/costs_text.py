"""What a model costs to run, beneath the table of `summary --cost`."""

from collections.abc import Iterator

from conv1d_lsp.diagnostics import LayerRow, ModelFact
from conv1d_lsp.reports.bytes import size_in_words
from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span, counted
from conv1d_lsp.reports.table import Cell, Column, table

_COLUMNS = (Column("Layer", right=False), Column("MACs", right=True), Column("Activations", right=True))

#: Keras's tensors are float32 unless a program says otherwise.
_BYTES_OF_A_NUMBER = 4


def costs(model: ModelFact, batch: int) -> Iterator[Line]:
    """Multiply-accumulate operations and activation memory of each layer and of all, forward, for a batch."""
    yield (Span("Cost", Ink.STRONG), Span(f" of a forward pass over {counted(batch, 'sample')}"))
    yield from table(_COLUMNS, [_cells(row, batch) for row in model.layers])
    macs = [row.cost.macs for row in model.layers]
    known = sum(each for each in macs if each is not None) * batch
    yield (Span(" MACs: ", Ink.STRONG), *_total(f"{known:,}", macs))
    activations = [row.cost.activations for row in model.layers]
    known = sum(each for each in activations if each is not None) * batch
    yield (Span(" Activations: ", Ink.STRONG), *_total(size_in_words(known * _BYTES_OF_A_NUMBER), activations))
    yield EMPTY


def _cells(row: LayerRow, batch: int) -> tuple[Cell, ...]:
    macs, activations = row.cost.macs, row.cost.activations
    shown = None if activations is None else size_in_words(activations * batch * _BYTES_OF_A_NUMBER)
    return (
        ((Span(row.name, Ink.LAYER),),),
        (_shown(None if macs is None else f"{macs * batch:,}"),),
        (_shown(shown),),
    )


def _shown(text: str | None) -> Line:
    return (Span("?", Ink.UNKNOWN),) if text is None else (Span(text, Ink.NUMBER),)


def _total(text: str, parts: list[int | None]) -> Line:
    """The sum; where parts of it are not known, that it is more than this."""
    unknown = parts.count(None)
    if not unknown:
        return (Span(text, Ink.NUMBER),)
    layers = "1 layer is" if unknown == 1 else f"{unknown} layers are"
    return (Span(text, Ink.NUMBER), Span(f" and what is not known ({layers} not counted)", Ink.UNKNOWN))
