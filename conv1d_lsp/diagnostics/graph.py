"""A model as boxes and lines, for whoever draws it."""

from __future__ import annotations

from msgspec import Struct

from conv1d_lsp.diagnostics.place import Place
from conv1d_lsp.diagnostics.shown import ReceptiveField, ShownShape


class GraphBox(Struct, frozen=True):
    """One call of a layer, an operation or a model.

    name: its Keras name; layer: its class. settings: as (name, text), defaults left out. params: None where not known.
    call, calls: which call of the layer it is, from 1, and how many there are: of a shared layer more than one.
    fails: Keras refuses it, so that nothing comes out of it. inner: of a model, what is in it, where that is known.
    """

    name: str
    layer: str
    place: Place | None
    settings: tuple[tuple[str, str], ...] = ()
    params: int | None = None
    fields: tuple[ReceptiveField, ...] = ()
    call: int = 1
    calls: int = 1
    fails: bool = False
    inner: ModelGraph | None = None


class GraphLine(Struct, frozen=True):
    """A tensor on its way between two boxes, by their numbers from 0. index: which output it is.

    shape: None where nothing is known of it. certain: whether it is known that it goes this way.
    """

    source: int
    target: int
    shape: ShownShape | None
    index: int = 0
    certain: bool = True


class ModelGraph(Struct, frozen=True):
    """The names as in `ModelFact`; boxes in the order of the calls, those that fail at the end."""

    name: str
    variable: str | None
    kind: str
    place: Place
    params: int | None
    boxes: tuple[GraphBox, ...] = ()
    lines: tuple[GraphLine, ...] = ()
