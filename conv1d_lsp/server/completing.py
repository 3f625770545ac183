"""Completion and help with signatures, inside of calls of Keras alone: elsewhere others know more."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lsprotocol import types as t

from conv1d_lsp.server.requests.imported_names import meaning
from conv1d_lsp.server.requests.open_call import OpenCall, calls_around
from conv1d_lsp.server.server import Server
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.settings import Generation

if TYPE_CHECKING:
    from conv1d_lsp.server.requests.completion import Candidate
    from conv1d_lsp.server.requests.incoming import Incoming
    from conv1d_lsp.server.requests.layer_arguments import LayerCall


def register(server: Server) -> None:
    completes = t.CompletionOptions(trigger_characters=["(", ",", "=", '"', "'"])
    server.feature(t.TEXT_DOCUMENT_COMPLETION, completes)(on_completion)
    helps = t.SignatureHelpOptions(trigger_characters=["(", ","], retrigger_characters=["="])
    server.feature(t.TEXT_DOCUMENT_SIGNATURE_HELP, helps)(on_signature_help)


async def on_completion(ls: Server, params: t.CompletionParams) -> list[t.CompletionItem]:
    snapshot = await ls.session.now(params.text_document.uri)
    if snapshot is None:
        return []
    offset = snapshot.text.offset(params.position)
    found = next(calls_around(snapshot.text.source, offset), None)
    if found is None:
        return []
    from conv1d_lsp.server.requests import completion

    return completion.to_protocol(snapshot, found, offset, await _candidates(ls, snapshot, found))


async def on_signature_help(ls: Server, params: t.SignatureHelpParams) -> t.SignatureHelp | None:
    snapshot = await ls.session.now(params.text_document.uri)
    if snapshot is None:
        return None
    from conv1d_lsp.server.requests.signature_help import signature_help

    for call in calls_around(snapshot.text.source, snapshot.text.offset(params.position)):
        layer = await _layer(ls, snapshot, call)
        if layer is not None:
            return signature_help(layer)
    return None


async def _candidates(ls: Server, snapshot: Snapshot, call: OpenCall) -> "list[Candidate]":
    from conv1d_lsp.server.requests import completion

    layer = await _layer(ls, snapshot, call)
    if layer is not None:
        return [*completion.of_layer(snapshot, layer)]
    if _meaning(snapshot, call) == "keras.Input":
        return [*completion.of_input(snapshot, call)]
    model, _, method = call.callee.rpartition(".")
    if method == "compile" and any(each.variable == model for each in snapshot.analysis.models):
        return [*completion.of_compile(snapshot, call, Generation(snapshot.analysis.keras))]
    return []


async def _layer(ls: Server, snapshot: Snapshot, call: OpenCall) -> "LayerCall | None":
    """The layer that a call makes, with the shape that comes into it."""
    from conv1d_lsp.server.requests.layer_arguments import layer_call

    path = _meaning(snapshot, call)
    layer = None if path is None else layer_call(path, Generation(snapshot.analysis.keras), call)
    return None if layer is None else replace(layer, incoming=await _incoming(ls, snapshot, call))


async def _incoming(ls: Server, snapshot: Snapshot, call: OpenCall) -> "Incoming | None":
    """What comes into the layer; of a statement that is broken, from a reading of what stands above it."""
    from conv1d_lsp.server.requests.incoming import ending, incoming, probe

    known = incoming(snapshot, call)
    source = snapshot.text.source
    program = probe(source, call) if known is None and snapshot.notebook is None else None
    if program is None:
        return known
    return ending(await ls.session.read(snapshot, program), source, call)


def _meaning(snapshot: Snapshot, call: OpenCall) -> str | None:
    """What Keras calls the callee; the imports of a cell may be in another one."""
    whole = snapshot if snapshot.notebook is None else snapshot.notebook.whole
    return meaning(call.callee, whole.text.source)
