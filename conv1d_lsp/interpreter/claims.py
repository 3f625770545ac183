"""Comments that state the shape of what their line gives: `# this should return (32, 98, 64)`.

What is claimed of a line is judged once the whole file is known: the line may be passed more than once, and a claim
that holds in one pass is none that misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeGuard

import libcst as cst

from conv1d_lsp.interpreter.claim_texts import ClaimText, claim_in
from conv1d_lsp.interpreter.findings import ClaimEvent, Finding, Promise
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ANYTHING_REBOUND, RAISED
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.told_faults import ClaimDiffers
from conv1d_lsp.interpreter.told_sizes import claimed_size
from conv1d_lsp.interpreter.values import Array, LayerObject, ModelObject, Ref, Tensor, TupleValue, Unknown, Value
from conv1d_lsp.interpreter.variables import read_name
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear
from conv1d_lsp.source.text import text_of

#: Something that has a shape, and what it is called.
Subject = tuple[str, Value]

_NUMBER = re.compile(r"\d+")
_SAMPLES = re.compile(r"batch|samples|examples", re.IGNORECASE)


def check_claim(m: Machine, line: cst.SimpleStatementLine, comment: cst.Comment) -> None:
    """Compare what a line's comment claims with what the line gives. A difference runs; it misleads."""
    claim = None if m.silent or len(line.body) != 1 else claim_in(comment.value)
    if claim is None:
        return
    statement = line.body[0]
    if claim.subject:
        held_against(m, claim, comment, named_subject(m, claim.subject))
    elif (subject := subject_of(m, statement)) is not None:
        held_against(m, claim, comment, subject, text_of(statement))


def check_listed(m: Machine, model: Ref, written: cst.List | cst.Tuple) -> None:
    """The same for the layers that are written in the list of a Sequential, each with its comment behind it."""
    record = m.record(model)
    if m.silent or not isinstance(record, ModelObject) or record.inputs is None:
        return
    made = {site.node: layer for layer, site in zip(record.layers, record.layer_sites, strict=True)}
    for element in written.elements:
        comment = _comment_behind(element, written)
        claim = None if comment is None else claim_in(comment.value)
        layer = None if element.value not in made else m.record(made[element.value])
        if comment is None or claim is None or claim.subject or not isinstance(layer, LayerObject) or not layer.called:
            continue
        outputs = layer.called[-1].outputs
        if len(outputs) == 1:
            held_against(m, claim, comment, (layer.label, Tensor(outputs[0], None)), text_of(element.value))


def _comment_behind(element: cst.BaseElement, written: cst.List | cst.Tuple) -> cst.Comment | None:
    blanks = element.comma.whitespace_after if isinstance(element.comma, cst.Comma) else None
    if blanks is None and isinstance(written, cst.List):
        blanks = written.rbracket.whitespace_before
    return blanks.first_line.comment if isinstance(blanks, cst.ParenthesizedWhitespace) else None


def held_against(
    m: Machine,
    claim: ClaimText,
    comment: cst.Comment | cst.SimpleString,
    subject: Subject | None,
    code: str = "",
    *,
    anywhere: bool = False,
) -> None:
    """Note whether a claim may hold of a subject.

    code: what the line says: its own numbers are not about a shape. anywhere: the claim may be about something else.
    """
    state = m.state.variables
    if subject is None or ANYTHING_REBOUND in state or RAISED in state:
        return
    name, value = subject
    actual = shape_of(m.visible(value))
    fault = None
    if actual is not None and differs(m, claim, actual):
        if not claim.sure and not _is_near(m, claim, actual, code):
            return
        written = comment.value[claim.start : claim.end]
        fault = ClaimDiffers(
            claimed(m, claim), actual, name, written=written, place=(claim.start, claim.end), axes=claim.axes
        )
    m.notes.claims.append(ClaimEvent(m.site(comment), fault, anywhere))


def judge_claims(m: Machine) -> None:
    """Tell of each claim that holds in no pass."""
    held = {event.site.node for event in m.notes.claims if event.fault is None}
    told: set[cst.CSTNode] = set()
    for event in m.notes.claims:
        node, fault = event.site.node, event.fault
        if fault is None or node in held or node in told or (event.anywhere and _is_anywhere(m, fault.claimed)):
            continue
        told.add(node)
        m.notes.findings.append(Finding(fault, event.site, Promise.RUNS))


def _is_anywhere(m: Machine, claimed: Shape) -> bool:
    """Whether something in the program may have this shape, with or without its batch axis."""
    shapes = [event.shape for event in m.notes.tensors]
    shapes += [event.value.shape for event in m.notes.assignments if isinstance(event.value, Tensor | Array)]
    return any(
        not shape.ranked
        or not all(claimed.equals(Shape(axes)) is Truth.NO for axes in (shape.known_axes, shape.known_axes[1:]))
        for shape in shapes
    )


# What a claim is about


def named_subject(m: Machine, name: str) -> Subject | None:
    """`x`, or `self.x`, if it has a shape by now."""
    first, *parts = name.split(".")
    value = m.visible(read_name(m, first))
    for part in parts:
        value = m.visible(m.attribute(value, part, cst.Name(part))) if isinstance(value, Ref) else Unknown("no object")
    return (name, value) if shape_of(value) is not None else None


def subject_of(m: Machine, statement: cst.BaseSmallStatement) -> Subject | None:
    """What a claim at the end of the line is about: what is assigned or returned, the one thing printed."""
    match statement:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name() | cst.Attribute() as target)]):
            return _target(m, target)
        case cst.AnnAssign(target=cst.Name() | cst.Attribute() as target, value=cst.BaseExpression()):
            return _target(m, target)
        case cst.AugAssign(target=cst.Name() | cst.Attribute() as target):
            return _target(m, target)
        case cst.Return(value=cst.BaseExpression() as expression) if m.exits.returns:
            return text_of(expression), m.exits.returns[-1][1]
        case cst.Expr(value=expression):
            return _expressed(m, expression)
    return None


def _target(m: Machine, target: cst.BaseExpression) -> Subject:
    return text_of(target), _evaluated_again(m, target)


def _expressed(m: Machine, expression: cst.BaseExpression) -> Subject | None:
    if _is_print(expression):
        if len(expression.args) != 1:
            return None
        expression = expression.args[0].value
    match expression:
        case cst.Call(func=cst.Attribute(value=owner, attr=cst.Name("add"))):
            return _output(m, owner)
        case cst.Call() | cst.Name() | cst.Attribute() | cst.Subscript():
            return text_of(expression), _evaluated_again(m, expression)
    return None


def _output(m: Machine, owner: cst.BaseExpression) -> Subject | None:
    """What a Sequential gives by now: behind `model.add(...)`, that is what the new layer gives."""
    model = m.visible(m.evaluate(owner)) if isinstance(owner, cst.Name | cst.Attribute) else None
    record = m.record(model) if isinstance(model, Ref) else None
    outputs = record.outputs if isinstance(record, ModelObject) else None
    return None if outputs is None or len(outputs) != 1 else (f"{text_of(owner)}.output", outputs[0])


def prints(statement: cst.BaseSmallStatement) -> bool:
    """Whether it is `print(...)`: a shape behind it is about what is printed."""
    return isinstance(statement, cst.Expr) and _is_print(statement.value)


def _is_print(node: cst.BaseExpression) -> TypeGuard[cst.Call]:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "print"


def _evaluated_again(m: Machine, expression: cst.BaseExpression) -> Value:
    """The value of an expression that was executed already, without its effects."""
    outer = m.state
    m.state = outer.fork()
    try:
        with m.aside():
            return m.visible(m.evaluate(expression))
    finally:
        m.state = outer


def shape_of(value: Value) -> Shape | None:
    """The shape that a claim about a value speaks of; None where that is not known, or there is none."""
    if isinstance(value, Tensor | Array):
        return value.shape if value.shape.ranked else None
    if isinstance(value, TupleValue) and len(value.items) > 1:
        return shape_of_items(value.items)
    return None


# Whether it holds


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


def _is_near(m: Machine, claim: ClaimText, actual: Shape, code: str) -> bool:
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
