"""What a tensor's shape is and how it came about; what a model holds; what a rule is for."""

from collections.abc import Iterator

from lsprotocol import types as t

from conv1d_lsp.diagnostics import (
    ModelFact,
    Place,
    ReceptiveField,
    ShownShape,
    TensorFact,
    VariableFact,
    show_field,
    show_shape,
)
from conv1d_lsp.server.engine import Explain
from conv1d_lsp.server.markup import Markup
from conv1d_lsp.server.requests.argument_words import WORDS
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.settings import Generation

Fact = TensorFact | VariableFact | ModelFact

_MOST_FACTS = 3

#: Layers of a model that are listed.
_MOST_ROWS = 40


def hover(snapshot: Snapshot, position: t.Position, markup: Markup, explain: Explain) -> t.Hover | None:
    """What is known at a position: of the smallest piece of code around it, and of the rules that speak there."""
    line, column = snapshot.text.point(position)
    place, facts = _narrowest(snapshot, line, column)
    found = [d for d in snapshot.analysis.diagnostics if d.place.contains(line, column)]
    sections = [_about(fact, snapshot, markup) for fact in facts[:_MOST_FACTS]]
    if len(facts) > _MOST_FACTS:
        sections.append(f"and {len(facts) - _MOST_FACTS} more, for other calls or outputs")
    # Declarations of layers are imported once somebody asks: the answer to `initialize` does not wait for them.
    from conv1d_lsp.server.requests.argument_hover import about_argument

    argument = about_argument(snapshot, position, markup)
    sections[:0] = [argument] if argument else []
    sections += filter(None, (_about_rule(rule, markup, explain) for rule in dict.fromkeys(d.rule for d in found)))
    if not sections:
        return None
    shown = place or (found[0].place if found else None)
    extent = snapshot.text.range(shown) if shown is not None else t.Range(position, position)
    return t.Hover(t.MarkupContent(markup.kind, markup.sections(sections)), extent)


def _narrowest(snapshot: Snapshot, line: int, column: int) -> tuple[Place | None, list[Fact]]:
    """The smallest place around the position of which something is known, with the different things known of it."""
    around = [(place, fact) for place, fact in _places(snapshot) if place.contains(line, column)]
    if not around:
        return None, []
    narrowest = min((place for place, _ in around), key=_extent)
    return narrowest, list(dict.fromkeys(fact for place, fact in around if place == narrowest))


def _places(snapshot: Snapshot) -> Iterator[tuple[Place, Fact]]:
    """Where each fact is shown. A variable that a tensor's or a model's own fact names is told with that one."""
    analysis = snapshot.analysis
    told = set()
    models = {model.variable: model for model in analysis.models if model.variable}
    for tensor in analysis.tensors:
        for place in (tensor.place, tensor.name_place, tensor.layer_place):
            if place is not None and place.file == snapshot.path:
                yield place, tensor
                told.add(place)
    for model in analysis.models:
        yield model.place, model
    for variable in analysis.variables:
        if variable.kind == "model" and variable.name in models:
            yield variable.place, models[variable.name]
        elif variable.place not in told:
            yield variable.place, variable


def _extent(place: Place) -> tuple[int, int]:
    return place.end_line - place.line, place.end_column - place.column


def _about(fact: Fact, snapshot: Snapshot, markup: Markup) -> str:
    match fact:
        case TensorFact():
            return _about_tensor(fact, snapshot, markup)
        case ModelFact():
            return _about_model(fact, markup)
        case VariableFact():
            shapes = ", ".join(markup.code(show_shape(shape)) for shape in fact.shapes)
            return f"{markup.strong(fact.name)}: {shapes} ({fact.kind})"


def _about_tensor(fact: TensorFact, snapshot: Snapshot, markup: Markup) -> str:
    named = f"{markup.strong(fact.name)}: " if fact.name else ""
    which = f" (output {fact.index})" if fact.index else ""
    lines = [f"{named}{markup.code(show_shape(fact.shape))}{which}"]
    if fact.layer != "array":
        arguments = ", ".join(f"{name}={text}" for name, text in fact.arguments)
        lines[0] += f" = {markup.code(f'{fact.layer}({arguments})')}"
    if fact.supposing:
        lines.append(fact.supposing)
    if fact.inputs:
        lines.append(f"from {_shapes(fact.inputs, markup)}")
    lines += [_calculation(line, markup) for line in fact.formula]
    lines += [_field(field, fact) for field in fact.fields]
    if fact.params:
        lines.append(_counted(fact.params, "parameter"))
    lines += _by_default(fact, snapshot, markup)
    if fact.layer_place is not None and fact.layer_place.file == snapshot.path and _made_elsewhere(fact):
        lines.append(f"the layer was made in line {fact.layer_place.line}")
    if fact.why:
        lines.append(f"{markup.code('?')}: {fact.why}")
    return markup.lines(lines)


def _by_default(fact: TensorFact, snapshot: Snapshot, markup: Markup) -> list[str]:
    """The arguments that were not given, those that bear on shapes."""
    from conv1d_lsp.layers import find

    declared = find(fact.layer, Generation(snapshot.analysis.keras))
    if declared is None:
        return []
    signature = declared.signature(Generation(snapshot.analysis.keras))
    given = {*dict(fact.arguments), "name"}
    parameters = ((name, signature.parameters[name]) for name in signature.places if name in WORDS)
    defaults = ((name, signature.default_text(each)) for name, each in parameters if name not in given)
    shown = [f"{name}={text}" for name, text in defaults if text is not None]
    return [f"by default: {markup.code(', '.join(shown))}"] if shown else []


def _field(field: ReceptiveField, fact: TensorFact) -> str:
    """`receptive field: a step sees 61 of the 1,000 steps, stride 2, padding 30`."""
    over = f" over {field.input}" if len(fact.fields) > 1 else ""
    padding = "" if field.padding is None else f", padding {field.padding}"
    return f"receptive field{over}: a step {show_field(field)}, stride {field.stride}{padding}"


def _about_model(model: ModelFact, markup: Markup) -> str:
    lines = [f"{markup.strong(model.variable or model.name)}: {model.kind} model"]
    if model.inputs is None and model.outputs is None:
        lines.append("its shapes are not known")
    else:
        lines.append(f"{_shapes(model.inputs or ('?',), markup)} → {_shapes(model.outputs or ('?',), markup)}")
    if model.total_params is not None:
        trainable = model.trainable_params
        held = "" if trainable in (None, model.total_params) else f", {trainable:,} of them trainable"
        counts = f"{_counted(len(model.layers), 'layer')}, {_counted(model.total_params, 'parameter')}"
        lines.append(counts + held)
    return "\n\n".join([markup.lines(lines), *_rows(model, markup)])


def _rows(model: ModelFact, markup: Markup) -> list[str]:
    """Its layers as `model.summary()` lists them."""
    rows = [
        (f"{row.name} ({row.layer})", ", ".join(row.shown_outputs), _weights(row.params))
        for row in model.layers[:_MOST_ROWS]
    ]
    if not rows:
        return []
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    text = [f"{name:<{first}}  {shape:<{second}}  {weights}".rstrip() for name, shape, weights in rows]
    more = len(model.layers) - len(rows)
    return [markup.block([*text, f"and {more} more"] if more else text)]


def _weights(params: int | None) -> str:
    return "?" if params is None else f"{params:,}"


def _about_rule(rule: str, markup: Markup, explain: Explain) -> str | None:
    """The rule's name with the title of its page, what it does and why it matters."""
    page = explain(rule)
    if not page:
        return None
    title, *rest = page.partition("\n## Example\n")[0].strip().split("\n\n")
    paragraphs = [title, *(part for part in rest if not part.startswith(("#", "```")))]
    told = "\n\n".join(markup.from_markdown(part.replace("\n", " ")) for part in paragraphs)
    return f"{markup.code(rule)}: {told}"


def _made_elsewhere(fact: TensorFact) -> bool:
    return fact.layer_place is not None and fact.layer_place.line != fact.place.line


def _shapes(shapes: tuple[ShownShape, ...], markup: Markup) -> str:
    return ", ".join(markup.code(show_shape(shape)) for shape in shapes)


def _calculation(line: str, markup: Markup) -> str:
    """A line such as "steps: 8 * 2 = 16", with the calculation as code: a star in it is no emphasis."""
    name, colon, rest = line.partition(": ")
    return f"{name}: {markup.code(rest)}" if colon else markup.code(line)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
