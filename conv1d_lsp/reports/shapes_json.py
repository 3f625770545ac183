"""Tensors for programs; the contract is `schemas/shapes.schema.json`."""

from conv1d_lsp.diagnostics import TensorFact
from conv1d_lsp.reports.entries import Entry, field_entry, place_entry, shape_entry


def tensor_entry(fact: TensorFact) -> Entry:
    """One element of the array."""
    return {
        **place_entry(fact.place),
        "name": fact.name,
        "layer": fact.layer,
        "layer_line": fact.layer_place.shown_line if fact.layer_place else None,
        "shape": shape_entry(fact.shape),
        "index": fact.index,
        "inputs": [shape_entry(shape) for shape in fact.inputs],
        "formula": list(fact.formula),
        "params": fact.params,
        "why": fact.why,
        "receptive_fields": [field_entry(field) for field in fact.fields],
    }
