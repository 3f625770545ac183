"""Tables of `model.summary()` that stand in comments and texts, held against the models that the file makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conv1d_lsp.diagnostics import Diagnostic, LayerRow, ModelFact, Place
from conv1d_lsp.diagnostics.analysis import ShownShape
from conv1d_lsp.rules import own

_HEAD = re.compile(r"Layer \(type\).*Output Shape.*Param #")
_END = re.compile(r"Total params|\"\"\"|'''")
_SHAPE = re.compile(r"\[?(?P<shape>\((?:None|\?|\d{1,9})(?:, (?:None|\?|\d{1,9}))*,?\))\]?")

#: `conv1d_1 (Conv1D)      (None, 98, 64)      256`. The class may be cut off, or go on in the next line.
_PLAIN = re.compile(r"(?P<name>[\w./-]+)\s+\((?P<kind>\w*)\)?\s+(?P<shape>\S.*?)\s{2,}(?P<params>\d[\d,]*)(?:\s|$)")

#: The same between lines that are drawn.
_DRAWN = re.compile(
    r"[\u2502|]\s*(?P<name>[\w./-]+)\s*(?:\((?P<kind>\w*)\)?)?\s*[\u2502|]\s*(?P<shape>\S[^\u2502|]*?)\s*[\u2502|]"
    r"\s*(?P<params>\d[\d,]*)\s*[\u2502|]"
)
_GOES_ON = re.compile(r"[\u2502|]\s*\((?P<kind>\w+)\)\s*[\u2502|]\s*[\u2502|]")

#: What older releases call a class, or what a table lists that the analyzer names otherwise.
_SAME = {"Model": "Functional", "Input": "InputLayer"}
_MOST_ROWS = 400
_LONGEST_ROW = 300


@dataclass(frozen=True, slots=True)
class Row:
    """name, kind: of the layer; the kind may be cut off. sizes: None where they are not one shape. place: of that."""

    name: str
    kind: str
    sizes: tuple[int | None, ...] | None
    shape: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Difference:
    row: Row
    layer: LayerRow
    model: ModelFact


def differing_tables(source: str, path: str, models: Sequence[ModelFact]) -> Iterator[Diagnostic]:
    """For each table that one model of the file fits in all but shapes: the first row that is another."""
    for table in tables_in(source):
        found = _difference(table, models)
        if found is not None:
            row, shown = found.row, _shown(found.layer.output_shape)
            place = Place(path, row.line, row.column, row.line, row.column + len(row.shape))
            whose = f"`{found.model.variable}`" if found.model.variable else "the model"
            words = f"the table says {row.shape} for `{row.name}`, but this layer of {whose} gives {shown}"
            yield own("claim-differs", place, words)


def tables_in(source: str) -> Iterator[list[Row]]:
    """The rows of each table."""
    lines = source.splitlines()
    for number, line in enumerate(lines):
        if _HEAD.search(line):
            rows = list(_rows(lines, number + 1))
            if rows:
                yield rows


def _rows(lines: Sequence[str], first: int) -> Iterator[Row]:
    waiting: Row | None = None
    for number, line in enumerate(lines[first : first + _MOST_ROWS], first + 1):
        if _END.search(line) or _HEAD.search(line):
            break
        if (
            waiting is not None
            and not waiting.kind
            and len(line) <= _LONGEST_ROW
            and (more := _GOES_ON.search(line)) is not None
        ):
            waiting = Row(waiting.name, more["kind"], waiting.sizes, waiting.shape, waiting.line, waiting.column)
            continue
        match = None if len(line) > _LONGEST_ROW else _DRAWN.search(line) or _PLAIN.search(line)
        if match is not None:
            if waiting is not None:
                yield waiting
            waiting = _row(match, number)
    if waiting is not None:
        yield waiting


def _row(match: re.Match[str], line: int) -> Row:
    name, kind = match["name"], match["kind"] or ""
    shape = _SHAPE.fullmatch(match["shape"].strip())
    if shape is None:
        return Row(name, kind, None, match["shape"], line, match.start("shape") + 1)
    parts = shape["shape"].strip("(),").split(", ")
    sizes = tuple(int(part) if part.isdecimal() else None for part in parts)
    return Row(name, kind, sizes, shape["shape"], line, match.start("shape") + 1 + shape.start("shape"))


def _difference(table: Sequence[Row], models: Sequence[ModelFact]) -> _Difference | None:
    """None where no model fits, one fits in all, or several fit in all but the shapes."""
    rows = [row for row in table if row.kind != "InputLayer"]
    differences = []
    for model in models:
        layers = [layer for layer in model.layers if _kind(layer.layer) != "InputLayer"]
        if not layers or len(layers) != len(rows) or not all(map(_is_same_kind, rows, layers)):
            continue
        pairs = list(zip(rows, layers, strict=True))
        if _is_branched(layers) and any(row.name != layer.name for row, layer in pairs):
            return None  # its rows may stand in another order
        wrong = [_Difference(row, layer, model) for row, layer in pairs if not _may_be(row, layer)]
        if not wrong or len(wrong) == len(pairs):
            return None  # it is right, or a table of another size of the model
        differences.append(wrong[0])
    return differences[0] if len(differences) == 1 else None


def _is_same_kind(row: Row, layer: LayerRow) -> bool:
    kind = _kind(layer.layer)
    return bool(row.kind) and (kind.startswith(row.kind) or kind == _SAME.get(row.kind))


def _kind(label: str) -> str:
    return _SAME.get(label, label)


def _is_branched(layers: Sequence[LayerRow]) -> bool:
    return any(len(layer.connected_to) > 1 for layer in layers)


def _may_be(row: Row, layer: LayerRow) -> bool:
    """Whether the row may be right: sizes that are not numbers on both sides may be the same."""
    shape = layer.output_shape
    if row.sizes is None or not isinstance(shape, tuple) or any(isinstance(axis, tuple) for axis in shape):
        return True
    if len(row.sizes) != len(shape):
        return False
    pairs = zip(row.sizes, shape, strict=True)
    return all(said == axis or not (isinstance(said, int) and isinstance(axis, int)) for said, axis in pairs)


def _shown(shape: ShownShape | tuple[ShownShape, ...]) -> str:
    axes = shape if isinstance(shape, tuple) else (shape,)
    return f"({axes[0]},)" if len(axes) == 1 else f"({', '.join(map(str, axes))})"
