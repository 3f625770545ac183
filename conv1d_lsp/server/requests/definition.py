"""From a tensor to the layer that made it, from a fault to where it began; and where a tensor is used."""

from collections.abc import Iterator

from lsprotocol import types as t

from conv1d_lsp.diagnostics import Place, TensorFact
from conv1d_lsp.server.requests.names import Use, uses
from conv1d_lsp.server.snapshot import Snapshot


def definition(snapshot: Snapshot, position: t.Position) -> list[t.Location]:
    """Where the layer of the tensor at a position was made; of a fault, the places that led to it."""
    line, column = snapshot.text.point(position)
    trail = [
        step.place
        for found in snapshot.analysis.diagnostics
        if found.place.contains(line, column)
        for step in found.trail
    ]
    places = [*_origins(snapshot, line, column), *trail]
    return [snapshot.location(place) for place in dict.fromkeys(places)]


def references(snapshot: Snapshot, position: t.Position, *, declared: bool) -> list[t.Location]:
    """Where a tensor, an array or a model is named while it is the same one. declared: its assignment, too."""
    return [
        t.Location(snapshot.uri, _range(snapshot, use))
        for use in _uses_of_known(snapshot, position)
        if declared or not use.assigned
    ]


def highlights(snapshot: Snapshot, position: t.Position) -> list[t.DocumentHighlight]:
    """The same, for the eye."""
    kinds = {True: t.DocumentHighlightKind.Write, False: t.DocumentHighlightKind.Read}
    return [
        t.DocumentHighlight(_range(snapshot, use), kinds[use.assigned]) for use in _uses_of_known(snapshot, position)
    ]


def _origins(snapshot: Snapshot, line: int, column: int) -> Iterator[Place]:
    tensors = snapshot.analysis.tensors
    at_name = [fact for fact in tensors if fact.name_place is not None and fact.name_place.contains(line, column)]
    if at_name:
        yield from map(_made, at_name)
        return
    _, places = uses(snapshot.text.source, line, column)
    named = {(use.line, use.column) for use in places if use.assigned}
    yield from (_made(f) for f in tensors if f.name_place and (f.name_place.line, f.name_place.column) in named)
    if not named:
        yield from (
            fact.layer_place
            for fact in tensors
            if fact.layer_place is not None and fact.layer_place != fact.place and fact.place.contains(line, column)
        )


def _made(fact: TensorFact) -> Place:
    return fact.layer_place or fact.place


def _uses_of_known(snapshot: Snapshot, position: t.Position) -> list[Use]:
    """Of names that the analysis knows alone: others are other servers' business."""
    name, places = uses(snapshot.text.source, *snapshot.text.point(position))
    return places if any(fact.name == name for fact in snapshot.analysis.variables) else []


def _range(snapshot: Snapshot, use: Use) -> t.Range:
    text = snapshot.text
    return t.Range(text.position(use.line, use.column), text.position(use.line, use.end_column))
