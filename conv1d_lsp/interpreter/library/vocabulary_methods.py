"""What layers with a vocabulary say of it: `vocabulary_size()`, `get_vocabulary()`; and `set_vocabulary`, `adapt`."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import MOST_ITEMS
from conv1d_lsp.interpreter.library.convert import to_setting
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import size_value
from conv1d_lsp.interpreter.values import NONE, LayerObject, ListObject, Ref, Value
from conv1d_lsp.layers import Arg, Configured, find
from conv1d_lsp.shapes import Number, Unclear


def vocabulary_method(
    m: Machine, ref: Ref, record: LayerObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    """None for another method, or a layer without a vocabulary."""
    configured = record.configured
    if configured is None or configured.variants[0].vocabulary_places is None:
        return None
    if name == "set_vocabulary":
        given = arguments.get(0, "vocabulary")
        plain = given is not None and arguments.complete and len(arguments.all()) == 1
        terms = to_setting(m, m.visible(given)) if plain and given is not None else Unclear("a vocabulary")
        _hold(m, ref, record, configured, {"vocabulary": terms})
        return NONE
    if name == "adapt" and configured.given.get("vocabulary") is not None:
        _hold(m, ref, record, configured, {"vocabulary": Unclear("what `adapt` has seen")})
        return NONE
    if name not in ("vocabulary_size", "get_vocabulary"):
        return None
    size = None if record.many or len(configured.variants) > 1 else configured.variants[0].vocabulary_places
    if name == "vocabulary_size":
        told = isinstance(size, Number)
        return size_value(size, name) if told else m.unknown("the size of a vocabulary that is found at run time", node)
    count = None if size is None or list(arguments.all()) else size.value
    if count is None or count > MOST_ITEMS:
        return m.new(ListObject(None))
    return m.new(ListObject((m.unknown("a term of a vocabulary", node),) * count))


def _hold(m: Machine, ref: Ref, record: LayerObject, configured: Configured, settings: Mapping[str, Arg]) -> None:
    """The layer with another vocabulary from here on."""
    declaration = find(record.label, m.keras)
    made = None if declaration is None else declaration.configure((), {**configured.given, **settings}, m.keras)
    m.write(ref, replace(record, configured=made if isinstance(made, Configured) else None))
