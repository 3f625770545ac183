"""Shapes between the code: after a variable that is assigned to, else at the end of the line that makes a tensor."""

from collections.abc import Iterable, Iterator

from lsprotocol import types as t

from conv1d_lsp.diagnostics import Analysis, Place, ShownShape, TensorFact, VariableFact, show_shape
from conv1d_lsp.server.snapshot import Snapshot

_MOST_PASSES = 3


def inlay_hints(snapshot: Snapshot, wanted: t.Range) -> list[t.InlayHint]:
    """The hints on the wanted lines, one a line at most: the code must not drown."""
    hints: dict[int, t.InlayHint] = {}
    for place, label in _after_variables(snapshot.analysis):
        end = snapshot.text.position(place.end_line, place.end_column)
        hints.setdefault(end.line, t.InlayHint(end, label, kind=t.InlayHintKind.Type))
    for line, facts in _by_last_line(snapshot.analysis.tensors).items():
        end = snapshot.text.line_end(line)
        label = _joined((fact.shape,) for fact in facts)
        if label and end.line not in hints:
            tooltip = "\n".join(facts[-1].formula) or None
            hints[end.line] = t.InlayHint(end, label, kind=t.InlayHintKind.Type, tooltip=tooltip, padding_left=True)
    return [hint for line, hint in sorted(hints.items()) if wanted.start.line <= line <= wanted.end.line]


def _after_variables(analysis: Analysis) -> Iterator[tuple[Place, str]]:
    by_place: dict[Place, list[VariableFact]] = {}
    for fact in analysis.variables:
        by_place.setdefault(fact.place, []).append(fact)
    for place, facts in sorted(by_place.items()):
        shapes = _joined(fact.shapes for fact in facts)
        if shapes:
            yield place, f" → {shapes}" if facts[0].kind == "model" else f": {shapes}"


def _by_last_line(tensors: Iterable[TensorFact]) -> dict[int, list[TensorFact]]:
    """For each line the tensors without a name whose call ends there last: the outermost of nested calls."""
    lines: dict[int, list[TensorFact]] = {}
    for fact in tensors:
        if fact.name is None and fact.layer != "array":
            lines.setdefault(fact.place.end_line, []).append(fact)
    for line, facts in lines.items():
        outermost = max(facts, key=lambda fact: (fact.place.end_column, -fact.place.line, -fact.place.column)).place
        lines[line] = [fact for fact in facts if fact.place == outermost]
    return lines


def _says_something(shape: ShownShape) -> bool:
    return set(shape) != {"?"}


def _joined(passes: Iterable[tuple[ShownShape, ...]]) -> str:
    """What stands there in each pass through the line, as far as it differs; empty if nothing is known of any."""
    shown = [
        ", ".join(map(show_shape, shapes)) for shapes in dict.fromkeys(passes) if any(map(_says_something, shapes))
    ]
    more = " then …" if len(shown) > _MOST_PASSES else ""
    return " then ".join(shown[:_MOST_PASSES]) + more
