"""Layers put in front of a call, wrapped, exchanged, or made once more."""

import ast

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.names import class_name
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import Construction, input_expression, layer_call
from conv1d_lsp.rules.reading.paths import contains, nearest, path_to
from conv1d_lsp.rules.site import Site
from conv1d_lsp.source.text import text_of

Edits = tuple[Edit, ...] | None


def layer_before(text: Text, site: Site, layer: str, arguments: str) -> Edits:
    """Another layer between the input and the layer of the finding."""
    construction = site.construction
    if construction is None or construction.argument("input_shape") is not None:
        return None  # a layer in front would have to take the `input_shape` over
    found = class_name(text, layer, construction.call.func)
    if found is None:
        return None
    made = f"{found[0]}({arguments})"
    call = layer_call(site.finding.site.node, site.finding.made)
    inserted = _before_call(text, call, made) if call is not None else _before_item(text, site.finding.site.node, made)
    return None if inserted is None else (*found[1], *inserted)


def _before_call(text: Text, call: cst.Call, made: str) -> Edits:
    passed = input_expression(call, 0)
    return None if passed is None else text.around(passed, f"{made}(", ")")


def _before_item(text: Text, node: cst.CSTNode, made: str) -> Edits:
    """In a Sequential: as an element of the list, or with an `.add` of its own."""
    path = path_to(node, text.positions)
    element = next((each for each in reversed(path) if isinstance(each, cst.Element)), None)
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "add":
        statement = nearest(path, cst.SimpleStatementLine)
        if statement is None or len(statement.body) != 1:
            return None
        indent = text.indent(text.place(statement).line)
        return (text.before(statement, f"{text_of(node.func)}({made})\n{indent}"),)
    holder = nearest(path, cst.List)
    if element is None or element.value is not node or holder is None:
        return None
    return (text.before(element, f"{made},{text.separator(element, holder)}"),)


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
    there, here = (None if each is None else each.caller for each in (finding.made, finding.site))
    same_scope = (there and there.node) is (here and here.node)
    if not same_scope and not all(_is_literal(each.value) for each in made.call.args):
        return None  # the names may not be known there
    return (text.replace(call.func, text_of(made.call)),)


def _is_literal(value: cst.BaseExpression) -> bool:
    try:
        ast.literal_eval(text_of(value))
    except (ValueError, SyntaxError):
        return False
    return True
