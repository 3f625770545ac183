"""The calls of a finding: where the layer is made, where each argument stands, what the input is called."""

import libcst as cst
from msgspec import Struct

from conv1d_lsp.interpreter.values import GraphNode
from conv1d_lsp.interpreter.values.site import Site as CodeSite
from conv1d_lsp.layers import find
from conv1d_lsp.rules.reading.paths import contains
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import nodes_in

#: Longer names, and other expressions that are longer, are not repeated in a message.
_LONGEST_NAME = 32
_LONGEST_EXPRESSION = 20
_INPUT_PLACES = ("shape", "batch_size", "dtype", "sparse", "batch_shape", "name")


class Construction(Struct, frozen=True):
    """The call that makes a layer (or `Input`).

    places: the constructor's parameters in positional order. skipped: how many arguments before them are tensors.
    """

    call: cst.Call
    places: tuple[str, ...]
    skipped: int = 0

    def argument(self, name: str) -> cst.Arg | None:
        """The argument for a parameter, by keyword or by position."""
        for each in self.call.args:
            if each.keyword is not None and each.keyword.value == name:
                return each
        return self.positional(self.places.index(name)) if name in self.places else None

    def positional(self, index: int) -> cst.Arg | None:
        """The argument at a position, unless a `*` makes that unsure."""
        index += self.skipped
        before = self.call.args[: index + 1]
        if len(before) <= index or any(each.star or each.keyword is not None for each in before):
            return None
        return before[index]


def construction(node: cst.CSTNode, made: CodeSite | None, keras: Generation) -> Construction | None:
    """Where the layer of a finding is made."""
    maker = node if made is None else made.node
    return construction_by(maker, keras) if isinstance(maker, cst.Call) else None


def construction_of(graph: GraphNode, keras: Generation) -> Construction | None:
    """Where the layer of a call in the graph is made, if that is a part of the call's own expression."""
    node = graph.site.node
    if not isinstance(node, cst.Call):
        return None
    first = node.args[0].value if node.args else None
    if isinstance(node.func, cst.Call):
        return construction_by(node.func, keras)
    if last_name(node.func) == "add" and isinstance(first, cst.Call):
        return construction_by(first, keras)
    return construction_by(node, keras) if last_name(node.func) == graph.label else None


def construction_by(call: cst.Call, keras: Generation) -> Construction:
    """`concatenate([a, b], axis=1)` and its like take the tensors first, then what the layer takes."""
    name = last_name(call.func)
    if name in ("Input", "InputLayer"):
        return Construction(call, _INPUT_PLACES)
    declaration = find(name, keras)
    places = () if declaration is None else declaration.signature(keras).places
    return Construction(call, places)


def inner_construction(outer: Construction, keras: Generation) -> Construction:
    """The construction of the layer inside a wrapper: `LSTM(8)` of `Bidirectional(LSTM(8))`; else the same."""
    first = outer.call.args[0].value if outer.call.args else None
    return construction_by(first, keras) if isinstance(first, cst.Call) else outer


def last_name(function: cst.BaseExpression) -> str:
    """`Conv1D` of `keras.layers.Conv1D`."""
    if isinstance(function, cst.Name):
        return function.value
    return function.attr.value if isinstance(function, cst.Attribute) else ""


def method_of(node: cst.CSTNode) -> str:
    """`reshape` of `x.reshape(4, 3)`, `T` of `x.T`."""
    function = node.func if isinstance(node, cst.Call) else node
    return last_name(function) if isinstance(function, cst.BaseExpression) else ""


def layer_call(node: cst.CSTNode, made: CodeSite | None) -> cst.Call | None:
    """The finding's node if it is `layer(tensor)`; None for an element of a Sequential, `.add` and the like."""
    if not isinstance(node, cst.Call) or last_name(node.func) == "Sequential":
        return None
    if last_name(node.func)[:1].islower() and made is not None and made.node is node:
        return node
    if made is not None and (made.node is node or any(contains(each, made.node) for each in node.args)):
        return None
    adds = isinstance(node.func, cst.Attribute) and node.func.attr.value == "add" and len(node.args) < 2
    return None if adds and not (node.args and isinstance(node.args[0].value, cst.List)) else node


def argument_at(node: cst.CSTNode, name: str, index: int | None) -> cst.Arg | None:
    """The argument of a call by keyword or at a position, if it is written there."""
    args = node.args if isinstance(node, cst.Call) else ()
    named = next((each for each in args if each.keyword is not None and each.keyword.value == name), None)
    if named is not None or index is None or any(each.star for each in args[: index + 1]):
        return named
    return args[index] if index < len(args) and args[index].keyword is None else None


def written_word(node: cst.CSTNode, word: str) -> cst.SimpleString | None:
    """The first string of this content in the arguments of a call, or between the brackets of a subscript."""
    arguments = [each.value for each in node.args] if isinstance(node, cst.Call) else []
    parts = [each.slice for each in node.slice] if isinstance(node, cst.Subscript) else []
    for each in (*arguments, *parts):
        for inside in nodes_in(each):
            if isinstance(inside, cst.SimpleString) and inside.evaluated_value == word:
                return inside
    return None


def input_expression(call: cst.Call, index: int, count: int = 1) -> cst.BaseExpression | None:
    """The expression of the tensor at `index` among the `count` that are passed; None where a list holds them that is
    made elsewhere."""
    passed = [each.value for each in call.args if each.star == ""]
    if not passed:
        return None
    if isinstance(passed[0], cst.List | cst.Tuple):
        elements = passed[0].elements
        return elements[index].value if index < len(elements) else None
    return passed[index] if index < len(passed) and count <= len(passed) else None


def short_name(expression: cst.CSTNode | None) -> str | None:
    """The expression as code in a sentence, if it is short."""
    if expression is None:
        return None
    text = text_of(expression).strip()
    simple = not isinstance(expression, cst.Call) or not isinstance(expression.func, cst.Call)
    longest = _LONGEST_NAME if isinstance(expression, cst.Name | cst.Attribute) else _LONGEST_EXPRESSION
    return f"`{text}`" if simple and len(text) <= longest and "\n" not in text else None
