"""Weights of samples against the values of a loss."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import BadSetting
from conv1d_lsp.interpreter.library.handed import argument
from conv1d_lsp.interpreter.library.judges import Judge
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array
from conv1d_lsp.losses import Facts, Raises
from conv1d_lsp.shapes import Shape


def check_weights(
    m: Machine,
    method: str,
    arguments: Arguments,
    judge: Judge,
    shapes: tuple[Shape, Shape],
    facts: Facts,
    node: cst.CSTNode,
) -> bool:
    """Report `sample_weight` that a loss can't take; whether it did. shapes: of one batch of outputs and of targets."""
    weights, index = argument(m, method, arguments, "sample_weight")
    if not isinstance(weights, Array) or not weights.shape.axes or judge.settings:
        return False
    output, target = shapes
    of_batch = Shape((output.known_axes[0], *weights.shape.axes[1:]))
    if not isinstance(judge.measure.weighted(output, target, of_batch, facts), Raises):
        return False
    each = "a weight for each value of the loss" if len(output.known_axes) > 2 else "one weight for each sample"
    m.report(BadSetting(method, "sample_weight", f"an array of shape {weights.shape}", each, index), node)
    return True
