"""What each layer sees of the sequence, beneath the table of `summary`."""

from collections.abc import Iterator

from conv1d_lsp.diagnostics import LayerRow, ModelFact, ReceptiveField, show_field
from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span
from conv1d_lsp.reports.table import Cell, Column, table

_COLUMNS = (
    Column("Layer", right=False),
    Column("Sees", right=False),
    Column("Stride", right=True),
    Column("Padding", right=True),
)


def receptive_fields(model: ModelFact) -> Iterator[Line]:
    """For each input over which windows slide: the layers at which the window changes, and what it comes to."""
    for name in dict.fromkeys(field.input for row in model.layers for field in row.fields):
        seen = [(row, field) for row in model.layers for field in row.fields if field.input == name]
        windows = [(row, field) for row, field in seen if field.steps is not None]
        if not any(field.steps != 1 for _, field in windows):
            continue
        alone = len(model.inputs or ()) < 2
        yield (Span("Receptive field" if alone else f'Receptive field over "{name}"', Ink.STRONG),)
        yield from table(_COLUMNS, [_cells(row, field) for row, field in _changes(seen)])
        yield _closing(*windows[-1], [row for row, field in seen if field.steps is None])
        yield EMPTY


def _changes(seen: list[tuple[LayerRow, ReceptiveField]]) -> Iterator[tuple[LayerRow, ReceptiveField]]:
    """The layers whose window differs from the one before."""
    before: tuple[object, ...] = (1, "1", 0)
    for row, field in seen:
        now = (field.steps, field.stride, field.padding)
        if now != before:
            yield row, field
        before = now


def _cells(row: LayerRow, field: ReceptiveField) -> tuple[Cell, ...]:
    padding = "" if field.steps is None else "?" if field.padding is None else str(field.padding)
    texts = (show_field(field).removeprefix("sees "), field.stride or "", padding)
    shown = [((Span(text, Ink.UNKNOWN if text == "?" else Ink.NUMBER),),) for text in texts]
    return (((Span(row.name, Ink.LAYER),),), *shown)


def _closing(row: LayerRow, field: ReceptiveField, joining: list[LayerRow]) -> Line:
    """What people want to know: how much of the sequence a step of the last window sees, and what joins them all."""
    text = f"Each step of {row.name} {show_field(field)}"
    later = [each for each in joining if each.name != row.name]
    return (Span(f"{text}; {later[0].name} joins all of them." if later else f"{text}."),)
