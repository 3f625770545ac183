"""Models for programs; the contract is `schemas/summary.schema.json`."""

from conv1d_lsp.diagnostics import LayerRow, ModelFact, ShownShape
from conv1d_lsp.reports.entries import Entry, cell_entry, field_entry, shape_entry


def model_entry(model: ModelFact) -> Entry:
    """One element of the array."""
    return {
        "name": model.name,
        "kind": model.kind,
        "file": model.place.file,
        **cell_entry(model.place),
        "line": model.place.shown_line,
        "inputs": _shapes(model.inputs),
        "outputs": _shapes(model.outputs),
        "total_params": model.total_params,
        "trainable_params": model.trainable_params,
        "weight_bytes": model.total_bytes,
        "layers": [_row(row) for row in model.layers],
        "variable": model.variable,
    }


def _shapes(shapes: tuple[ShownShape, ...] | None) -> list[object] | None:
    return None if shapes is None else [shape_entry(shape) for shape in shapes]


def _row(row: LayerRow) -> Entry:
    return {
        "name": row.name,
        "layer": row.layer,
        **cell_entry(row.place),
        "line": row.place.shown_line if row.place else None,
        "output_shape": shape_entry(row.output_shape),
        "params": row.params,
        "connected_to": list(row.connected_to),
        "receptive_fields": [field_entry(field) for field in row.fields],
        "macs": row.cost.macs,
        "activations": row.cost.activations,
    }
