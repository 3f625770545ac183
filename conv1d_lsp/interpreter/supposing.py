"""What a second attempt with defaults adds to a first one in which they were known by name only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import libcst as cst

from conv1d_lsp.interpreter.findings import AssignmentEvent, Finding, Notes, Promise
from conv1d_lsp.interpreter.least import least_value, needed
from conv1d_lsp.interpreter.values import Array, Tensor
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.layers.faults import TooShort
from conv1d_lsp.shapes import Open, Shape, Unclear

Place = tuple[cst.CSTNode, type]


def places(notes: Notes) -> set[Place]:
    """Where something goes wrong, and what."""
    return {(finding.site.node, type(finding.fault)) for finding in notes.findings}


def failing_anew(named: Notes, supposed: Notes) -> list[Finding]:
    """What raises in the second attempt only."""
    always = places(named)
    return [
        finding
        for finding in supposed.findings
        if finding.promise is Promise.RAISES and (finding.site.node, type(finding.fault)) not in always
    ]


def told_better(named: Notes, supposed: Notes) -> set[cst.CSTNode]:
    """The calls whose tensors only the second attempt tells."""
    told = {event.site.node for event in named.tensors if is_told(event.shape)} - _choices(named)
    return {event.site.node for event in supposed.tensors if is_told(event.shape)} - told


def _choices(notes: Notes) -> set[cst.CSTNode]:
    """The calls that give one of several shapes, depending on what is not known."""
    first: dict[tuple[cst.CSTNode, Site | None], Shape] = {}
    for event in notes.tensors:
        first.setdefault((event.site.node, event.site.caller), event.shape)
    return {
        event.site.node for event in notes.tensors if not event.shape.same(first[event.site.node, event.site.caller])
    }


def merged_notes(named: Notes, supposed: Notes, findings: Sequence[Finding], supposing: str) -> Notes:
    """What names tell, what the defaults tell where names tell nothing, and what fails for the defaults."""
    better = told_better(named, supposed)
    tensors = [event for event in named.tensors if event.site.node not in better]
    tensors += [replace(event, supposing=supposing) for event in supposed.tensors if event.site.node in better]
    said = {event.target for event in named.assignments if _is_told_value(event)}
    more = {event.target for event in supposed.assignments if _is_told_value(event)} - said
    assignments = [event for event in named.assignments if event.target not in more]
    assignments += [event for event in supposed.assignments if event.target in more]
    warned = [
        replace(each, promise=Promise.RAISES_SUPPOSING, supposing=supposing, needs=_needs(named, each))
        for each in findings
    ]
    return Notes([*named.findings, *warned], tensors, assignments, named.partly)


def is_number(shape: Shape) -> bool:
    """Whether all axes are numbers or open."""
    return shape.ranked and all(isinstance(axis, Open) or axis.value is not None for axis in shape.known_axes)


def _needs(named: Notes, finding: Finding) -> str | None:
    """What the name must be that decides whether an input is long enough, for this call and all others."""
    here = (event for event in named.tensors if event.site.node is finding.site.node)
    least = next((each for event in here if (each := least_value(event)) is not None), None)
    return needed(named.tensors, least[0]) if least is not None and isinstance(finding.fault, TooShort) else None


def is_told(shape: Shape) -> bool:
    """Whether all axes are at least known by name."""
    return shape.ranked and not any(isinstance(axis, Unclear) for axis in shape.known_axes)


def _is_told_value(event: AssignmentEvent) -> bool:
    return isinstance(event.value, Tensor | Array) and is_told(event.value.shape)
