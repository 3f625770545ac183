"""Weights of samples against the values of a loss."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import BadSetting
from conv1d_lsp.interpreter.library.handed import argument
from conv1d_lsp.interpreter.library.judges import Judge
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Value
from conv1d_lsp.losses import Facts, Raises
from conv1d_lsp.shapes import Shape


def check_weights(
    m: Machine,
    method: str,
    arguments: Arguments,
    part: str,
    weights: Value | None,
    judge: Judge,
    shapes: tuple[Shape, Shape],
    facts: Facts,
    node: cst.CSTNode,
) -> bool:
    """Report weights that a loss can't take; whether it did. shapes: of one batch of outputs and of targets.

    part: the argument that holds them beside data and targets, or "y" where they are an argument of their own.
    """
    weights = None if weights is None else m.visible(weights)
    if not isinstance(weights, Array) or not weights.shape.axes or judge.settings:
        return False
    output, target = shapes
    of_batch = Shape((output.known_axes[0], *weights.shape.axes[1:]))
    if not isinstance(judge.measure.weighted(output, target, of_batch, facts), Raises):
        return False
    each = "a weight for each value of the loss" if len(output.known_axes) > 2 else "one weight for each sample"
    if part == "y":
        index = argument(m, method, arguments, "sample_weight")[1]
        fault = BadSetting(method, "sample_weight", f"an array of shape {weights.shape}", each, index)
    else:
        index = argument(m, method, arguments, part)[1]
        fault = BadSetting(method, part, f"weights of {len(weights.shape.axes)} axes", f"data with {each}", index)
    m.report(fault, node)
    return True
