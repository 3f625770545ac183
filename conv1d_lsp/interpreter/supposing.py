"""What a second attempt with defaults adds to a first one in which they were known by name only."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.findings import Finding, Notes, Promise
from conv1d_lsp.interpreter.least import least_value, needed
from conv1d_lsp.interpreter.values import Array, Tensor
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.layers.faults import TooShort
from conv1d_lsp.shapes import Number, Open, Shape, Unclear

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
    """The calls of whose tensors the second attempt tells more."""
    first = _best_told(named) | dict.fromkeys(_choices(named), _NOT_TOLD)
    return {event.site.node for event in supposed.tensors if _told(event.shape) > first.get(event.site.node, _NOT_TOLD)}


def _best_told(notes: Notes) -> dict[cst.CSTNode, int]:
    """How well the tensors of each call are told, those that are told best."""
    best: dict[cst.CSTNode, int] = {}
    for event in notes.tensors:
        best[event.site.node] = max(best.get(event.site.node, _NOT_TOLD), _told(event.shape))
    return best


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
    said = _told_values(named)
    more = {target for target, told in _told_values(supposed).items() if told > said.get(target, _NOT_TOLD)}
    assignments = [event for event in named.assignments if event.target not in more]
    assignments += [event for event in supposed.assignments if event.target in more]
    warned = [
        replace(each, promise=Promise.RAISES_SUPPOSING, supposing=supposing, needs=_needs(named, each))
        for each in findings
    ]
    return Notes([*named.findings, *warned], tensors, assignments, named.partly, [*named.claims, *supposed.claims])


def is_number(shape: Shape) -> bool:
    """Whether all axes are numbers or open."""
    return shape.ranked and all(isinstance(axis, Open) or axis.value is not None for axis in shape.known_axes)


def is_told(shape: Shape) -> bool:
    """Whether all axes are at least known by name, whatever the round of a loop."""
    return _told(shape) == _TOLD


def _needs(named: Notes, finding: Finding) -> str | None:
    """What the name must be that decides whether an input is long enough, for this call and all others."""
    here = (event for event in named.tensors if event.site.node is finding.site.node)
    least = next((each for event in here if (each := least_value(event)) is not None), None)
    return needed(named.tensors, least[0]) if least is not None and isinstance(finding.fault, TooShort) else None


_NOT_TOLD, _TOLD_OF_A_ROUND, _TOLD = range(3)


def _told(shape: Shape) -> int:
    """How well a shape is told: whether all axes are at least known by name, and not only within a round of a loop."""
    if not shape.ranked or any(isinstance(axis, Unclear) for axis in shape.known_axes):
        return _NOT_TOLD
    sizes = (axis.expression for axis in shape.known_axes if isinstance(axis, Number) and axis.value is None)
    return _TOLD_OF_A_ROUND if any(each.passing for size in sizes for each in size.symbols()) else _TOLD


def _told_values(notes: Notes) -> dict[cst.CSTNode, int]:
    """The same for what variables got."""
    best: dict[cst.CSTNode, int] = {}
    for event in notes.assignments:
        if isinstance(event.value, Tensor | Array):
            best[event.target] = max(best.get(event.target, _NOT_TOLD), _told(event.value.shape))
    return best
