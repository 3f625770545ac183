"""The models of a document for a client that draws them itself: `conv1d-lsp/view`, as plain JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from lsprotocol import types as t

from conv1d_lsp.diagnostics import (
    Analysis,
    Diagnostic,
    GraphBox,
    GraphLine,
    LayerRow,
    ModelFact,
    ModelGraph,
    Place,
    ReceptiveField,
    show_field,
    show_shape,
)
from conv1d_lsp.server.snapshot import Snapshot

#: A request with the params `{"textDocument": {"uri": ...}}`.
VIEW = "conv1d-lsp/view"

Entry = dict[str, Any]


def view(snapshot: Snapshot, drawn: Analysis) -> Entry:
    """What is known of the models of a snapshot, drawn from its text.

    `{"uri", "version", "parsed", "models"}`; a model is `{"name", "variable", "kind", "params", "at", "boxes", "lines",
    "rows", "outputs"}`, with the rows of its summary and the shapes that it gives. "at" is `{"uri", "range"}` in the
    client's positions, or null for what lies in another file, or in a notebook.
    """
    facts = {(fact.place, fact.name): fact for fact in snapshot.analysis.models}
    view = _View(snapshot, drawn.diagnostics)
    return {
        "uri": snapshot.uri,
        "version": snapshot.version,
        "parsed": drawn.parsed,
        "models": [
            view.model(graph) | view.of_summary(facts.get((graph.place, graph.name)))
            for graph in _outermost(drawn.graphs)
        ],
    }


class _View:
    """One view while it is made."""

    def __init__(self, snapshot: Snapshot, diagnostics: Sequence[Diagnostic]) -> None:
        self._snapshot = snapshot
        self._diagnostics = diagnostics

    def model(self, graph: ModelGraph) -> Entry:
        told = _by_box(graph, self._diagnostics)
        shapes = _outputs(graph)
        return {
            "name": graph.name,
            "variable": graph.variable,
            "kind": graph.kind,
            "params": graph.params,
            "at": self._at(graph.place),
            "boxes": [self._box(box, told.get(n, ()), shapes.get(n, ())) for n, box in enumerate(graph.boxes)],
            "lines": [_line(line) for line in graph.lines],
        }

    def of_summary(self, fact: ModelFact | None) -> Entry:
        """What the summary of a model knows beside its graph."""
        if fact is None:
            return {"rows": [], "outputs": []}
        return {
            "rows": [self._row(row) for row in fact.layers],
            "outputs": [show_shape(shape) for shape in fact.outputs or ()],
        }

    def _box(self, box: GraphBox, told: Sequence[Diagnostic], shapes: Sequence[GraphLine]) -> Entry:
        return {
            "name": box.name,
            "layer": box.layer,
            "at": self._at(box.place),
            "settings": dict(box.settings),
            "params": box.params,
            "fields": [_field(field) for field in box.fields],
            "outputs": [_shape(line) for line in shapes],
            "call": box.call,
            "calls": box.calls,
            "fails": box.fails,
            "faults": [{"rule": f.rule, "severity": f.severity.value, "message": f.message} for f in told],
            "inner": None if box.inner is None else self.model(box.inner),
        }

    def _row(self, row: LayerRow) -> Entry:
        return {
            "name": row.name,
            "layer": row.layer,
            "at": self._at(row.place),
            "outputs": list(row.shown_outputs),
            "params": row.params,
            "connectedTo": list(row.connected_to),
            "sees": [show_field(field) for field in row.fields],
        }

    def _at(self, place: Place | None) -> Entry | None:
        snapshot = self._snapshot
        if place is None or place.file != snapshot.path or snapshot.cells:
            return None
        start, end = (
            snapshot.text.position(place.line, place.column),
            snapshot.text.position(place.end_line, place.end_column),
        )
        return {"uri": snapshot.uri, "range": {"start": _position(start), "end": _position(end)}}


def _position(position: t.Position) -> Mapping[str, int]:
    return {"line": position.line, "character": position.character}


def _field(field: ReceptiveField) -> Entry:
    return {
        "input": field.input,
        "of": field.of,
        "steps": field.steps,
        "stride": field.stride,
        "padding": field.padding,
        "says": show_field(field),
    }


def _line(line: GraphLine) -> Entry:
    shape = None if line.shape is None else show_shape(line.shape)
    return {
        "source": line.source,
        "target": line.target,
        "shape": shape,
        "index": line.index,
        "certain": line.certain,
    }


def _shape(line: GraphLine) -> list[int | str | None] | str:
    assert line.shape is not None
    return line.shape if isinstance(line.shape, str) else list(line.shape)


def _outputs(graph: ModelGraph) -> dict[int, list[GraphLine]]:
    """What comes out of each box, where it goes on from there."""
    found: dict[int, dict[int, GraphLine]] = {}
    for line in graph.lines:
        if line.shape is not None:
            found.setdefault(line.source, {}).setdefault(line.index, line)
    return {number: list(lines.values()) for number, lines in found.items()}


def _by_box(graph: ModelGraph, diagnostics: Sequence[Diagnostic]) -> Mapping[int, Sequence[Diagnostic]]:
    from conv1d_lsp.reports.graphs.pictures import by_box

    return by_box(graph, diagnostics)


def _outermost(graphs: Sequence[ModelGraph]) -> Sequence[ModelGraph]:
    from conv1d_lsp.reports.graphs.pictures import outermost

    return outermost(graphs)
