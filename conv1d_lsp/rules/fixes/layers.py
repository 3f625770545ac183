"""Layers put in front of a call, wrapped, exchanged, or made once more."""

from conv1d_lsp.rules.fixes.literals import is_literal
from conv1d_lsp.rules.fixes.names import class_name, layer_name
from conv1d_lsp.rules.fixes.spots import Edits, spot_of
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import Construction, layer_call
from conv1d_lsp.rules.reading.paths import contains
from conv1d_lsp.rules.site import Site
from conv1d_lsp.source.text import text_of


def layer_before(text: Text, site: Site, layer: str, arguments: str) -> Edits:
    """Another layer between the input and the layer of the finding."""
    construction = site.construction
    if construction is None or construction.argument("input_shape") is not None:
        return None  # a layer in front would have to take the `input_shape` over
    node = site.finding.site.node
    name, spot = (
        layer_name(text, layer, construction.call.func),
        spot_of(text, node, layer_call(node, site.finding.made)),
    )
    edits = None if name is None or spot is None else spot.before(text, f"{name[0]}({arguments})")
    return None if name is None or edits is None else (*name[1], *edits)


def wrapped(text: Text, construction: Construction, wrapper: str) -> Edits:
    """The layer inside another: `TimeDistributed(Conv1D(...))`."""
    found = class_name(text, wrapper, construction.call.func)
    return None if found is None else (*found[1], *text.around(construction.call, f"{found[0]}(", ")"))


def exchanged(text: Text, construction: Construction, layer: str) -> Edits:
    """Another class with the same arguments."""
    found = class_name(text, layer, construction.call.func)
    return None if found is None else (*found[1], text.replace(construction.call.func, found[0]))


def made_again(text: Text, site: Site) -> Edits:
    """In place of the layer that a call uses, one that is made like it there."""
    finding, made = site.finding, site.construction
    call = layer_call(finding.site.node, finding.made)
    if call is None or made is None or contains(call, made.call) or made.argument("name") is not None:
        return None
    if finding.made is None or finding.made.module != finding.site.module:
        return None  # what it is made with may have no name here
    there, here = (None if each is None else each.caller for each in (finding.made, finding.site))
    same_scope = (there and there.node) is (here and here.node)
    if not same_scope and not all(is_literal(each.value) for each in made.call.args):
        return None  # the names may not be known there
    return (text.replace(call.func, text_of(made.call)),)
