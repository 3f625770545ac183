"""Targets against what the `call` of a model of the program's own class gives."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.handed import Handed, Origin
from conv1d_lsp.interpreter.library.model_classes import has_own_losses
from conv1d_lsp.interpreter.library.structures import structure_of
from conv1d_lsp.interpreter.library.targets import Comparing, check_targets
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, GraphNode, Instance, ModelObject, Tensor, Value
from conv1d_lsp.shapes import OPEN, Shape, Unclear

#: The first axis of what a model of the program's own is called on.
BATCH = Unclear("how many samples a batch has")


def compare_own(
    m: Machine,
    record: Instance,
    method: str,
    given: Handed,
    result: Value,
    arguments: Arguments,
    node: cst.CSTNode,
    part: str = "",
) -> None:
    """Report what the losses and metrics that it was compiled with make of targets that do not fit.

    result: what the model gives for a batch of the data. part: the argument that holds both, if that is not `x`.
    """
    cls, compiled = record.cls, record.compiled
    if compiled is None or compiled.site is None or given.targets is None or has_own_losses(m, record):
        return
    outputs = [leaf for leaf in leaves(m, result) if isinstance(leaf, Array) and _is_of_batch(leaf)]
    if cls is None or not outputs or len(outputs) < len(list(leaves(m, result))):
        return
    ends = tuple(map(_as_output, outputs))
    structure = structure_of(m, result)
    model = ModelObject(cls.name, cls.name, compiled.site, outputs=ends, output_structure=structure, compiled=compiled)
    whole = given.origin is Origin.ARRAYS
    comparing = Comparing(model, method, arguments, node, part or ("y" if whole else "x"), whole, given.weights)
    check_targets(m, comparing, [each.shape for each in outputs], given.targets)


def _is_of_batch(array: Array) -> bool:
    """Whether it has an item for each sample."""
    return array.library == "tensorflow" and bool(array.shape.axes) and array.shape.known_axes[0] is BATCH


def _as_output(array: Array) -> Tensor:
    shape = Shape((OPEN, *array.shape.known_axes[1:]))
    if array.site is None:
        return Tensor(shape, None)
    return Tensor(shape, GraphNode(None, array.label, "", (), (shape,), array.site, 0))
