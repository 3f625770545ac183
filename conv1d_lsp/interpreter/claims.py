"""Comments that state the shape of what their line gives: `# this should return (32, 98, 64)`.

What is claimed of a line is judged once the whole file is known: the line may be passed more than once, and a claim
that holds in one pass is none that misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import libcst as cst

from conv1d_lsp.interpreter.claim_subjects import Subject, named_subject, shape_of, subjects_of
from conv1d_lsp.interpreter.claim_texts import ClaimText, claims_in
from conv1d_lsp.interpreter.claim_truth import claimed, differs, holds_of_input, is_near, is_of_input
from conv1d_lsp.interpreter.findings import ClaimEvent, Finding, Promise
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ANYTHING_REBOUND, RAISED
from conv1d_lsp.interpreter.told_faults import ClaimDiffers
from conv1d_lsp.interpreter.values import Array, LayerObject, ModelObject, Ref, Tensor, TupleValue
from conv1d_lsp.shapes import Shape, Truth
from conv1d_lsp.source.text import text_of

#: What gives the sizes of something.
_SIZES = re.compile(r"\.\w*shape\b|\bint_shape\(")

#: What a comment claims, and the shape that the name which its line assigns to had before.
Claimed = tuple[Sequence[ClaimText], Shape | None]


def claims_behind(m: Machine, line: cst.SimpleStatementLine, comment: cst.Comment) -> Claimed | None:
    """What the comment at the end of a line that is about to be executed claims, if it does."""
    claims = () if m.silent or len(line.body) != 1 else claims_in(comment.value)
    if not claims:
        return None
    match line.body[0]:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
            before = named_subject(m, name)
            return claims, None if before is None else shape_of(before[1])
    return claims, None


def check_claims(m: Machine, line: cst.SimpleStatementLine, comment: cst.Comment, said: Claimed) -> None:
    """Compare what a line's comment claims with what the line gives. A difference runs; it misleads."""
    claims, before = said
    if claims[0].subject:
        subject = named_subject(m, claims[0].subject)
        subjects: Sequence[Subject] = [] if subject is None else [subject]
    else:
        subjects = subjects_of(m, line.body[0])
    if len(subjects) != len(claims):
        return
    code = text_of(line.body[0])
    for index, (claim, subject) in enumerate(zip(claims, subjects, strict=True)):
        if before is None or not isinstance(subject[1], Array) or differs(m, claim, before):
            held_against(m, claim, comment, subject, code, index=index)


def check_listed(m: Machine, model: Ref, written: cst.List | cst.Tuple) -> None:
    """The same for the layers that are written in the list of a Sequential, each with its comment behind it."""
    record = m.record(model)
    if m.silent or not isinstance(record, ModelObject) or record.inputs is None:
        return
    made = {site.node: layer for layer, site in zip(record.layers, record.layer_sites, strict=True)}
    for element in written.elements:
        comment = _comment_behind(element, written)
        claims = () if comment is None else claims_in(comment.value)
        layer = None if element.value not in made else m.record(made[element.value])
        if comment is None or len(claims) != 1 or not isinstance(layer, LayerObject) or not layer.called:
            continue
        outputs = layer.called[-1].outputs
        if len(outputs) == 1 and not claims[0].subject:
            output = Tensor(outputs[0], layer.called[-1])
            held_against(m, claims[0], comment, (layer.label, output), text_of(element.value))


def _comment_behind(element: cst.BaseElement, written: cst.List | cst.Tuple) -> cst.Comment | None:
    blanks = element.comma.whitespace_after if isinstance(element.comma, cst.Comma) else None
    if blanks is None and isinstance(written, cst.List):
        blanks = written.rbracket.whitespace_before
    return blanks.first_line.comment if isinstance(blanks, cst.ParenthesizedWhitespace) else None


def held_against(
    m: Machine,
    claim: ClaimText,
    comment: cst.Comment | cst.SimpleString | cst.FormattedStringText,
    subject: Subject | None,
    code: str = "",
    *,
    index: int = 0,
    anywhere: bool = False,
) -> None:
    """Note whether a claim may hold of a subject.

    code: what the line says: its own numbers are not about a shape. index: which claim of the comment it is. anywhere:
    it may be about something else.
    """
    state = m.state.variables
    if subject is None or ANYTHING_REBOUND in state or RAISED in state:
        return
    name, value = subject
    value = m.visible(value)
    actual = shape_of(value)
    fault = None
    if isinstance(value, TupleValue) and not _SIZES.search(code):
        return  # a pair of numbers, and no shape
    if actual is not None and differs(m, claim, actual):
        sure = claim.sure or isinstance(value, TupleValue)
        if is_of_input(m, claim, value, code) or not (sure or is_near(m, claim, actual, code)):
            return
        written = comment.value[claim.start : claim.end]
        fault = ClaimDiffers(
            claimed(m, claim), actual, name, written=written, place=(claim.start, claim.end), axes=claim.axes
        )
    m.notes.claims.append(ClaimEvent(m.site(comment), fault, anywhere, index, holds_of_input(m, claim, value)))


def judge_claims(m: Machine) -> None:
    """Tell of each claim that holds in no pass."""
    done = {(event.site.node, event.index) for event in m.notes.claims if event.fault is None}
    inputs_meant = _are_of_inputs(m.notes.claims)
    for event in m.notes.claims:
        claim, fault = (event.site.node, event.index), event.fault
        if fault is None or claim in done:
            continue
        if event.anywhere and isinstance(fault, ClaimDiffers) and _is_anywhere(m, fault.claimed):
            continue
        if inputs_meant and event.of_input:
            continue
        done.add(claim)
        m.notes.findings.append(Finding(fault, event.site, Promise.RUNS))


#: So many comments that hold of inputs alone are no mistakes.
_SEVERAL = 2


def _are_of_inputs(events: Iterable[ClaimEvent]) -> bool:
    """Whether the program's comments tell what goes into layers: more of them hold of that alone than of outputs."""
    layered = [event for event in events if event.of_input is not None]
    of_inputs = {event.site.node for event in layered if event.fault is not None and event.of_input}
    of_outputs = {event.site.node for event in layered if event.fault is None and not event.of_input}
    return len(of_inputs) >= _SEVERAL and len(of_inputs) > len(of_outputs)


def _is_anywhere(m: Machine, claimed: Shape) -> bool:
    """Whether something in the program may have this shape, with or without its batch axis."""
    shapes = [event.shape for event in m.notes.tensors]
    shapes += [event.value.shape for event in m.notes.assignments if isinstance(event.value, Tensor | Array)]
    return any(
        not shape.ranked
        or not all(claimed.equals(Shape(axes)) is Truth.NO for axes in (shape.known_axes, shape.known_axes[1:]))
        for shape in shapes
    )
