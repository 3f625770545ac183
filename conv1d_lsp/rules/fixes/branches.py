"""Branches that lost different numbers of steps."""

from collections.abc import Callable, Iterator, Sequence

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.interpreter.values import Array, GraphNode, Tensor
from conv1d_lsp.rules.fixes.arguments import is_word, quoted, set_argument
from conv1d_lsp.rules.fixes.names import layer_name
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import construction_of, input_expression, layer_call
from conv1d_lsp.rules.site import Site
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape

Edits = tuple[Edit, ...] | None


def padded_branches(text: Text, inputs: Sequence[Tensor | Array], keras: Generation) -> tuple[Edit, ...] | None:
    """`padding="same"` for each layer of one branch alone that takes steps for want of padding."""
    return _for_each_alone(inputs, lambda node: _padded(text, node, keras))


def unstrided_branches(text: Text, inputs: Sequence[Tensor | Array], keras: Generation) -> tuple[Edit, ...] | None:
    """`strides=1` for each layer of one branch alone that takes more than one step at a time."""
    return _for_each_alone(inputs, lambda node: _unstrided(text, node, keras))


def _for_each_alone(
    inputs: Sequence[Tensor | Array], edited: Callable[[GraphNode], Edit | None]
) -> tuple[Edit, ...] | None:
    branches = [{id(node): node for node in _all_before(tensor)} for tensor in inputs if isinstance(tensor, Tensor)]
    edits: dict[int, Edit] = {}
    for number, branch in enumerate(branches):
        others = [each for index, each in enumerate(branches) if index != number]
        for key, node in branch.items():
            if not any(key in other for other in others):
                edit = edited(node)
                if edit is not None:
                    edits[id(node.site.node)] = edit
    return tuple(edits.values()) or None


def _unstrided(text: Text, node: GraphNode, keras: Generation) -> Edit | None:
    """Where the steps become fewer by more than a window takes."""
    construction = construction_of(node, keras)
    if construction is None or "strides" not in construction.places or "Transpose" in node.label or not node.inputs:
        return None
    before, after = _steps(node.inputs[0].shape), _steps(node.outputs[0])
    if before is None or after is None or after * 3 > before * 2:
        return None
    return set_argument(text, construction, "strides", "1")


def _steps(shape: Shape) -> int | None:
    return shape.known_axes[1].value if shape.ranked and len(shape.known_axes) == 3 else None


def fitted(
    text: Text, site: Site, index: int, layer: str, arguments: str, keras: Generation
) -> tuple[Edit, ...] | None:
    """A layer on one of the inputs of a call."""
    call, construction = layer_call(site.finding.site.node, site.finding.made), site.construction
    if call is None:
        return None
    passed = input_expression(call, index, len(site.finding.inputs))
    name = layer_name(text, layer, None if construction is None else construction.call.func)
    if passed is None or name is None:
        return None
    return (*name[1], *text.around(passed, f"{name[0]}({arguments})(", ")"))


def _padded(text: Text, node: GraphNode, keras: Generation) -> Edit | None:
    construction = construction_of(node, keras)
    if construction is None or "padding" not in construction.places or node.label.startswith("ZeroPadding"):
        return None
    given = construction.argument("padding")
    if given is not None and not is_word(given, "valid"):
        return None
    return set_argument(text, construction, "padding", quoted(construction, "same"))


def _all_before(tensor: Tensor) -> Iterator[GraphNode]:
    todo, seen = [tensor.node], set[int]()
    while todo:
        node = todo.pop()
        if node is not None and id(node) not in seen:
            seen.add(id(node))
            yield node
            todo += [each.node for each in node.inputs]
