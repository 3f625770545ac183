"""From the interpreter's events to the plain facts that every screen shows."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from conv1d_lsp.diagnostics import ModelFact, Place, ReceptiveField, TensorFact, VariableFact
from conv1d_lsp.diagnostics.shown import ShownShape
from conv1d_lsp.engine.fields import Sights
from conv1d_lsp.engine.summaries import model_fact
from conv1d_lsp.interpreter.findings import AssignmentEvent, Interpretation, TensorEvent
from conv1d_lsp.interpreter.least import needed
from conv1d_lsp.interpreter.values import Array, ModelObject, Ref, Tensor, Value
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear
from conv1d_lsp.source.positions import Positions


def tensor_facts(interpretation: Interpretation, path: str, positions: Positions) -> tuple[TensorFact, ...]:
    """One fact for each tensor that a call makes, once for each distinct shape: in a loop with its widest window."""
    names = _names(interpretation, path, positions)
    sights = Sights(interpretation)
    facts: dict[tuple[object, ...], TensorFact] = {}
    for event in interpretation.notes.tensors:
        if event.site.module != CHECKED or (event.label == "array" and not _as_made(event, names)):
            continue
        fact = _tensor_fact(event, names, path, positions, sights)
        key = (fact.place, fact.index, fact.shape, fact.inputs, fact.arguments)
        if key not in facts:
            facts[key] = fact
        elif _widest(fact) > _widest(facts[key]):
            facts[key] = replace(facts[key], fields=fact.fields)
    return tuple(sorted(facts.values(), key=lambda fact: (fact.place.line, fact.place.column)))


#: The assignment of a call's outputs: by the identity of the expression, and which output it is (None: all of them).
_Names = dict[tuple[int, int | None], AssignmentEvent]


def _names(interpretation: Interpretation, path: str, positions: Positions) -> _Names:
    """The assignments of whole expressions, and those of `a, b = layer(x)`, whose targets stand on the call's line."""
    names: _Names = {}
    for event in _assignments(interpretation):
        value = event.value
        if event.source is not None:
            names[id(event.source), None] = event
        elif isinstance(value, Tensor) and value.node is not None and value.node.site.module == CHECKED:
            call = value.node.site.node
            if positions.place(call, path).line == positions.place(event.target, path).line:
                names.setdefault((id(call), value.index), event)
    return names


def _as_made(event: TensorEvent, names: _Names) -> bool:
    """Whether data went into a model as its line made it, not a part of it or of another shape."""
    assignment = names.get((id(event.site.node), None))
    made = assignment.value if assignment is not None else None
    return isinstance(made, Array) and made.shape.same(event.shape)


def _tensor_fact(event: TensorEvent, names: _Names, path: str, positions: Positions, sights: Sights) -> TensorFact:
    assignment = names.get((id(event.site.node), None)) or names.get((id(event.site.node), event.index))
    layer = event.layer
    made = layer.site if layer is not None else event.site if event.label == "Input" else event.made
    configured = layer.configured if layer is not None else None
    built = layer.built if layer is not None else None
    return TensorFact(
        place=positions.place(event.site.node, path),
        name=None if assignment is None else assignment.name,
        name_place=None if assignment is None else positions.place(assignment.target, path),
        layer=event.label,
        layer_place=None if made is None or made.module != CHECKED else positions.place(made.node, path),
        shape=event.shape.shown,
        index=event.index,
        inputs=tuple(shape.shown for shape in event.inputs),
        formula=_formula(event),
        arguments=() if configured is None else configured.shown_arguments,
        params=None if built is None else built.params.value,
        why=_why(event.shape),
        supposing=event.supposing,
        fields=() if event.graph is None else _windows(sights.fields(event.graph, event.index)),
    )


def _widest(fact: TensorFact) -> int:
    return max((field.steps or 0 for field in fact.fields), default=0)


def _windows(fields: tuple[ReceptiveField, ...]) -> tuple[ReceptiveField, ...]:
    """Those that say something: of a window, not of all steps or of one."""
    return tuple(field for field in fields if field.steps is not None and field.steps > 1)


def _formula(event: TensorEvent) -> tuple[str, ...]:
    """How the numbers came about, and the least value of a name for which the call runs."""
    if event.called is None or event.index:
        return ()
    least = needed([event])
    return event.called.formula if least is None else (*event.called.formula, f"needs: {least}")


def _why(shape: Shape) -> str | None:
    """What is said about the "?" of a shape."""
    if not shape.ranked:
        return shape.why.reason
    return next((axis.reason for axis in shape.known_axes if isinstance(axis, Unclear)), None)


def variable_facts(interpretation: Interpretation, path: str, positions: Positions) -> tuple[VariableFact, ...]:
    """What each assignment gives to a variable, once for each distinct shape."""
    facts: dict[VariableFact, None] = {}
    for event in _assignments(interpretation):
        shapes = tuple(_shapes(interpretation, event))
        if shapes:
            facts[VariableFact(_place(event, path, positions), event.name, _kind(event), shapes)] = None
    return tuple(facts)


def _assignments(interpretation: Interpretation) -> Iterator[AssignmentEvent]:
    """Those of the checked file."""
    return (event for event in interpretation.notes.assignments if event.site.module == CHECKED)


def _place(event: AssignmentEvent, path: str, positions: Positions) -> Place:
    return positions.place(event.target, path)


def _kind(event: AssignmentEvent) -> str:
    value = event.items[0] if event.items else event.value
    if isinstance(value, Ref):
        return "model"
    return "array" if isinstance(value, Array) else "tensor"


def _shapes(interpretation: Interpretation, event: AssignmentEvent) -> Iterator[ShownShape]:
    values: tuple[Value, ...] = event.items or (event.value,)
    for value in values:
        if isinstance(value, Tensor | Array):
            yield value.shape.shown
        elif isinstance(value, Ref):
            record = interpretation.objects.get(value.address)
            if isinstance(record, ModelObject) and record.outputs is not None:
                yield from (tensor.shape.shown for tensor in record.outputs)
        else:
            yield "?"


def model_facts(
    interpretation: Interpretation, path: str, positions: Positions, keras: Generation
) -> tuple[ModelFact, ...]:
    """The models that the file makes or keeps, in the order in which they are made."""
    facts = []
    for address, variable in sorted(interpretation.models):
        record = interpretation.objects.get(address)
        known_here = variable is not None or (isinstance(record, ModelObject) and record.site.module == CHECKED)
        if isinstance(record, ModelObject) and known_here:
            facts.append(model_fact(interpretation, record, variable, path, positions, keras))
    return tuple(facts)
