"""Tables of `model.summary()` that stand in comments and texts, held against the models that the file makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Diagnostic, LayerRow, ModelFact, Place
from conv1d_lsp.diagnostics.shown import ShownShape
from conv1d_lsp.rules.diagnose import own

_HEAD = re.compile(r"Layer \(type\).*Output Shape.*Param #")

#: A row of a table that is pasted without its head, and nothing else.
_BARE = re.compile(r"\s*#+\s*[\w./-]+\s+\(\w+\)?\s+\[?\((?:None|\d{1,9}),[\w, ]*\)\]?\s{2,}\d[\d,]*\s*(?:#.*)?")
_END = re.compile(r"Total params|\"\"\"|'''")
_SHAPE = re.compile(r"\[?(?P<shape>\((?:None|\?|\d{1,9})(?:, (?:None|\?|\d{1,9}))*,?\))\]?")

#: `conv1d_1 (Conv1D)      (None, 98, 64)      256`. The class may be cut off, or go on in the next line.
_PLAIN = re.compile(r"(?P<name>[\w./-]+)\s+\((?P<kind>\w*)\)?\s+(?P<shape>\S.*?)\s{2,}(?P<params>\d[\d,]*)(?:\s|$)")

#: The same between lines that are drawn.
_DRAWN = re.compile(
    r"[\u2502|]\s*(?P<name>[\w./-]+)\s*(?:\((?P<kind>\w*)\)?)?\s*[\u2502|]\s*(?P<shape>\S[^\u2502|]*?)\s*[\u2502|]"
    r"\s*(?P<params>\d[\d,]*)\s*[\u2502|]"
)
_TOTAL = re.compile(r"Total params: (?P<params>\d[\d,]*)")
_COUNT = re.compile(r"\d{1,3}(?:,\d{3}){1,4}|\d{1,15}")

#: How many lines under the rows the totals end.
_UNDER = 10
_GOES_ON = re.compile(r"[\u2502|]\s*\((?P<kind>\w+)\)\s*[\u2502|]\s*[\u2502|]")

#: What older releases call a class, or what a table lists that the analyzer names otherwise.
_SAME = {"Model": "Functional", "Input": "InputLayer"}

#: What older releases count otherwise.
_COUNTED_OTHERWISE = frozenset({"GRU", "CuDNNGRU", "CuDNNLSTM", "Bidirectional", "TimeDistributed", "RNN"})
_MOST_ROWS = 400
_LONGEST_ROW = 300


class Row(Struct, frozen=True):
    """name, kind: of the layer; the kind may be cut off. sizes: None where they are not one shape. place: of that.

    params: how many parameters it says, written as `count` at `counted`; None where that can't be read.
    """

    name: str
    kind: str
    sizes: tuple[int | None, ...] | None
    shape: str
    line: int
    column: int
    params: int | None = None
    count: str = ""
    counted: int = 0


class Table(Struct, frozen=True):
    """total: what stands under the rows; None where there is none, or it counts what an optimizer holds too."""

    rows: Sequence[Row]
    total: Row | None = None


class _Difference(Struct, frozen=True):
    """layer: None for the total."""

    row: Row
    layer: LayerRow | None
    model: ModelFact
    in_shape: bool = True


def differing_tables(source: str, path: str, models: Sequence[ModelFact]) -> Iterator[Diagnostic]:
    """For each table that one model of the file fits in all but some rows: the first row that is another."""
    for table in tables_in(source):
        found = _difference(table, models)
        if found is not None:
            yield _told(found, path)


def _told(found: _Difference, path: str) -> Diagnostic:
    row, whose = found.row, f"`{found.model.variable}`" if found.model.variable else "the model"
    if found.layer is None:
        says, gives = f"{row.count} parameters in all", f"{whose} has {found.model.total_params:,}"
    elif found.in_shape:
        shown = _shown(found.layer.output_shape)
        says, gives = f"{row.shape} for `{row.name}`", f"this layer of {whose} gives {shown}"
    else:
        says, gives = f"{row.count} parameters for `{row.name}`", f"this layer of {whose} has {found.layer.params:,}"
    column, text = (row.column, row.shape) if found.in_shape else (row.counted, row.count)
    place = Place(path, row.line, column, row.line, column + len(text))
    return own("claim-differs", place, f"the table says {says}, but {gives}")


def tables_in(source: str) -> Iterator[Table]:
    """The tables, with rows."""
    lines = source.splitlines()
    read_to = 0
    for number, line in enumerate(lines):
        headed = _HEAD.search(line) is not None
        if number < read_to or not (headed or (len(line) <= _LONGEST_ROW and _BARE.fullmatch(line))):
            continue
        rows = list(_rows(lines, number + 1) if headed else _bare_rows(lines, number))
        if rows:
            read_to = rows[-1].line
            yield Table(rows, _total(lines, read_to))


def _bare_rows(lines: Sequence[str], first: int) -> Iterator[Row]:
    for number, line in enumerate(lines[first : first + _MOST_ROWS], first + 1):
        match = _PLAIN.search(line) if len(line) <= _LONGEST_ROW and _BARE.fullmatch(line) else None
        if match is None:
            return
        yield _row(match, number)


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
            waiting = replace(waiting, kind=more["kind"])
            continue
        match = None if len(line) > _LONGEST_ROW else _DRAWN.search(line) or _PLAIN.search(line)
        if match is not None:
            if waiting is not None:
                yield waiting
            waiting = _row(match, number)
    if waiting is not None:
        yield waiting


def _total(lines: Sequence[str], after: int) -> Row | None:
    """The total within a few lines under the last row."""
    under = lines[after : after + _UNDER]
    if any("Optimizer params" in line for line in under):
        return None
    for number, line in enumerate(under, after + 1):
        match = _TOTAL.search(line) if len(line) <= _LONGEST_ROW else None
        if match is not None:
            count = match["params"]
            return Row("", "", None, "", number, 0, _number(count), count, match.start("params") + 1)
        if _HEAD.search(line):
            break
    return None


def _number(count: str) -> int | None:
    return int(count.replace(",", "")) if _COUNT.fullmatch(count) else None


def _row(match: re.Match[str], line: int) -> Row:
    name, kind, count = match["name"], match["kind"] or "", match["params"]
    counted = _number(count), count, match.start("params") + 1
    shape = _SHAPE.fullmatch(match["shape"].strip())
    if shape is None:
        return Row(name, kind, None, match["shape"], line, match.start("shape") + 1, *counted)
    parts = shape["shape"].strip("(),").split(", ")
    sizes = tuple(int(part) if part.isdecimal() else None for part in parts)
    return Row(name, kind, sizes, shape["shape"], line, match.start("shape") + 1 + shape.start("shape"), *counted)


def _difference(table: Table, models: Sequence[ModelFact]) -> _Difference | None:
    """None where no model fits, one fits in all, or several fit in all but the shapes."""
    rows = [row for row in table.rows if row.kind != "InputLayer"]
    differences = []
    for model in models:
        layers = [layer for layer in model.layers if _kind(layer.layer) != "InputLayer"]
        if not layers or len(layers) != len(rows) or not all(map(_is_same_kind, rows, layers)):
            continue
        pairs = list(zip(rows, layers, strict=True))
        if _is_branched(layers) and any(row.name != layer.name for row, layer in pairs):
            return None  # its rows may stand in another order
        wrong = [_Difference(row, layer, model) for row, layer in pairs if not _may_be(row, layer)]
        if len(wrong) == len(pairs):
            return None  # a table of another size of the model
        wrong = wrong or _miscounted(table, pairs, model)
        if not wrong:
            return None  # it is right
        differences.append(wrong[0])
    return differences[0] if len(differences) == 1 else None


def _miscounted(table: Table, pairs: Sequence[tuple[Row, LayerRow]], model: ModelFact) -> list[_Difference]:
    """Rows with another number of parameters, where others have the right one; else the total, if that is another."""
    counted = [(row, layer) for row, layer in pairs if row.params and layer.params is not None]
    wrong = [(row, layer) for row, layer in counted if row.params != layer.params]
    if wrong:
        surely = len(wrong) < len(counted) and not any(row.kind in _COUNTED_OTHERWISE for row, _ in wrong)
        return [_Difference(row, layer, model, in_shape=False) for row, layer in wrong if surely]
    total = table.total
    if total is None or total.params is None or model.total_params in (None, total.params):
        return []
    return [_Difference(total, None, model, in_shape=False)]


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
