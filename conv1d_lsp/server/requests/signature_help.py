"""The arguments of the layer that is being written, with the one that the cursor is at, and what comes of it so far."""

from lsprotocol import types as t

from conv1d_lsp.server.requests.argument_words import WORDS
from conv1d_lsp.server.requests.layer_arguments import REFUSED, LayerCall
from conv1d_lsp.server.requests.open_call import OpenCall


def signature_help(layer: LayerCall) -> t.SignatureHelp:
    """The layer's signature under the program's generation of Keras."""
    label = f"{layer.call.callee.rpartition('.')[2]}("
    parameters, active = [], None
    for number, (name, parameter) in enumerate(layer.parameters.items()):
        default = layer.signature.default_text(parameter)
        text = name if default is None else f"{name}={default}"
        parameters.append(t.ParameterInformation(text, WORDS.get(name)))
        label += (", " if number else "") + text
        if name == layer.current:
            active = number
    about = so_far(layer)
    information = t.SignatureInformation(f"{label})", about, parameters, active)
    return t.SignatureHelp([information], 0, active)


def so_far(layer: LayerCall) -> str | None:
    """`(None, 100, 1) → (None, 98, 64)`, with what is written by now."""
    if layer.incoming is None:
        return None
    whole = LayerCall(layer.declared, layer.keras, _left(layer.call), layer.incoming)
    told = whole.output({})
    shown = layer.incoming.said.replace("`", "")
    return f"{shown} → {told}" if told not in (None, REFUSED) else shown


def _left(call: OpenCall) -> OpenCall:
    """The call with the cursor behind it, so that all of its arguments count."""
    return OpenCall(call.callee, call.start, call.arguments, len(call.arguments), "", "", call.direct, call.end)
