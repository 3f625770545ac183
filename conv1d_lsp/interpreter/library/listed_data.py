"""Lists of numbers or of arrays where Keras wants one array of them."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst
from msgspec import Struct

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.data_faults import ListAsData
from conv1d_lsp.interpreter.library.convert import DEEPEST_STRUCTURE
from conv1d_lsp.interpreter.library.handed import Handed, Origin, argument
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    Either,
    Integer,
    ListObject,
    ModelObject,
    Ref,
    TupleValue,
    Unknown,
    Value,
    is_none,
)
from conv1d_lsp.interpreter.values.either import possibilities
from conv1d_lsp.settings import Generation

#: Methods that hand their arguments to the same adapters of data.
_ADAPT = ("fit", "evaluate", "predict")

_NAMES = ("x", "y", "sample_weight")


class _Lists(Struct, frozen=True):
    """What is handed over, and where: see `check_lists`."""

    m: Machine
    method: str
    given: Handed
    record: ModelObject | None
    arguments: Arguments
    node: cst.CSTNode
    part: str

    def check(self) -> Unknown | None:
        parts = zip(_NAMES, (self.given.data, self.given.targets, self.given.weights), strict=True)
        kinds = {name: set(_kinds(self.m, value, 0)) for name, value in parts if value is not None}
        everything = set[str]().union(*kinds.values())
        if "number" in everything:
            certain = self.m.keras is Generation.KERAS_3 or "array" in everything
            name = next(name for name, found in kinds.items() if "number" in found)
            return self._report(name, "numbers") if certain else None
        return self._report("x", "arrays") if _holds_samples(self.m, self.given.data, self.record) else None

    def _report(self, name: str, of: str) -> Unknown:
        _, index = argument(self.m, self.method, self.arguments, name)
        fault = ListAsData(self.method, name, None if self.part else index, of, self.part)
        return self.m.report(fault, self.node, made=None if self.record is None else self.record.site)


def check_lists(
    m: Machine,
    method: str,
    given: Handed,
    record: ModelObject | None,
    arguments: Arguments,
    node: cst.CSTNode,
    part: str = "",
) -> Unknown | None:
    """Report data, targets or weights that are lists of numbers, or data that is a list of samples.

    Keras 2 takes lists of numbers if no array stands beside them. part: the argument that holds them.
    """
    if given.origin is not Origin.ARRAYS or method not in _ADAPT:
        return None
    return _Lists(m, method, given, record, arguments, node, part).check()


def _kinds(m: Machine, value: Value, depth: int) -> Iterator[str]:
    """What stands in a structure: "array", "number", or "?" for what is not known."""
    m.tick()
    value = m.visible(value)
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(value, Array):
        yield "array" if value.shape.axes else "number" if value.shape.axes == () else "?"
    elif isinstance(value, Integer) or (isinstance(value, Constant) and not is_none(value)):
        yield "number"
    elif isinstance(value, Either):
        kinds = {kind for choice in possibilities(value) for kind in _kinds(m, choice, depth + 1)}
        yield kinds.pop() if len(kinds) == 1 else "?"
    elif depth > DEEPEST_STRUCTURE:
        yield "?"
    elif isinstance(value, TupleValue):
        yield from _of_items(m, value.items, depth)
    elif isinstance(record, ListObject) and record.kind == "list" and record.items is not None:
        yield from _of_items(m, record.items, depth)
    elif isinstance(record, ListObject) and record.kind == "list" and record.element is not None:
        yield from _kinds(m, record.element, depth + 1)
    else:
        yield "?"


def _of_items(m: Machine, items: tuple[Value, ...], depth: int) -> Iterator[str]:
    """The kinds of the items, each once."""
    yield from {kind for item in items for kind in _kinds(m, item, depth + 1)}


def _holds_samples(m: Machine, data: Value, record: ModelObject | None) -> bool:
    """Whether it is a list of arrays that certainly are samples of a model's one input: each as long as that is."""
    listed = m.record(data) if isinstance(data, Ref) else None
    if not isinstance(listed, ListObject) or listed.kind != "list" or record is None:
        return False
    if record.uncertain or record.inputs is None:
        return False
    items = listed.items if listed.items is not None else () if listed.element is None else (listed.element,)
    shapes = [item.shape.axes for item in map(m.visible, items) if isinstance(item, Array)]
    expected = record.inputs[0].shape.axes if len(record.inputs) == 1 else None
    if expected is None or not shapes or len(shapes) < len(items) or expected[-1].value in (1, None):
        return False
    return all(axes is not None and len(axes) == len(expected) - 1 > 1 for axes in shapes)
