"""Shapes between the code: after a variable that is assigned to, else at the end of the line that makes a tensor."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from lsprotocol import types as t

from conv1d_lsp.diagnostics import Place, ShownShape, TensorFact, VariableFact, show_shape
from conv1d_lsp.server.options import LAYERS, MODELS, VARIABLES
from conv1d_lsp.server.snapshot import Snapshot

_MOST_PASSES = 3

#: Shapes of one pass, such as those of a model's outputs.
_MOST_SHAPES = 4

#: Where a shape comes from, and the words about it.
_Told = tuple[str, TensorFact | None]


def inlay_hints(snapshot: Snapshot, wanted: t.Range, kinds: Set[str]) -> list[t.InlayHint]:
    """The hints of these kinds on the wanted lines, one a line at most: the code must not drown."""
    hints: dict[int, t.InlayHint] = {}
    for each in (*_after_variables(snapshot, kinds), *_after_lines(snapshot, kinds)):
        line = each.position.line
        if wanted.start.line <= line <= wanted.end.line and line not in hints:
            hints[line] = each.to_protocol(snapshot)
    return [hint for _, hint in sorted(hints.items())]


@dataclass(frozen=True, slots=True)
class _Hint:
    """passes: what stands there each time that the line runs. before: what leads to it."""

    position: t.Position
    passes: tuple[_Told, ...]
    before: str = ""

    def to_protocol(self, snapshot: Snapshot) -> t.InlayHint:
        """Parts that jump to where the layer was made, if any does."""
        parts = [t.InlayHintLabelPart(self.before)] if self.before else []
        for number, (words, origin) in enumerate(self.passes[:_MOST_PASSES]):
            if number:
                parts.append(t.InlayHintLabelPart(" then "))
            parts.append(_part(words, origin, snapshot))
        if len(self.passes) > _MOST_PASSES:
            parts.append(t.InlayHintLabelPart(" then …"))
        plain = all(part.location is None and part.tooltip is None for part in parts)
        label = "".join(part.value for part in parts) if plain else parts
        return t.InlayHint(self.position, label, kind=t.InlayHintKind.Type, padding_left=None if self.before else True)


def _part(words: str, origin: TensorFact | None, snapshot: Snapshot) -> t.InlayHintLabelPart:
    if origin is None:
        return t.InlayHintLabelPart(words)
    made = origin.layer_place or origin.place
    return t.InlayHintLabelPart(words, tooltip=_tooltip(origin), location=snapshot.location(made))


def _tooltip(fact: TensorFact) -> str:
    """The layer as it was called, and how its numbers came about."""
    arguments = ", ".join(f"{name}={text}" for name, text in fact.arguments)
    called = [] if fact.layer == "array" else [f"{fact.layer}({arguments})"]
    weights = [] if not fact.params else [f"{fact.params:,} parameter{'s' if fact.params > 1 else ''}"]
    return "\n".join([*called, *fact.formula, *weights]) or show_shape(fact.shape)


def _after_variables(snapshot: Snapshot, kinds: Set[str]) -> Iterator[_Hint]:
    by_place: dict[Place, list[VariableFact]] = {}
    for fact in snapshot.analysis.variables:
        if (MODELS if fact.kind == "model" else VARIABLES) in kinds:
            by_place.setdefault(fact.place, []).append(fact)
    made = {(fact.name_place, fact.shape): fact for fact in snapshot.analysis.tensors if fact.name_place is not None}
    for place, facts in sorted(by_place.items()):
        passes = _distinct((fact.shapes, made.get((place, fact.shapes[0])) if fact.shapes else None) for fact in facts)
        if passes:
            end = snapshot.text.position(place.end_line, place.end_column)
            yield _Hint(end, passes, " → " if facts[0].kind == "model" else ": ")


def _after_lines(snapshot: Snapshot, kinds: Set[str]) -> Iterator[_Hint]:
    if LAYERS in kinds:
        for line, facts in _by_last_line(snapshot.analysis.tensors).items():
            passes = _distinct(((fact.shape,), fact) for fact in facts)
            if passes:
                yield _Hint(snapshot.text.line_end(line), passes)


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


def _distinct(passes: Iterable[tuple[tuple[ShownShape, ...], TensorFact | None]]) -> tuple[_Told, ...]:
    """What is known of each pass, as far as passes differ."""
    told: dict[tuple[ShownShape, ...], TensorFact | None] = {}
    for shapes, origin in passes:
        if any(set(shape) != {"?"} for shape in shapes):
            told.setdefault(shapes, origin)
    return tuple((_shown(shapes), origin) for shapes, origin in told.items())


def _shown(shapes: tuple[ShownShape, ...]) -> str:
    more = ", …" if len(shapes) > _MOST_SHAPES else ""
    return ", ".join(map(show_shape, shapes[:_MOST_SHAPES])) + more
