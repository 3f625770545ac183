"""What a model holds, above the line that makes it."""

from collections.abc import Iterator

from lsprotocol import types as t

from conv1d_lsp.diagnostics import ModelFact, Place, show_shape
from conv1d_lsp.server.client import Client
from conv1d_lsp.server.snapshot import Snapshot

SHOW_SUMMARY = "conv1d-lsp.showSummary"
SHOW_GRAPH = "conv1d-lsp.showGraph"


def code_lenses(snapshot: Snapshot, client: Client) -> list[t.CodeLens]:
    """For each place that makes a model: its summary, and its picture where the client can show one."""
    by_place: dict[Place, list[ModelFact]] = {}
    for model in snapshot.analysis.models:
        if model.place.file == snapshot.path:
            by_place.setdefault(model.place, []).append(model)
    return [
        t.CodeLens(snapshot.text.range(place), t.Command(title, command, arguments=[snapshot.uri, name]))
        for place, models in sorted(by_place.items())
        for name in [models[0].variable or models[0].name]
        for title, command in _commands(models, client)
    ]


def _commands(models: list[ModelFact], client: Client) -> Iterator[tuple[str, str]]:
    held = list(dict.fromkeys(map(title_of, models)))
    yield held[0] + (f" and {len(held) - 1} more" if held[1:] else ""), SHOW_SUMMARY
    if client.shows_documents:
        yield "show graph", SHOW_GRAPH


def title_of(model: ModelFact) -> str:
    """`5 layers, 12,345 parameters, (None, 10)`; what is not known is left out, as the layers behind a fault are."""
    parts = [_counted(len(model.layers), "layer")] if model.layers else []
    if model.total_params is not None:
        parts.append(_counted(model.total_params, "parameter"))
    parts += map(show_shape, model.outputs or ())
    return ", ".join(parts) or "summary"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
