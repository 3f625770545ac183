"""Inputs as they are written in the source, and which of them a layer takes directly."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from conv1d_lsp.interpreter.values import GraphNode, LayerObject

#: The arguments that hold a shape; the names of those that hold the batch too.
_SHAPES = ("shape", "input_shape")
_WITH_BATCH = ("batch_shape", "batch_input_shape")


def taken_directly(layer: LayerObject) -> Iterator[GraphNode]:
    """The Inputs that a layer's calls take without another layer between."""
    for graph in layer.called:
        for tensor in graph.inputs:
            if tensor.node is not None and tensor.node.label == "Input":
                yield tensor.node


def written_shape(node: cst.CSTNode) -> tuple[cst.BaseExpression, bool] | None:
    """The shape in `Input(...)`, in a first layer's `input_shape=...` or in `add` of one; whether it has the batch."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "add":
        node = node.args[0].value if node.args else node
    arguments = node.args if isinstance(node, cst.Call) else ()
    for argument in arguments:
        keyword = "" if argument.keyword is None else argument.keyword.value
        if keyword in (*_SHAPES, *_WITH_BATCH):
            return argument.value, keyword in _WITH_BATCH
    first = arguments[0] if arguments else None
    return None if first is None or first.keyword is not None else (first.value, False)


def name_of(node: cst.BaseExpression) -> str:
    """How a size is called: a variable, an attribute, the text in `sizes["steps"]`; empty for anything else."""
    if isinstance(node, cst.Subscript) and len(node.slice) == 1:
        index = node.slice[0].slice
        node = index.value if isinstance(index, cst.Index) else node
        return node.raw_value if isinstance(node, cst.SimpleString) else ""
    if isinstance(node, cst.Attribute):
        return node.attr.value
    return node.value if isinstance(node, cst.Name) else ""
