"""A merging layer on a list of tensors of which it is not known how many there are: `Concatenate()(branches)`."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.common import in_common
from conv1d_lsp.interpreter.findings import TensorEvent
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, LayerObject, ListObject, Ref, Tensor, Value
from conv1d_lsp.layers import Called
from conv1d_lsp.shapes import Dim, Unclear

#: The layers whose output does not depend on how often the same shape goes in.
_PLACE_BY_PLACE = frozenset({"Add", "Average", "Maximum", "Minimum", "Multiply"})

_HOW_MANY = Unclear("how many tensors are joined is not known")


def merge_of_many(m: Machine, ref: Ref, record: LayerObject, passed: Value, node: cst.CSTNode) -> Tensor | None:
    """What comes of tensors that are all like one; None for other layers, and where nothing is known of the items."""
    if record.label != "Concatenate" and record.label not in _PLACE_BY_PLACE:
        return None
    items = m.record(passed) if isinstance(passed, Ref) else None
    if not isinstance(items, ListObject) or items.items is not None or items.element is None:
        return None
    item = in_common([items.element], _HOW_MANY)
    if not isinstance(item, Tensor) or record.configured is None:
        return None
    called = record.configured.call((item.shape, item.shape))
    if not isinstance(called, Called) or not called.outputs[0].ranked:
        return None
    shape = called.outputs[0]
    if record.label == "Concatenate":
        axis = record.configured.settings["axis"]
        if not isinstance(axis, Dim) or axis.value is None:
            return None
        shape = shape.with_axes({axis.value: _HOW_MANY})
    site = m.site(node)
    m.counters.graph += 1
    graph = GraphNode(ref, record.label, record.name, (), (shape,), site, m.counters.graph, partial=True)
    m.write(ref, record.after_call(graph, record.built))
    told = replace(called, outputs=(shape,), workings=None)
    m.note_tensor(TensorEvent(site, record.label, shape, 0, (item.shape,), record, told, graph=graph))
    return Tensor(shape, graph)
