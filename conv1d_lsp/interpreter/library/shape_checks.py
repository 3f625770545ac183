"""TensorFlow's functions that only look at shapes, and refuse another: `tf.debugging.assert_rank(x, 3)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import shape_items
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.told_faults import AssertionFails
from conv1d_lsp.interpreter.values import NONE, Array, Constant, Integer, Tensor, Value, is_none
from conv1d_lsp.shapes import Dim, Shape, Truth
from conv1d_lsp.source.text import text_of

#: A function, given what it is called with; None where it gives what another declaration says.
Check = Callable[[Machine, Arguments, cst.CSTNode], Value | None]

#: Whether a number of axes is refused.
_RANKS: Mapping[str, Callable[[int, int], bool]] = {
    "": lambda axes, rank: axes != rank,
    "_at_least": lambda axes, rank: axes < rank,
}


def _rank(refuses: Callable[[int, int], bool], words: str, m: Machine, given: Arguments, node: cst.CSTNode) -> Value:
    shape, rank = _shape(m, given.get(0, "x")), given.get(1, "rank")
    wanted = rank.known if isinstance(rank, Integer) else None
    if shape is not None and wanted is not None and refuses(len(shape), wanted):
        subject = f"{_written(node, 'x')}.ndim"
        m.report(AssertionFails(subject, str(len(shape)), words.format(wanted), words.format(wanted), True), node)
    return NONE


def _shapes(m: Machine, given: Arguments, node: cst.CSTNode) -> Value:
    """`tf.debugging.assert_shapes([(x, ("N", "T", 3)), (y, ("N",))])`: a letter is one size wherever it stands."""
    pairs = shape_items(m, given.get(0, "shapes") or NONE) or ()
    sizes: dict[object, Dim] = {}
    for pair in pairs:
        items = shape_items(m, m.visible(pair)) or ()
        wanted = shape_items(m, m.visible(items[1])) if len(items) == 2 else None
        shape = _shape(m, items[0]) if wanted is not None else None
        if shape is None or wanted is None or not all(map(_is_plain, wanted)):
            continue
        if len(shape) != len(wanted) or any(
            _differs(axis, stated, sizes) for axis, stated in zip(shape, wanted, strict=True)
        ):
            shown = f"({', '.join(_said(each) for each in wanted)}{',' if len(wanted) == 1 else ''})"
            subject = _subject_of_pair(node, pairs.index(pair))
            m.report(AssertionFails(subject, str(Shape(shape)), shown, shown, True), node)
            break
    return NONE


def _differs(axis: Dim, stated: Value, sizes: dict[object, Dim]) -> bool:
    if isinstance(stated, Integer):
        return axis.equals(stated.dim) is Truth.NO
    if isinstance(stated, Constant) and isinstance(stated.value, str) and stated.value != "*":
        return sizes.setdefault(stated.value, axis).equals(axis) is Truth.NO
    return False


def _is_plain(stated: Value) -> bool:
    """A number, a letter or None: `...` stands for several axes."""
    return (isinstance(stated, Integer) and stated.known is not None) or (
        isinstance(stated, Constant) and (stated.value is None or isinstance(stated.value, str))
    )


def _said(stated: Value) -> str:
    return str(stated.known) if isinstance(stated, Integer) else str(getattr(stated, "value", "?"))


def _subject_of_pair(node: cst.CSTNode, index: int) -> str:
    written = node.args[0].value if isinstance(node, cst.Call) and node.args else None
    element = written.elements[index].value if isinstance(written, cst.List | cst.Tuple) else None
    named = element.elements[0].value if isinstance(element, cst.Tuple) and element.elements else None
    return "the shape" if named is None else f"{text_of(named)}.shape"


def _ensured(m: Machine, given: Arguments, node: cst.CSTNode) -> Value | None:
    """`tf.ensure_shape(x, (None, 100, 3))`."""
    shape, items = _shape(m, given.get(0, "x")), shape_items(m, given.get(1, "shape") or NONE)
    if shape is None or items is None or not all(is_none(each) or isinstance(each, Integer) for each in items):
        return None
    pairs = zip(shape, items, strict=False)
    if len(shape) == len(items) and not any(_differs(axis, stated, {}) for axis, stated in pairs):
        return None
    shown = str(shape_of_items(items))
    return m.report(AssertionFails(f"{_written(node, 'x')}.shape", str(Shape(shape)), shown, shown, True), node)


def _shape(m: Machine, value: Value | None) -> tuple[Dim, ...] | None:
    """The sizes of what is asked about; those of a symbolic tensor where TensorFlow's own stand for it."""
    value = None if value is None else m.visible(value)
    if isinstance(value, Array) or (isinstance(value, Tensor) and m.inside_layers):
        return tuple(value.shape.known_axes) if value.shape.ranked else None
    return None


def _written(node: cst.CSTNode, name: str) -> str:
    for argument in node.args if isinstance(node, cst.Call) else ():
        if argument.keyword is None or argument.keyword.value == name:
            return text_of(argument.value)
    return name


SHAPE_CHECKS: Mapping[str, Check] = {
    "tensorflow.ensure_shape": _ensured,
    **{
        f"tensorflow.{module}assert_rank{kind}": partial(_rank, refuses, "{}" if not kind else "at least {}")
        for module in ("", "debugging.")
        for kind, refuses in _RANKS.items()
    },
    "tensorflow.debugging.assert_shapes": _shapes,
}
