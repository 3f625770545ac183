"""Tuples of sizes read as shapes."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, Integer, Unknown, Value
from conv1d_lsp.layers import Inputs
from conv1d_lsp.shapes import OPEN, Dim, Shape


def shape_of_items(items: Sequence[Value]) -> Shape | None:
    """`(None, 100, 3)` as a shape; None if something in it is no size."""
    axes: list[Dim] = []
    for item in items:
        if isinstance(item, Integer | Unknown):
            axes.append(item.dim)
        elif isinstance(item, Constant) and item.value is None:
            axes.append(OPEN)
        else:
            return None
    return Shape(tuple(axes))


def shapes_in(m: Machine, value: Value) -> Inputs | None:
    """A tuple or list of sizes as a shape; several of them as several shapes."""
    items = elements(m, value)
    if items is None:
        return None
    shape = shape_of_items(items)
    if shape is not None:
        return shape
    inner = [elements(m, item) for item in items]
    shapes = tuple(None if each is None else shape_of_items(each) for each in inner)
    known = tuple(each for each in shapes if each is not None)
    return known if len(known) == len(shapes) else None
