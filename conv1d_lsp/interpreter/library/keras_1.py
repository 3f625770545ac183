"""What programs for Keras 1 call by other names: told where Keras 3 lacks it, and followed as it was meant."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import NoSuchName, UnknownKeyword
from conv1d_lsp.interpreter.library.calling_layers import call_merge
from conv1d_lsp.interpreter.library.public_names import Road, is_known
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, Value
from conv1d_lsp.settings import Generation

_MODEL = {"input": "inputs", "output": "outputs"}

#: The layers that `merge` made, by its modes; the names of what they take.
_MERGES = {
    "sum": "Add",
    "mul": "Multiply",
    "concat": "Concatenate",
    "ave": "Average",
    "max": "Maximum",
    "dot": "Dot",
}
_MERGE_SETTINGS = {"concat_axis": ("Concatenate", "axis"), "dot_axes": ("Dot", "axes")}

_LEGACY = "keras.optimizers.legacy."


def with_present_names(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Arguments:
    """The arguments of `Model(input=x, output=y)` by their names of today."""
    old = [name for name in _MODEL if name in arguments.keywords and _MODEL[name] not in arguments.keywords]
    for name in old if m.keras is Generation.KERAS_3 else ():
        m.report(UnknownKeyword("Model", name, _MODEL[name]), node)
    keywords = {_MODEL[name] if name in old else name: value for name, value in arguments.keywords.items()}
    return Arguments(arguments.positional, keywords, arguments.complete) if old else arguments


def merge(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`merge([a, b], mode="concat")`."""
    tensors, mode = arguments.get(0, "inputs"), arguments.get(1, "mode") or Constant("sum")
    layer = _MERGES.get(mode.value) if isinstance(mode, Constant) and isinstance(mode.value, str) else None
    if tensors is None or layer is None or not arguments.complete:
        return m.unknown("tensors that are merged in a way that is not known", node)
    settings = {
        name: arguments.keywords[old]
        for old, (taker, name) in _MERGE_SETTINGS.items()
        if taker == layer and old in arguments.keywords
    }
    return call_merge(m, layer, Arguments((tensors,), settings), node)


def check_legacy(m: Machine, path: str, node: cst.CSTNode) -> None:
    """Report an optimizer of `keras.optimizers.legacy`: Keras 3 has their names, and raises when one is made."""
    if m.keras is Generation.KERAS_3 and path.startswith(_LEGACY) and not m.attempts:
        name = path.removeprefix(_LEGACY)
        instead = f"keras.optimizers.{name}"
        now = instead if is_known(instead, m.keras, Road.KERAS) else None
        place = node.func if isinstance(node, cst.Call) else node
        m.report(NoSuchName(_LEGACY[:-1], name, path, Generation.KERAS_2, now, None), place)
