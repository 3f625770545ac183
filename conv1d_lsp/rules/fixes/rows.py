"""Layers put behind a call of the graph, or taken away: in a Sequential's list, with `.add`, or called on a tensor."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit, Place
from conv1d_lsp.interpreter.values import GraphNode
from conv1d_lsp.rules.fixes.modules import reach_of_module
from conv1d_lsp.rules.fixes.names import class_name
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import construction_of, last_name
from conv1d_lsp.rules.reading.paths import nearest, path_to
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.text import text_of

Edits = tuple[Edit, ...] | None


def layer_behind(text: Text, graph: GraphNode, layer: str, arguments: str, keras: Generation) -> Edits:
    """Another layer on what a call of a layer gives."""
    found = _made(text, graph, layer, arguments, keras)
    call = graph.site.node
    if found is None or not isinstance(call, cst.Call):
        return None
    made, edits = found
    if _is_added(call):
        statement = nearest(path_to(call, text.positions), cst.SimpleStatementLine)
        if statement is None or len(statement.body) != 1:
            return None
        indent = text.indent(text.place(statement).line)
        return (*edits, text.after(call, f"\n{indent}{text_of(call.func)}({made})"))
    listed = _in_list(text, call)
    if listed is not None:
        return (*edits, text.after(listed[0], f",{text.separator(*listed)}{made}"))
    return (*edits, *text.around(call, f"{made}(", ")")) if _is_called(call, graph) else None


def layer_before_call(text: Text, graph: GraphNode, layer: str, arguments: str, keras: Generation) -> Edits:
    """Another layer on what a call of a layer gets."""
    found = _made(text, graph, layer, arguments, keras)
    call = graph.site.node
    if found is None or not isinstance(call, cst.Call):
        return None
    made, edits = found
    if _is_added(call):
        statement = nearest(path_to(call, text.positions), cst.SimpleStatementLine)
        if statement is None or len(statement.body) != 1:
            return None
        indent = text.indent(text.place(statement).line)
        return (*edits, text.before(statement, f"{text_of(call.func)}({made})\n{indent}"))
    listed = _in_list(text, call)
    if listed is not None:
        return (*edits, text.before(listed[0], f"{made},{text.separator(*listed)}"))
    if not _is_called(call, graph) or not call.args or call.args[0].keyword is not None:
        return None
    return (*edits, *text.around(call.args[0].value, f"{made}(", ")"))


def without_layer(text: Text, graph: GraphNode) -> Edits:
    """What a layer is called on in the place of what it gives."""
    call = graph.site.node
    if not isinstance(call, cst.Call):
        return None
    if _is_added(call):
        return _without_statement(text, call)
    listed = _in_list(text, call)
    if listed is not None:
        elements = listed[1].elements
        place = next(index for index, each in enumerate(elements) if each is listed[0])
        if len(elements) < 2:
            return None
        if place + 1 < len(elements):
            return (text.up_to(elements[place], elements[place + 1]),)
        return (text.between(elements[place - 1].value, elements[place].value, ""),)
    if not _is_called(call, graph) or len(call.args) != 1:
        return None
    return (text.replace(call, text_of(call.args[0].value)),)


def _made(
    text: Text, graph: GraphNode, layer: str, arguments: str, keras: Generation
) -> tuple[str, tuple[Edit, ...]] | None:
    construction = construction_of(graph, keras)
    found = None if construction is None else class_name(text, layer, construction.call.func)
    found = found or by_module(text, layer)
    return None if found is None else (f"{found[0]}({arguments})", found[1])


def by_module(text: Text, layer: str) -> tuple[str, tuple[Edit, ...]] | None:
    """The class by way of the module `layers`."""
    found = reach_of_module(text, "layers")
    return None if found is None else (f"{found[0]}.{layer}", found[1])


def _without_statement(text: Text, call: cst.Call) -> Edits:
    """The lines of a statement that has them for itself, where another one follows in its block."""
    path = path_to(call, text.positions)
    statement = nearest(path, cst.SimpleStatementLine)
    block = nearest(path, cst.IndentedBlock)
    body = text.positions.parsed.module.body if block is None else block.body
    place = next((index for index, each in enumerate(body) if each is statement), None)
    if statement is None or len(statement.body) != 1 or place is None or place + 1 >= len(body):
        return None
    own = text.place(statement)
    return (Edit(Place(own.file, own.line, 1, own.end_line + 1, 1), ""),)


def _is_added(call: cst.Call) -> bool:
    return isinstance(call.func, cst.Attribute) and call.func.attr.value == "add"


def _in_list(text: Text, call: cst.Call) -> tuple[cst.Element, cst.List] | None:
    """The element of the list of a Sequential that the call is."""
    path = path_to(call, text.positions)
    element = next((each for each in reversed(path) if isinstance(each, cst.Element)), None)
    holder = nearest(path, cst.List)
    outer = nearest(path, cst.Call)
    if element is None or holder is None or element.value is not call or outer is None:
        return None
    return (element, holder) if last_name(outer.func) == "Sequential" else None


def _is_called(call: cst.Call, graph: GraphNode) -> bool:
    """`Layer(...)(x)`, or `layer(x)`."""
    return isinstance(call.func, cst.Call) or last_name(call.func) != graph.label
