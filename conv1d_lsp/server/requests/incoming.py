"""The shape that comes into the layer which a call makes, as far as that is known of the code around it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from conv1d_lsp.diagnostics import Analysis, Place, ShownShape, VariableFact, show_shape
from conv1d_lsp.server.requests.open_call import OpenCall
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.shapes import OPEN, Dim, Shape, Unclear, dim

_PASSED = re.compile(r"[ \t]*\([ \t]*([^\W\d]\w*)[ \t]*\)")
_ADD = re.compile(r"([^\W\d]\w*)[ \t]*\.[ \t]*add[ \t]*\([ \t]*$")
_NEW = re.compile(r"(?:^|[\r\n])([ \t]*)[^\W\d]\w*[ \t]*=[ \t]*$")


@dataclass(frozen=True, slots=True)
class Incoming:
    """shown: as it is told. of: the name of the tensor, where it is the latest one and no more is known."""

    shown: ShownShape
    of: str = ""

    @property
    def said(self) -> str:
        return f"`{self.of}` {show_shape(self.shown)}" if self.of else show_shape(self.shown)

    @property
    def shape(self) -> Shape:
        if isinstance(self.shown, str):
            return Shape.unknown(Unclear("an unknown shape"))
        return Shape(tuple(map(_dim, self.shown)))


def incoming(snapshot: Snapshot, call: OpenCall) -> Incoming | None:
    """What is known without looking any further: of the call itself, of what it is called on, of what stands before."""
    source, analysis = snapshot.text.source, snapshot.analysis
    line, column = _point(snapshot, call.start)
    own = {
        fact.inputs[0]
        for fact in analysis.tensors
        for place in (fact.layer_place, fact.place)
        if place is not None and place.file == snapshot.path and (place.line, place.column) == (line, column)
        if len(fact.inputs) == 1
    }
    if own:
        return Incoming(own.pop()) if len(own) == 1 else None
    passed = _PASSED.match(source, call.end) if call.end else None
    if passed:
        last = _last(_tensors(analysis), line, passed.group(1))
        return None if last is None else Incoming(last.shapes[0])
    new = _NEW.search(source, 0, call.start)
    if new:
        last = _last(_tensors(analysis), line)
        column = len(new.group(1)) + 1
        return Incoming(last.shapes[0], last.name) if last is not None and last.place.column == column else None
    return None


def probe(source: str, call: OpenCall) -> str | None:
    """The program up to a layer in a Sequential, without it: what it ends with comes into the layer."""
    before = source[: call.start].rstrip()
    if _ADD.search(source, 0, call.start):
        return before[: before.rindex("\n") + 1] if "\n" in before else ""
    return f"{before}])\n" if before.endswith(("[", ",")) and _in_list(before) else None


def ending(analysis: Analysis, source: str, call: OpenCall) -> Incoming | None:
    """What the program of `probe` ends with."""
    add = _ADD.search(source, 0, call.start)
    name = add.group(1) if add else None
    models = [model for model in analysis.models if name is None or model.variable == name]
    if not models or not (outputs := max(models, key=lambda model: model.place).outputs):
        return None
    return Incoming(outputs[0]) if len(outputs) == 1 else None


def _in_list(before: str) -> bool:
    """Whether the innermost open bracket is a list right inside of `Sequential(`."""
    from conv1d_lsp.server.requests.open_call import calls_around

    around = next(calls_around(before, len(before)), None)
    return around is not None and around.callee.rpartition(".")[2] == "Sequential" and not around.direct


def _tensors(analysis: Analysis) -> Iterable[VariableFact]:
    return (fact for fact in analysis.variables if fact.kind == "tensor" and len(fact.shapes) == 1)


def _last(facts: Iterable[VariableFact], line: int, name: str | None = None) -> VariableFact | None:
    """The latest tensor above a line, of that name if there is one. None if there it has several shapes."""
    above = [fact for fact in facts if fact.place.line < line and name in (None, fact.name)]
    if not above:
        return None
    last: Place = max(fact.place for fact in above)
    there = [fact for fact in above if fact.place == last]
    return there[0] if len({fact.shapes for fact in there}) == 1 else None


def _point(snapshot: Snapshot, offset: int) -> tuple[int, int]:
    starts = snapshot.text.starts
    line = sum(start <= offset for start in starts)
    return line, offset - starts[line - 1] + 1


def _dim(axis: int | str | None) -> Dim:
    if axis is None:
        return OPEN
    return dim(axis) if isinstance(axis, int) else Unclear(f"what `{axis}` is")
