"""Layers, made: their settings are read and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.inputs import may_ask_what_there_is
from conv1d_lsp.interpreter.library.convert import to_setting
from conv1d_lsp.interpreter.library.lambdas import (
    function_of_lambda,
    stated_by_lambda,
)
from conv1d_lsp.interpreter.library.perhaps_called import perhaps_called
from conv1d_lsp.interpreter.library.ways import ways_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import AXES_ORDER, NUMBERS, OWN_WORDS
from conv1d_lsp.interpreter.symbolic import automatic_name
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    LayerObject,
    Ref,
    Value,
)
from conv1d_lsp.layers import Arg, Configured, Layer, Refused, find
from conv1d_lsp.layers.ages import too_new
from conv1d_lsp.layers.identifiers import with_own_words
from conv1d_lsp.layers.signature import Signature
from conv1d_lsp.shapes import Unclear

_LAYERS = "keras.layers."


def is_layer(m: Machine, path: str) -> bool:
    """Whether a name is that of a layer class."""
    if not path.startswith(_LAYERS):
        return False
    name = path[len(_LAYERS) :]
    return find(name, m.keras) is not None or (name[:1].isupper() and "." not in name)


@lru_cache(maxsize=1024)
def snake_case(name: str) -> str:
    """The automatic name of a class, as Keras makes it: `MaxPooling1D` is `max_pooling1d`."""
    text = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", text).lower()


def make_layer(m: Machine, name: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Construct a layer: its settings are read and checked."""
    declaration = find(name, m.keras)
    if declaration is None:
        return _new_layer(m, name, None, arguments, node)
    return make_declared(m, declaration, arguments, node)


def make_declared(m: Machine, declaration: type[Layer], arguments: Arguments, node: cst.CSTNode) -> Value:
    """The layer of this declaration."""
    perhaps_called(m, *arguments.all())  # a wrapper calls what it holds
    positional = tuple(to_setting(m, value) for value in arguments.positional)
    keywords = {key: to_setting(m, value) for key, value in arguments.keywords.items()}
    if AXES_ORDER in m.state.variables:
        keywords |= _axes_order(declaration.signature(m.keras), positional, keywords)
    if OWN_WORDS in m.state.variables:
        positional, keywords = with_own_words(declaration.signature(m.keras), positional, keywords)
    configured = m.workshop.configure(declaration, positional, keywords, arguments.complete)
    faults = configured.faults if isinstance(configured, Refused) else ()
    newer = too_new(declaration, keywords, m.keras, m.releases)
    if newer and not m.attempts and not may_ask_what_there_is(m):
        faults = (*faults, *newer)
    if faults or isinstance(configured, Refused):
        result: Value = NONE
        for fault in faults:
            result = m.report(fault, node)
        return result
    layer = _new_layer(m, configured.layer, configured, arguments, node)
    if configured.undecided:
        named = dict(zip(declaration.signature(m.keras).places, arguments.positional, strict=False))
        _note_ways(m, layer, configured, {**named, **arguments.keywords})
    return layer


def _note_ways(m: Machine, layer: Ref, configured: Configured, settings: Mapping[str, Value]) -> None:
    record = m.record(layer)
    assert isinstance(record, LayerObject)
    m.write(layer, replace(record, ways=ways_of(m, configured, settings)))


def _axes_order(signature: Signature, positional: Sequence[Arg], keywords: Mapping[str, Arg]) -> dict[str, Arg]:
    """Where the program has set an order of axes for all layers, that of a layer which names none is not known."""
    if "data_format" not in signature.parameters or "data_format" in keywords:
        return {}
    given = "data_format" in signature.places[: len(positional)]
    return {} if given else {"data_format": Unclear("the order of axes was set for all layers")}


def _new_layer(m: Machine, label: str, configured: Configured | None, arguments: Arguments, node: cst.CSTNode) -> Ref:
    given = arguments.keywords.get("name")
    if isinstance(given, Constant) and isinstance(given.value, str):
        name = given.value
    elif given is None or given is NONE:
        name = automatic_name(m, snake_case(label))
    else:
        name = "?"
    trainable = configured.trainable if configured is not None else True
    record = LayerObject(
        label, name, configured, m.site(node), many=bool(m.summarised_loops), trainable=trainable is not False
    )
    if NUMBERS in m.state.variables:
        record = replace(record, policy=_policy(m))
    if label == "Lambda":
        function, stated = function_of_lambda(m, arguments), stated_by_lambda(m, arguments)
        record = replace(record, function=function, stated=stated)
    return m.new(record)


def _policy(m: Machine) -> str:
    """The type of numbers that the program has set for all layers."""
    value = m.visible(m.state.variables[NUMBERS])
    return value.value if isinstance(value, Constant) and isinstance(value.value, str) else "?"
