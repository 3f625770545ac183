"""What runs and is almost surely not meant: seen only once the whole file is known."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.faults import BatchAxisInInput
from conv1d_lsp.interpreter.findings import Finding, Promise
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, LayerObject
from conv1d_lsp.interpreter.written_inputs import name_of, taken_directly, written_shape
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.text import text_of

#: Layers that want (batch, steps, channels), and that Keras 2 lets have more axes.
_ONE_DIMENSIONAL = frozenset({"Conv1D", "SeparableConv1D", "DepthwiseConv1D"})


def suspect_batch_axes(m: Machine) -> None:
    """`Input(shape=(32, 100, 1))` before a Conv1D, where 32 is seen to be the batch size. Keras 3 raises anyway."""
    if m.keras is Generation.KERAS_3:
        return
    seen: set[int] = set()
    for event in list(m.notes.tensors):
        if event.label in _ONE_DIMENSIONAL and event.inputs and isinstance(event.layer, LayerObject):
            for graph in taken_directly(event.layer):
                if id(graph.site.node) not in seen and (fault := _batch_axis(m, graph)) is not None:
                    seen.add(id(graph.site.node))
                    m.notes.findings.append(Finding(fault, graph.site, Promise.RUNS))


def _batch_axis(m: Machine, graph: GraphNode) -> BatchAxisInInput | None:
    shape = graph.outputs[0]
    if not shape.ranked or len(shape.known_axes) != 4 or shape[1].value is None:
        return None
    size = shape[1].value
    evidence = _evidence(m, graph, size)
    return None if evidence is None else BatchAxisInInput(size, shape, evidence)


def _evidence(m: Machine, graph: GraphNode, size: int) -> str | None:
    written, with_batch = written_shape(graph.site.node) or (None, False)
    name = "" if with_batch else _first_size(written)
    if "batch" in name.lower():
        return f"its name, `{name}`"
    if isinstance(written, cst.Attribute) and written.attr.value == "shape":
        return f"`{text_of(written)}`, the shape of all samples together"
    if size in m.batch_sizes:
        return "`batch_size` of `fit`"
    shape = graph.outputs[0]
    for event in m.notes.tensors:
        same_rank = event.label == "array" and event.shape.ranked and len(event.shape.known_axes) == 3
        if same_rank and all(a.same(b) for a, b in zip(event.shape.known_axes, shape.known_axes[1:], strict=True)):
            return "the data, which has it as its first axis"
    return None


def _first_size(written: cst.BaseExpression | None) -> str:
    """The name that stands first in `(…)`."""
    listed = isinstance(written, cst.Tuple | cst.List) and written.elements
    return name_of(written.elements[0].value) if listed and isinstance(written, cst.Tuple | cst.List) else ""
