"""Actions that change no shape: `input_shape` becomes an Input, shapes become comments, a summary a docstring."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from conv1d_lsp.diagnostics import Edit, ModelFact, Place, TensorFact, show_shape
from conv1d_lsp.server.requests.spans import Spans
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.source.syntax import tree_of

_IMPORTED = re.compile(r"^\s*(?:from\s+[\w.]*keras[\w.]*\s+)?import\b.*\b(Input|keras|tf)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """name: by which the client's copy of the action finds back to it."""

    name: str
    title: str
    edits: tuple[Edit, ...]


def rewrites(snapshot: Snapshot, first: int, last: int) -> list[Rewrite]:
    """What is offered for the engine's lines from `first` to `last`. Whether it holds is for a proof to say."""
    tree = tree_of(snapshot.text.source)
    if tree is None or not snapshot.analysis.parsed:
        return []
    spans = Spans(snapshot.text.source, snapshot.path)
    found = [*_inputs(tree, spans, first, last), *_comments(snapshot, first, last)]
    for model in snapshot.analysis.models:
        if model.place.file == snapshot.path and model.place.line <= last and first <= model.place.end_line:
            found += [*_all_comments(snapshot, model), *_docstring(snapshot, tree, model)]
    return found


def _inputs(tree: ast.Module, spans: Spans, first: int, last: int) -> Iterator[Rewrite]:
    """`Conv1D(8, 3, input_shape=(100, 1))` as the first layer of a Sequential becomes an Input and `Conv1D(8, 3)`."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Call(ast.Attribute(ast.Name(model), "add"), [ast.Call() as layer])):
                before, after = f"{model}.add(", f")\n{' ' * node.col_offset}"
                where = spans.start(node)
            case ast.Call(args=[ast.List([ast.Call() as layer, *_]), *_]):
                where = spans.start(layer)
                before, after = "", f",{spans.gap_before(layer)}"
            case _:
                continue
        if layer.lineno > last or (layer.end_lineno or 0) < first:
            continue
        stated = _stated(layer)
        spelling = _input_like(layer.func, spans.source)
        if stated is not None and spelling is not None:
            keyword, shape = stated
            text = f"{before}{spelling}(shape={shape}){after}"
            edits = (Edit(where, text), Edit(spans.of_argument(layer, keyword), ""))
            yield Rewrite(f"input@{layer.lineno}", f"Say `{keyword.arg}` by an Input of its own", edits)


def _stated(layer: ast.Call) -> tuple[ast.keyword, str] | None:
    """The keyword that says what comes in, and the shape that it says."""
    keywords = {each.arg: each for each in layer.keywords}
    if "input_shape" in keywords:
        return keywords["input_shape"], ast.unparse(keywords["input_shape"].value)
    if "input_dim" in keywords and "input_length" not in keywords and layer.args:
        return keywords["input_dim"], f"({ast.unparse(keywords['input_dim'].value)},)"
    return None


def _input_like(layer: ast.expr, source: str) -> str | None:
    """How `Input` is written beside a layer's class."""
    if isinstance(layer, ast.Attribute):
        return f"{ast.unparse(layer.value)}.Input"
    imported = set(_IMPORTED.findall(source))
    return next((text for name, text in _WAYS.items() if name in imported), None)


_WAYS = {"Input": "Input", "keras": "keras.Input", "tf": "tf.keras.Input"}


def _comments(snapshot: Snapshot, first: int, last: int) -> Iterator[Rewrite]:
    """The shape behind the line, where one shape is known and no comment stands."""
    if first != last:
        return
    for fact in snapshot.analysis.tensors:
        if fact.place.end_line == first and (edit := _comment(snapshot, fact)) is not None:
            yield Rewrite(f"comment@{first}", f"Write `{show_shape(fact.shape)}` as a comment", (edit,))
            return


def _all_comments(snapshot: Snapshot, model: ModelFact) -> Iterator[Rewrite]:
    """The same for all layers of a model."""
    rows = {row.place for row in model.layers if row.place is not None}
    edits = {
        fact.place.end_line: edit
        for fact in snapshot.analysis.tensors
        if fact.place in rows or fact.layer_place in rows
        if (edit := _comment(snapshot, fact)) is not None
    }
    if len(edits) > 1:
        named = model.variable or model.name
        title = f"Write the shapes of `{named}` as comments"
        yield Rewrite(f"comments@{model.place.line}", title, tuple(edit for _, edit in sorted(edits.items())))


def _comment(snapshot: Snapshot, fact: TensorFact) -> Edit | None:
    line = fact.place.end_line
    if fact.place.file != snapshot.path or "?" in fact.shape or line > len(snapshot.text.lines):
        return None
    here = {other.shape for other in snapshot.analysis.tensors if other.place.end_line == line and other.index == 0}
    body = snapshot.text.body(line - 1)
    if "#" in body or len(here) != 1 or body.rstrip().endswith(("\\", '"""', "'''")):
        return None
    column = len(body.rstrip()) + 1
    return Edit(Place(snapshot.path, line, column, line, column), f"  # {show_shape(fact.shape)}")


def _docstring(snapshot: Snapshot, tree: ast.Module, model: ModelFact) -> Iterator[Rewrite]:
    """The model's layers as the docstring of the function that builds it."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.lineno <= model.place.line <= (node.end_lineno or 0)
    ]
    function = max(around, key=lambda node: node.lineno, default=None)
    if function is None or ast.get_docstring(function) is not None or not model.layers:
        return
    body = function.body[0]
    if body.lineno == function.lineno:
        return
    indent = " " * body.col_offset
    rows = [f"{row.name} ({row.layer})  {', '.join(row.shown_outputs)}" for row in model.layers]
    text = "".join(f"{indent}{line}\n" if line else "\n" for line in ('"""Builds a model of these layers:', "", *rows))
    place = Place(snapshot.path, body.lineno, 1, body.lineno, 1)
    title = f"Write a summary of `{model.variable or model.name}` as the docstring of `{function.name}`"
    yield Rewrite(f"docstring@{model.place.line}", title, (Edit(place, f'{text}{indent}"""\n'),))
