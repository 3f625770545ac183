"""Where a layer stands in a row: in a statement with `.add`, as an element of a list, or called on a tensor."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from conv1d_lsp.diagnostics import Edit, Place
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import input_expression, last_name
from conv1d_lsp.rules.reading.paths import nearest, path_to
from conv1d_lsp.source.text import text_of

Edits = tuple[Edit, ...] | None


@dataclass(frozen=True, slots=True)
class Added:
    """`model.add(layer)`, a statement of its own."""

    call: cst.Call
    statement: cst.SimpleStatementLine

    def before(self, text: Text, made: str) -> Edits:
        """Another layer, made by this code, in front of it."""
        indent = text.indent(text.place(self.statement).line)
        return (text.before(self.statement, f"{text_of(self.call.func)}({made})\n{indent}"),)

    def behind(self, text: Text, made: str) -> Edits:
        """Another layer behind it."""
        indent = text.indent(text.place(self.statement).line)
        return (text.after(self.call, f"\n{indent}{text_of(self.call.func)}({made})"),)

    def without(self, text: Text) -> Edits:
        """The lines of the statement taken away, where another one follows in its block."""
        block = nearest(path_to(self.call, text.positions), cst.IndentedBlock)
        body = text.positions.parsed.module.body if block is None else block.body
        if not any(each is self.statement for each in body[:-1]):
            return None
        own = text.place(self.statement)
        return (Edit(Place(own.file, own.line, 1, own.end_line + 1, 1), ""),)


@dataclass(frozen=True, slots=True)
class Listed:
    """An element of a list of layers."""

    element: cst.Element
    holder: cst.List

    def before(self, text: Text, made: str) -> Edits:
        return (text.before(self.element, f"{made},{text.separator(self.element, self.holder)}"),)

    def behind(self, text: Text, made: str) -> Edits:
        return (text.after(self.element, f",{text.separator(self.element, self.holder)}{made}"),)

    def without(self, text: Text) -> Edits:
        elements = self.holder.elements
        place = next(index for index, each in enumerate(elements) if each is self.element)
        if len(elements) < 2:
            return None
        if place + 1 < len(elements):
            return (text.up_to(elements[place], elements[place + 1]),)
        return (text.between(elements[place - 1].value, elements[place].value, ""),)


@dataclass(frozen=True, slots=True)
class Called:
    """`layer(x)` or `Layer(…)(x)`."""

    call: cst.Call

    def before(self, text: Text, made: str) -> Edits:
        passed = input_expression(self.call, 0)
        return None if passed is None else text.around(passed, f"{made}(", ")")

    def behind(self, text: Text, made: str) -> Edits:
        return text.around(self.call, f"{made}(", ")")

    def without(self, text: Text) -> Edits:
        return (text.replace(self.call, text_of(self.call.args[0].value)),) if len(self.call.args) == 1 else None


Spot = Added | Listed | Called


def spot_of(text: Text, node: cst.CSTNode, call: cst.Call | None) -> Spot | None:
    """call: the node, if it may be a layer called on a tensor."""
    path = path_to(node, text.positions)
    if isinstance(node, cst.Call) and _adds(node):
        statement = nearest(path, cst.SimpleStatementLine)
        return Added(node, statement) if statement is not None and len(statement.body) == 1 else None
    element = next((each for each in reversed(path) if isinstance(each, cst.Element)), None)
    holder, outer = nearest(path, cst.List), nearest(path, cst.Call)
    if element is None or holder is None or element.value is not node:
        return None if call is None else Called(call)
    in_sequential = outer is not None and last_name(outer.func) == "Sequential"
    return Called(call) if call is not None and not in_sequential else Listed(element, holder)


def _adds(call: cst.Call) -> bool:
    """`model.add(layer)`, not `layers.add([x, y])`."""
    named = isinstance(call.func, cst.Attribute) and call.func.attr.value == "add"
    return named and not (call.args and isinstance(call.args[0].value, cst.List))
