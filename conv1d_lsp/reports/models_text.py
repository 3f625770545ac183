"""The table that `model.summary()` would print."""

from collections.abc import Iterator

from conv1d_lsp.diagnostics import LayerRow, ModelFact
from conv1d_lsp.reports.bytes import size_in_words
from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span
from conv1d_lsp.reports.table import Cell, Column, table

_COLUMNS = (Column("Layer (type)", right=False), Column("Output Shape", right=False), Column("Param #", right=True))
_CONNECTED = Column("Connected to", right=False)


def table_of_layers(model: ModelFact) -> Iterator[Line]:
    """Title, table and totals of one model, in the style of Keras 3."""
    yield (Span("Model: ", Ink.STRONG), Span(f'"{model.name}"', Ink.PATH))
    columns = _COLUMNS if model.kind == "Sequential" or _is_chain(model.layers) else (*_COLUMNS, _CONNECTED)
    yield from table(columns, [_cells(row, model)[: len(columns)] for row in model.layers])
    yield from _totals(model)


def heading(model: ModelFact) -> Line:
    """Which model of which file it is, in the words of the source."""
    made = f"{model.variable} = {model.kind}" if model.variable else model.kind
    place = model.place
    return (Span(place.file, Ink.PATH), Span(f"{place.address.removeprefix(place.file)}: ", Ink.FAINT), Span(made))


def _cells(row: LayerRow, model: ModelFact) -> tuple[Cell, ...]:
    connected = [
        (Span(name + ("," if index + 1 < len(row.connected_to) else ""), Ink.FAINT),)
        for index, name in enumerate(row.connected_to)
    ]
    return (
        ((Span(row.name), Span(" ("), Span(row.layer, Ink.LAYER), Span(")")),),
        [(_shape_span(shape),) for shape in _outputs(row)],
        ((_params_span(row.params, model),),),
        connected or ((Span("-", Ink.FAINT),),),
    )


def _outputs(row: LayerRow) -> tuple[str, ...]:
    """A line for each output of the layer."""
    *several, last = row.shown_outputs
    return (*(f"{text}," for text in several), last)


def _shape_span(text: str) -> Span:
    return Span(text, Ink.UNKNOWN if "?" in text else Ink.SHAPE)


def _params_span(params: int | None, model: ModelFact) -> Span:
    if params is not None:
        return Span(f"{params:,}", Ink.NUMBER)
    return Span("0 (unbuilt)", Ink.FAINT) if _is_unbuilt(model) else Span("?", Ink.UNKNOWN)


def _is_unbuilt(model: ModelFact) -> bool:
    """A Functional without inputs is one whose tensors are not known; Keras has counted its weights."""
    return model.inputs is None and model.kind != "Functional"


def _totals(model: ModelFact) -> Iterator[Line]:
    unbuilt = 0 if _is_unbuilt(model) else None
    total = unbuilt if model.total_params is None else model.total_params
    trainable = unbuilt if model.trainable_params is None else model.trainable_params
    size = unbuilt if model.total_bytes is None else model.total_bytes
    trained = unbuilt if model.trainable_bytes is None else model.trainable_bytes
    yield (Span(" Total params: ", Ink.STRONG), *_amount(total, size))
    yield (Span(" Trainable params: ", Ink.STRONG), *_amount(trainable, trained))
    yield (Span(" Non-trainable params: ", Ink.STRONG), *_amount(_less(total, trainable), _less(size, trained)))
    yield EMPTY


def _less(total: int | None, part: int | None) -> int | None:
    return None if total is None or part is None else total - part


def _amount(number: int | None, size: int | None) -> Line:
    if number is None:
        return (Span("?", Ink.UNKNOWN),)
    return (Span(f"{number:,}", Ink.NUMBER), Span("" if size is None else f" ({size_in_words(size)})"))


def _is_chain(rows: tuple[LayerRow, ...]) -> bool:
    """Whether each layer takes the output of the one before and nothing else, so that saying it is idle."""
    return all(_takes(row, rows[index - 1] if index else None) for index, row in enumerate(rows))


def _takes(row: LayerRow, before: LayerRow | None) -> bool:
    names = {name.partition("[")[0] for name in row.connected_to}
    return len(row.connected_to) <= 1 and names <= ({before.name} if before else set())
