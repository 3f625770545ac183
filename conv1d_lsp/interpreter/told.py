"""Shapes that people tell: `x = load()  # shape: (n, 100, 3)`.

They are believed where the analyzer knows nothing, and checked where it knows. What is told without `None` is an array;
with `None`, a size that a model leaves open, or in a layer's `call`, it is a tensor of which it is not known what made
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.told_faults import ClaimDiffers, ShapeAsked, UnreadableClaim
from conv1d_lsp.interpreter.told_sizes import checked_size, found_size, told_size
from conv1d_lsp.interpreter.values import ONE_PERHAPS, TOLD, Array, Integer, Ref, Tensor, TupleValue, Unknown, Value
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear
from conv1d_lsp.shapes.grammar import ASKED, NoShape, ToldShape, read_shapes
from conv1d_lsp.source.comments import said_to_people
from conv1d_lsp.source.text import text_of

_TOLD = re.compile(r"#+\s*shape:\s*")

#: What people call the first axis of many samples.
_BATCH = re.compile(r"[nbm?]|bs|(?:n|num|number)_\w+|.*(?:batch|samples|examples).*", re.IGNORECASE)

#: What looks like a shape: only there a mistake is told.
_LIKE_A_SHAPE = re.compile(r"[(\[][\w\s,.?*+/-]*[)\]]?,?\s*$")


class Told(Struct, frozen=True):
    """What a comment or an annotation (`teller`) says, in the order of the targets."""

    shapes: tuple[ToldShape, ...]
    teller: cst.CSTNode


def told_by(m: Machine, comment: cst.Comment | None) -> Told | None:
    """The shapes that a comment tells; None for another comment."""
    start = None if comment is None or "shape:" not in comment.value else _TOLD.match(comment.value)
    if start is None or comment is None:
        return None
    text = said_to_people(comment.value)[start.end() :].strip()
    try:
        return Told(read_shapes(text), comment)
    except NoShape as error:
        if error.broken and _LIKE_A_SHAPE.match(text):
            m.report(UnreadableClaim(text, error.reason), comment, promise=Promise.RUNS)
        return None


def told_in_header(m: Machine, body: cst.BaseSuite) -> Told | None:
    """What the comment behind the colon of a `for` or `with` tells of what it binds."""
    return told_by(m, body.header.comment) if isinstance(body, cst.IndentedBlock) else None


def subjects_of(node: cst.BaseExpression) -> tuple[str, ...]:
    """What the shapes are about: a target or an expression, or the parts of a tuple. None of a target with a star."""
    if not isinstance(node, cst.Tuple | cst.List):
        return (text_of(node),)
    if any(isinstance(each, cst.StarredElement) for each in node.elements):
        return ()
    return tuple(text_of(each.value) for each in node.elements)


def believed_of(m: Machine, value: Value, told: Told | None, target: cst.BaseExpression) -> Value:
    """The value of a target or an expression, with what is told of it."""
    return value if told is None else believed(m, value, told, subjects_of(target))


def believed(m: Machine, value: Value, told: Told, subjects: Sequence[str]) -> Value:
    """The value, with what is told of it. subjects: what the shapes are about, one a shape; none for an expression."""
    once = told.shapes == (ASKED,)
    if once:
        told = replace(told, shapes=told.shapes * len(subjects))
    if len(told.shapes) == 1 and len(subjects) == 1:
        return _each(m, value, told, 0, subjects[0])
    if len(told.shapes) != len(subjects):
        return value
    whole = m.visible(value)
    parts: tuple[Value, ...] = (whole,) * len(subjects) if isinstance(whole, Unknown) else ()
    if isinstance(whole, TupleValue) and len(whole.items) == len(subjects):
        parts = whole.items
    if not parts:
        return value
    pairs = enumerate(zip(parts, subjects, strict=True))
    known = tuple(_each(m, part, told, index, subject, several=once) for index, (part, subject) in pairs)
    return replace(whole, items=known) if isinstance(whole, TupleValue) else TupleValue(known)


def _each(m: Machine, value: Value, told: Told, index: int, subject: str, *, several: bool = False) -> Value:
    """A value, of which one of the shapes is told."""
    one = _One(told.shapes[index], told.teller, subject, index)
    if one.shape == ASKED:
        _answer(m, m.visible(value), one, alone=not several)
        return value
    return m.each([value], lambda chosen: _known(m, chosen[0], one))


class _One(Struct, frozen=True):
    """What is told of one value."""

    shape: ToldShape
    teller: cst.CSTNode
    subject: str
    index: int

    @property
    def annotated(self) -> bool:
        return not isinstance(self.teller, cst.Comment)

    @property
    def perhaps_one(self) -> bool:
        """Whether it may be the shape of one sample: many leave out the batch axis when they tell of a layer."""
        first = self.shape.axes[0] if self.shape.axes else None
        return not (first is None or (isinstance(first, str) and _BATCH.fullmatch(first)))

    def sizes(self, m: Machine) -> Shape:
        return Shape(tuple(told_size(m, axis, self.teller) for axis in self.shape.axes or ()))

    def claim(self, m: Machine) -> Shape:
        """What is held against what is known. In comments, names are free, and so is that of the first axis."""
        if self.annotated:
            return self.sizes(m)
        axes = [checked_size(m, axis) for axis in self.shape.axes or ()]
        first = self.shape.axes[0] if self.shape.axes else None
        if isinstance(first, str) and not self.shape.leading:
            axes[0] = Unclear("the name of the first axis")
        return Shape(tuple(axes))


def _known(m: Machine, value: Value, told: _One) -> Value:
    """The value, as far as it is known by now."""
    match value:
        case Unknown():
            return value if told.shape.leading or value.reason == "the call fails" else _made(m, told)
        case Array() | Tensor() if not value.shape.ranked:
            unclear = told.shape.leading or (isinstance(value, Tensor) and told.perhaps_one)
            return value if unclear else replace(value, shape=told.sizes(m))
        case Array() | Tensor():
            return replace(value, shape=_merged(m, value.shape, told))
        case TupleValue() if len(value.items) > 1:
            shape = shape_of_items(value.items)
            if shape is not None:
                _merged(m, shape, told)
    return value


def _made(m: Machine, told: _One) -> Value:
    shape = told.sizes(m)
    if m.inside_layers or any(isinstance(axis, Open) for axis in shape):
        return Tensor(shape, None)
    return Array(shape, m.site(told.teller), ONE_PERHAPS if told.perhaps_one else "array", library=TOLD)


def _merged(m: Machine, shape: Shape, told: _One) -> Shape:
    """The shape with what is told of those axes that are not known. Says so where the others differ."""
    axes, said = shape.known_axes, told.shape.axes or ()
    before = len(axes) - len(said)
    if before < 0 or (before and not told.shape.leading):
        _compare(m, told.claim(m), shape, told)
        return shape
    for axis, size in zip(said, axes[before:], strict=True):
        if told.annotated:
            found_size(m, axis, size, told.teller)
    _compare(m, Shape((*axes[:before], *told.claim(m))), shape, told)
    believed = (*axes[:before], *told.sizes(m))
    return Shape(tuple(_better(said, known) for said, known in zip(believed, axes, strict=True)))


def _better(told: Dim, known: Dim) -> Dim:
    return told if isinstance(known, Unclear) and not isinstance(told, Open) else known


def _compare(m: Machine, claimed: Shape, actual: Shape, told: _One) -> None:
    """Reports a difference; the batch axis may be left out."""
    if claimed.equals(actual) is Truth.NO and Shape(actual.known_axes[1:]).equals(claimed) is Truth.NO:
        fault = ClaimDiffers(claimed, actual, told.subject, told.index, told.annotated, str(told.shape))
        m.report(fault, told.teller, promise=Promise.RUNS)


def _answer(m: Machine, value: Value, told: _One, alone: bool) -> None:
    """`# shape: ?`."""
    asked = ShapeAsked(told.subject, None, index=told.index, alone=alone)
    match value:
        case Array() | Tensor():
            asked = replace(asked, shape=value.shape)
        case TupleValue() if value.items and all(isinstance(item, Array | Tensor) for item in value.items):
            for number, item in enumerate(value.items):
                _answer(m, item, replace(told, subject=f"{told.subject}[{number}]"), alone=False)
            return
        case Integer() | TupleValue():
            shape = shape_of_items(value.items if isinstance(value, TupleValue) else (value,))
            if shape is None:
                return
            asked = replace(asked, shape=shape, sizes=True, alone=alone and isinstance(value, TupleValue))
        case Ref():
            outputs = getattr(m.record(value), "outputs", None) or ()
            for number, tensor in enumerate(outputs):
                subject = f"{told.subject}.output" if len(outputs) == 1 else f"{told.subject}.outputs[{number}]"
                _answer(m, tensor, replace(told, subject=subject), alone=False)
            return
        case Unknown():
            asked = replace(asked, reason=value.reason)
        case _:
            return
    m.report(asked, told.teller, promise=Promise.RUNS)
