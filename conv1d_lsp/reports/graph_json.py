"""Models as graphs for programs; the contract is `schemas/graph.schema.json`."""

from collections.abc import Sequence

from conv1d_lsp.diagnostics import Diagnostic, GraphBox, GraphLine, ModelGraph
from conv1d_lsp.reports.entries import Entry, cell_entry, field_entry, shape_entry
from conv1d_lsp.reports.graphs.pictures import by_box


def graph_entry(graph: ModelGraph, diagnostics: Sequence[Diagnostic]) -> Entry:
    """One element of the array."""
    told = by_box(graph, diagnostics)
    return {
        "name": graph.name,
        "kind": graph.kind,
        "file": graph.place.file,
        **cell_entry(graph.place),
        "line": graph.place.shown_line,
        "variable": graph.variable,
        "total_params": graph.params,
        "nodes": [_node(box, told.get(number, []), diagnostics) for number, box in enumerate(graph.boxes)],
        "edges": [_edge(line) for line in graph.lines],
    }


def _node(box: GraphBox, told: Sequence[Diagnostic], diagnostics: Sequence[Diagnostic]) -> Entry:
    return {
        "name": box.name,
        "layer": box.layer,
        **cell_entry(box.place),
        "line": box.place.shown_line if box.place else None,
        "settings": dict(box.settings),
        "params": box.params,
        "receptive_fields": [field_entry(field) for field in box.fields],
        "call": box.call,
        "calls": box.calls,
        "fails": box.fails,
        "faults": [{"rule": each.rule, "severity": each.severity.value, "message": each.message} for each in told],
        "inner": None if box.inner is None else graph_entry(box.inner, diagnostics),
    }


def _edge(line: GraphLine) -> Entry:
    return {
        "source": line.source,
        "target": line.target,
        "shape": None if line.shape is None else shape_entry(line.shape),
        "index": line.index,
        "certain": line.certain,
    }
