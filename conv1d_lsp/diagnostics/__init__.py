"""Plain frozen records of what an analysis found: they pickle, and nothing in them refers to a syntax tree.

The command line, the reports, the cache and the server read these and need no LibCST for it.
"""

from conv1d_lsp.diagnostics.analysis import (
    ANALYSIS_FAILED,
    Analysis,
    Cost,
    LayerRow,
    ModelFact,
    TensorFact,
    VariableFact,
)
from conv1d_lsp.diagnostics.diagnostic import ADVICE, Diagnostic, Edit, Fix, Severity, Step
from conv1d_lsp.diagnostics.fault import Fault
from conv1d_lsp.diagnostics.graph import GraphBox, GraphLine, ModelGraph
from conv1d_lsp.diagnostics.moving import moved
from conv1d_lsp.diagnostics.place import Cell, Place
from conv1d_lsp.diagnostics.shown import ReceptiveField, ShownShape, show_field, show_shape

__all__ = [
    "ADVICE",
    "ANALYSIS_FAILED",
    "Analysis",
    "Cell",
    "Cost",
    "Diagnostic",
    "Edit",
    "Fault",
    "Fix",
    "GraphBox",
    "GraphLine",
    "LayerRow",
    "ModelFact",
    "ModelGraph",
    "Place",
    "ReceptiveField",
    "Severity",
    "ShownShape",
    "Step",
    "TensorFact",
    "VariableFact",
    "moved",
    "show_field",
    "show_shape",
]
