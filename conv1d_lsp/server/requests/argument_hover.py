"""What a layer's argument is for, and what would come out with its other values."""

from dataclasses import replace

from lsprotocol import types as t

from conv1d_lsp.server.markup import Markup
from conv1d_lsp.server.requests.argument_words import WORDS
from conv1d_lsp.server.requests.imported_names import meaning
from conv1d_lsp.server.requests.incoming import incoming
from conv1d_lsp.server.requests.layer_arguments import LayerCall, layer_call
from conv1d_lsp.server.requests.open_call import calls_around
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.settings import Generation

#: Values that are shown with what comes of them.
_MOST_VALUES = 5


def about_argument(snapshot: Snapshot, position: t.Position, markup: Markup) -> str | None:
    """A few lines about the argument of a layer at a position, if there is one."""
    source, offset = snapshot.text.source, snapshot.text.offset(position)
    call = next(calls_around(source, offset), None)
    if call is None or not call.direct:
        return None
    whole = snapshot if snapshot.notebook is None else snapshot.notebook.whole
    path = meaning(call.callee, whole.text.source)
    layer = None if path is None else layer_call(path, Generation(snapshot.analysis.keras), call)
    if layer is None or layer.current is None:
        return None
    return _told(replace(layer, incoming=incoming(snapshot, call)), layer.current, markup)


def _told(layer: LayerCall, name: str, markup: Markup) -> str | None:
    default = layer.signature.default_text(layer.parameters[name])
    words = [f": {WORDS[name]}"] if name in WORDS else []
    usual = [f" (by default {markup.code(default)})"] if default is not None else []
    if not words and not usual:
        return None
    lines = ["".join([markup.strong(name), *words, *usual])]
    outcomes = [(value, shape) for value, shape in layer.values(name) if shape is not None]
    if len({shape for _, shape in outcomes}) > 1:
        lines += [f"{markup.code(value)} gives {markup.code(shape)}" for value, shape in outcomes[:_MOST_VALUES]]
    return markup.lines(lines)
