"""The models of a document with their layers, for the editor's outline."""

from collections.abc import Iterator, Sequence

from lsprotocol import types as t

from conv1d_lsp.diagnostics import ModelFact, Place, TensorFact, show_shape
from conv1d_lsp.server.snapshot import Snapshot

#: Layers of one model: an outline of more is no outline.
_MOST_LAYERS = 500


def document_symbols(snapshot: Snapshot) -> list[t.DocumentSymbol]:
    """Each model with its layers under it; then the tensors that no model holds."""
    models = [_model(model, snapshot) for model in snapshot.analysis.models if model.place.file == snapshot.path]
    held = {row.place for model in snapshot.analysis.models for row in model.layers}
    loose = [
        _symbol(fact.name or fact.layer, f"{fact.layer} {show_shape(fact.shape)}", _LAYER, fact.place, snapshot)
        for fact in _once(snapshot.analysis.tensors)
        if fact.place.file == snapshot.path and not held & {fact.place, fact.layer_place}
        if not any(model.place.contains(fact.place.line, fact.place.column) for model in snapshot.analysis.models)
    ]
    return sorted([*models, *loose], key=_begin)


def flat(symbols: Sequence[t.DocumentSymbol], uri: str, container: str | None = None) -> list[t.SymbolInformation]:
    """The same for a client that knows no tree."""
    found = []
    for each in symbols:
        found.append(t.SymbolInformation(t.Location(uri, each.range), each.name, each.kind, container_name=container))
        found += flat(each.children or (), uri, each.name)
    return found


_MODEL, _LAYER = t.SymbolKind.Class, t.SymbolKind.Function


def _model(model: ModelFact, snapshot: Snapshot) -> t.DocumentSymbol:
    rows = [row for row in model.layers[:_MOST_LAYERS] if row.place is not None and row.place.file == snapshot.path]
    children = [
        _symbol(row.name, f"{row.layer} {', '.join(row.shown_outputs)}", _LAYER, row.place, snapshot)
        for row in rows
        if row.place
    ]
    symbol = _symbol(model.variable or model.name, _shapes(model), _MODEL, model.place, snapshot)
    symbol.children = children
    ranges = [symbol.range, *(child.range for child in children)]
    symbol.range = t.Range(
        min((each.start for each in ranges), key=_order), max((each.end for each in ranges), key=_order)
    )
    return symbol


def _symbol(name: str, detail: str, kind: t.SymbolKind, place: Place, snapshot: Snapshot) -> t.DocumentSymbol:
    extent = snapshot.text.range(place)
    return t.DocumentSymbol(name or "?", kind, extent, extent, detail)


def _once(tensors: Sequence[TensorFact]) -> Iterator[TensorFact]:
    """The first fact of each place; arrays are no layers."""
    seen = set()
    for fact in tensors:
        if fact.layer != "array" and fact.place not in seen:
            seen.add(fact.place)
            yield fact


def _shapes(model: ModelFact) -> str:
    if model.outputs is None:
        return model.kind
    given, made = (", ".join(map(show_shape, shapes or ("?",))) for shapes in (model.inputs, model.outputs))
    return f"{model.kind} {given} → {made}"


def _order(position: t.Position) -> tuple[int, int]:
    return position.line, position.character


def _begin(symbol: t.DocumentSymbol) -> tuple[int, int]:
    return _order(symbol.range.start)
