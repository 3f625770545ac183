"""Models as graphs of calls: the calls that Keras refuses are in it, too, with what went into them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.diagnostics.graph import GraphBox, GraphLine, ModelGraph
from conv1d_lsp.engine.summaries import Rows, place_of
from conv1d_lsp.interpreter.findings import Finding, Interpretation, Promise
from conv1d_lsp.interpreter.graph import DEEPEST_MODELS, key_of_layer, nodes_up_to
from conv1d_lsp.interpreter.parameters import layer_parameters, model_counts
from conv1d_lsp.interpreter.values import GraphNode, LayerObject, ModelObject, Ref, Tensor
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.positions import Positions

#: A model of more calls than this is drawn as one box where it is part of another.
_MOST_INSIDE = 200

#: What is called, in the text of a call: `layers.Conv1D(8, 3)(x)`.
_CALLED = re.compile(r"(\w+)\s*\(")


class Graphs:
    """The graphs of one program."""

    def __init__(
        self, interpretation: Interpretation, source: str, path: str, positions: Positions, keras: Generation
    ) -> None:
        self._interpretation = interpretation
        self._lines = split_lines(source)
        self._path = path
        self._positions = positions
        self._keras = keras

    def each(self) -> Iterator[ModelGraph]:
        """The models that the file makes or keeps, in the order in which they are made."""
        for address, variable in sorted(self._interpretation.models):
            record = self._interpretation.objects.get(address)
            if isinstance(record, ModelObject) and (variable is not None or record.site.module == CHECKED):
                yield self._graph(record, variable, 0)

    def _graph(self, model: ModelObject, variable: str | None, depth: int) -> ModelGraph:
        rows = Rows(self._interpretation, model, self._path, self._positions, self._keras)
        drawn = _Drawn(self, rows, depth)
        if model.kind == "Sequential":
            drawn.chain(model)
        else:
            drawn.calls(model, self._refused(model))
        return ModelGraph(
            model.name,
            variable,
            model.kind,
            place_of(model.site, self._path, self._positions),
            model_counts(self._interpretation.objects, model, layer_parameters)[0],
            tuple(drawn.boxes),
            tuple(drawn.lines),
        )

    def inside(self, layer: Ref | None, depth: int) -> ModelGraph | None:
        """What is in a model that is part of another."""
        record = self.record(layer)
        if not isinstance(record, ModelObject) or depth == DEEPEST_MODELS:
            return None
        graph = self._graph(record, None, depth + 1)
        return graph if 0 < len(graph.boxes) <= _MOST_INSIDE else None

    def record(self, layer: Ref | None) -> object:
        """What is known of a layer."""
        return None if layer is None else self._interpretation.objects.get(layer.address)

    def settings(self, layer: Ref | None) -> tuple[tuple[str, str], ...]:
        """What a layer was told."""
        record = self.record(layer)
        configured = record.configured if isinstance(record, LayerObject) else None
        return () if configured is None else configured.shown_arguments

    def place(self, finding: Finding) -> Place:
        """Where a call fails, in the checked file."""
        return place_of(finding.site, self._path, self._positions)

    def called(self, finding: Finding) -> str:
        """The class of the layer that refuses, as its call is written."""
        site = finding.site if finding.made is None or finding.made.module != CHECKED else finding.made
        place = place_of(site, self._path, self._positions)
        text = "".join(self._lines[place.line - 1 : place.end_line])[place.column - 1 :]
        name = _CALLED.search(text)
        return "?" if name is None else name[1]

    def origin(self, tensor: Tensor, refused: Sequence[Finding]) -> Finding | None:
        """The call that should have made a tensor and fails."""
        for event in self._interpretation.notes.assignments:
            if event.value is tensor:
                return next((each for each in refused if each.site.node is event.source), None)
        return None

    def _refused(self, model: ModelObject) -> list[Finding]:
        """The calls that fail on tensors of the model's inputs."""
        given = {id(tensor.node) for tensor in model.inputs or ()}
        found: dict[int, Finding] = {}
        for finding in self._interpretation.notes.findings:
            tensors = [each for each in finding.inputs if isinstance(each, Tensor) and each.node is not None]
            if finding.promise is Promise.RUNS or not tensors or id(finding.site.node) in found:
                continue
            if any(id(node) in given for node in nodes_up_to(tensors, lambda node: id(node) in given)):
                found[id(finding.site.node)] = finding
        return list(found.values())


class _Drawn:
    """The boxes and lines of one model."""

    def __init__(self, graphs: Graphs, rows: Rows, depth: int) -> None:
        self.boxes: list[GraphBox] = []
        self.lines: list[GraphLine] = []
        self._graphs = graphs
        self._rows = rows
        self._depth = depth

    def chain(self, model: ModelObject) -> None:
        """A Sequential: its layers in a row, whether they were called or not."""
        shape = model.inputs[0].shape.shown if model.inputs else None
        if shape is not None:
            self.boxes.append(GraphBox("input", "Input", None, params=0))
        for layer, row in zip(model.layers, self._rows.each(), strict=True):
            if self.boxes:
                self.lines.append(GraphLine(len(self.boxes) - 1, len(self.boxes), shape))
            inner = self._graphs.inside(layer, self._depth)
            settings = self._graphs.settings(layer)
            self.boxes.append(GraphBox(row.name, row.layer, row.place, settings, row.params, row.fields, inner=inner))
            shape = _first(row.output_shape)

    def calls(self, model: ModelObject, refused: Sequence[Finding]) -> None:
        """What leads from the inputs to the outputs, and to calls that fail."""
        stops = {id(tensor.node) for tensor in model.inputs or ()}
        ends = [*(model.outputs or ()), *(each for finding in refused for each in finding.inputs)]
        tensors = [each for each in ends if isinstance(each, Tensor)]
        nodes = nodes_up_to(tensors, lambda node: id(node) in stops)
        numbers = {id(node): number for number, node in enumerate(nodes)}
        calls = Counter(map(key_of_layer, nodes))
        seen: Counter[object] = Counter()
        for node in nodes:
            key = key_of_layer(node)
            seen[key] += 1
            self.boxes.append(self._box(node, seen[key], calls[key]))
            self._lines_to(numbers[id(node)], [] if id(node) in stops else node.inputs, numbers)
        # In a loop a call may fail once and then do what it is for.
        made = {_call(node.site.node, node.inputs) for node in nodes}
        for finding in (each for each in refused if _call(each.site.node, each.inputs) not in made):
            number = len(self.boxes)
            self.boxes.append(GraphBox("", self._graphs.called(finding), self._graphs.place(finding), fails=True))
            self._lines_to(number, [each for each in finding.inputs if isinstance(each, Tensor)], numbers)
            self._lines_from(number, finding, refused, nodes)

    def _box(self, node: GraphNode, call: int, calls: int) -> GraphBox:
        row = self._rows.of_node(node, ())
        return GraphBox(
            row.name,
            row.layer if node.label != "Input" else "Input",
            row.place,
            self._graphs.settings(node.layer),
            row.params,
            row.fields,
            call,
            calls,
            inner=self._graphs.inside(node.layer, self._depth),
        )

    def _lines_to(self, target: int, tensors: Sequence[Tensor], numbers: dict[int, int]) -> None:
        for tensor in tensors:
            source = numbers.get(id(tensor.node)) if tensor.node is not None else None
            if source is not None:
                self.lines.append(GraphLine(source, target, tensor.shape.shown, tensor.index))

    def _lines_from(
        self, source: int, finding: Finding, refused: Sequence[Finding], nodes: Sequence[GraphNode]
    ) -> None:
        """To the calls that were given what it should have made; if one call fails, to those of unknown input."""
        before = max(each.node.number for each in finding.inputs if isinstance(each, Tensor) and each.node is not None)
        for target, node in enumerate(nodes):
            if node.number <= before or node.label == "Input":
                continue
            unknown = [each for each in node.inputs if each.node is None]
            origins = [self._graphs.origin(each, refused) for each in unknown]
            alone = len(refused) == 1 and (node.partial or bool(unknown)) and not any(origins)
            if any(origin is finding for origin in origins):
                self.lines.append(GraphLine(source, target, None))
            elif alone:
                self.lines.append(GraphLine(source, target, None, certain=False))


def _call(where: object, inputs: Sequence[object]) -> tuple[int, ...]:
    """What tells a call from another one at its place."""
    return id(where), *map(id, inputs)


def _first(shape: object) -> tuple[int | str | None, ...] | str:
    """Of a row of several outputs the first, which a Sequential passes on."""
    if isinstance(shape, tuple) and shape and isinstance(shape[0], tuple):
        return shape[0]
    return shape if isinstance(shape, tuple | str) else "?"
