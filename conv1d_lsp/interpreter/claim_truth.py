"""Whether a claim may hold of a shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from conv1d_lsp.interpreter.claim_texts import ClaimText
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.told_sizes import claimed_size
from conv1d_lsp.interpreter.values import Tensor, Value
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear

_NUMBER = re.compile(r"\d+")
_SAMPLES = re.compile(r"batch|samples|examples", re.IGNORECASE)
_INPUT = re.compile(r"\binput_(?:shape|dim)\b|\bbatch_input_shape\b")


def claimed(m: Machine, claim: ClaimText) -> Shape:
    """What a claim says, as far as it is known what its names are; the name of the first axis is free."""
    axes: list[Dim] = [claimed_size(m, axis) for axis in claim.axes]
    if not claim.shape.leading and isinstance(claim.axes[0], str):
        axes[0] = Unclear("the name of the first axis")
    return Shape(tuple(axes))


def differs(m: Machine, claim: ClaimText, actual: Shape) -> bool:
    """Whether the claim certainly does not hold; a claim may leave the batch axis out, and that of the channels of
    pictures."""
    said = claimed(m, claim)
    axes = actual.known_axes
    if claim.shape.leading:
        last = axes[max(0, len(axes) - len(said.known_axes)) :]
        return said.equals(Shape(last)) is Truth.NO
    readings: list[Sequence[Dim]] = [axes]
    if not _has_batch_axis(claim, axes):
        readings.append(axes[1:])
    if len(axes) > 3:
        readings += [axes[1:-1], axes[2:]]
    return all(said.equals(Shape(tuple(reading))) is Truth.NO for reading in readings)


def _has_batch_axis(claim: ClaimText, axes: Sequence[Dim]) -> bool:
    """Whether the first axis that is claimed is surely the batch axis. None may be that of open steps."""
    first = claim.axes[0]
    if first is None:
        return len(axes) > 1 and axes[1].value is not None
    return isinstance(first, str) and _SAMPLES.search(first) is not None


def is_near(m: Machine, claim: ClaimText, actual: Shape, code: str) -> bool:
    """Whether numbers that no word calls a shape are one with a mistake in it, and no kernel, range or count."""
    said, axes = claimed(m, claim).known_axes, actual.known_axes
    if len(said) not in (len(axes), len(axes) - 1) or any(isinstance(each, int) and each < 1 for each in claim.axes):
        return False
    right = _agreeing(said, axes[len(axes) - len(said) :])
    numbers = {str(each) for each in claim.axes if isinstance(each, int)}
    repeated = len(said) < 3 and numbers <= set(_NUMBER.findall(code))
    return right and not repeated


def _agreeing(said: Iterable[Dim], axes: Iterable[Dim]) -> bool:
    return any(
        a.value is not None and a.value > 1 and a.equals(b) is Truth.YES for a, b in zip(said, axes, strict=True)
    )


def is_of_input(m: Machine, claim: ClaimText, value: Value, code: str) -> bool:
    """Whether it may be about what goes into a layer: names alone, or the shape that the line itself says goes in."""
    if any(isinstance(axis, int) for axis in claim.axes) and not _INPUT.search(code):
        return False
    return holds_of_input(m, claim, value) is True


def holds_of_input(m: Machine, claim: ClaimText, value: Value) -> bool | None:
    """Whether it may be the shape of what goes into the layer that gives the value; None where nothing does."""
    inputs = value.node.inputs if isinstance(value, Tensor) and value.node is not None else ()
    known = [each.shape for each in inputs if each.shape.ranked]
    return any(not differs(m, claim, shape) for shape in known) if known else None
