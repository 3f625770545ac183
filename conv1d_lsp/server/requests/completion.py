"""What can be written inside of a call of Keras, with the shape that comes of it. Nothing anywhere else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types as t

from conv1d_lsp.diagnostics import show_shape
from conv1d_lsp.layers.identifiers import Kind
from conv1d_lsp.server.requests.argument_words import WORDS
from conv1d_lsp.server.requests.known_data import data_shapes, fitting_losses
from conv1d_lsp.server.requests.layer_arguments import REFUSED, LayerCall, typed
from conv1d_lsp.server.requests.open_call import OpenCall
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.settings import Generation


@dataclass(frozen=True, slots=True)
class Candidate:
    """text: as it is written. told: beside it. about: below it."""

    text: str
    told: str
    kind: t.CompletionItemKind
    about: str | None = None


def of_layer(snapshot: Snapshot, layer: LayerCall) -> Iterator[Candidate]:
    """Arguments of a layer, or values of the one that the cursor is at."""
    if not layer.call.direct:
        return
    argument = layer.call.arguments[layer.call.current]
    current = layer.current
    if current is not None:
        if current == "input_shape":
            yield from _of_data(snapshot)
        yield from (_value(value, current, told) for value, told in layer.values(current))
    if argument.keyword is None and not layer.call.quote:
        yield from (_argument(layer, name) for name in _open(layer))


def of_input(snapshot: Snapshot, call: OpenCall) -> Iterator[Candidate]:
    """The shape of `Input`, from the arrays that the program trains with."""
    argument = call.arguments[call.current]
    if call.direct and not call.quote and argument.keyword in (None, "shape"):
        named = argument.keyword is not None or call.current == 0
        yield from _of_data(snapshot) if named else ()


def of_compile(snapshot: Snapshot, call: OpenCall, keras: Generation) -> Iterator[Candidate]:
    """Losses, those first that fit what the model ends with; optimizers."""
    keyword = call.arguments[call.current].keyword
    if not call.direct or keyword not in ("loss", "optimizer"):
        return
    kind = Kind.LOSS if keyword == "loss" else Kind.OPTIMIZER
    model = call.callee.rpartition(".")[0]
    fitting = fitting_losses(snapshot.analysis, model) if keyword == "loss" else {}
    words = [word for word in kind.words(keras) if word.islower() and len(word) > 3]
    for word in dict.fromkeys((*fitting, *words)):
        yield Candidate(f'"{word}"', fitting.get(word, keyword), t.CompletionItemKind.EnumMember)


def to_protocol(snapshot: Snapshot, call: OpenCall, offset: int, found: Iterable[Candidate]) -> list[t.CompletionItem]:
    """The candidates in the client's positions, in our order."""
    source = snapshot.text.source
    start = offset - len(call.prefix)
    end = offset + (_word_after(source, offset) if call.quote else 0)
    place = t.Range(snapshot.text.position_at(start), snapshot.text.position_at(end))
    space = " " if not call.quote and source[start - 1 : start] == "," else ""
    return [_item(each, place, space, number, call.quote) for number, each in enumerate(_suited(call, found))]


def _suited(call: OpenCall, found: Iterable[Candidate]) -> Sequence[Candidate]:
    """In a string, strings alone."""
    return [each for each in found if not call.quote or each.text.startswith('"')]


def _item(each: Candidate, place: t.Range, space: str, number: int, quote: str) -> t.CompletionItem:
    text = each.text.strip('"') if quote else each.text
    return t.CompletionItem(
        label=text,
        kind=each.kind,
        detail=each.told or None,
        documentation=each.about,
        sort_text=f"{number:03}",
        filter_text=text,
        text_edit=t.TextEdit(place, space + text),
    )


def _open(layer: LayerCall) -> Iterator[str]:
    """The arguments that are not given: those that must be first, then in Keras's order, those of every layer last."""
    signature = layer.signature
    common = {"name", "trainable", "dtype", "autocast", *signature.of_every_layer}
    names = [name for name in layer.parameters if name not in layer.given]
    names.sort(key=lambda name: (name not in signature.required, name in common))
    before = layer.call.arguments[: layer.call.current]
    passed = {signature.places[number] for number, each in enumerate(before) if each.keyword is None}
    return (name for name in names if name not in passed)


def _argument(layer: LayerCall, name: str) -> Candidate:
    parameter = layer.parameters[name]
    default = layer.signature.default_text(parameter)
    told = f"{typed(parameter)} = {default}".strip() if default is not None else f"{typed(parameter)}, required"
    about = [WORDS[name]] if name in WORDS else []
    shapes = [f"{value} → {shape}" for value, shape in layer.values(name) if shape not in (None, REFUSED)]
    if shapes and layer.incoming is not None:
        about += [f"on {layer.incoming.said.replace('`', '')}:", *shapes]
    return Candidate(f"{name}=", told, t.CompletionItemKind.Property, "\n".join(about) or None)


def _value(value: str, name: str, told: str | None) -> Candidate:
    return Candidate(value, name if told is None else f"→ {told}", t.CompletionItemKind.Value)


def _of_data(snapshot: Snapshot) -> Iterator[Candidate]:
    for name, shape in data_shapes(snapshot):
        yield Candidate(show_shape(shape), f"the shape of `{name}`", t.CompletionItemKind.Value)


def _word_after(source: str, offset: int) -> int:
    rest = source[offset : offset + 60]
    return len(rest) - len(rest.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"))
