"""Whether the defaults of a class's `__init__` have a part in what its methods do."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import libcst as cst

from conv1d_lsp.interpreter.values import Function
from conv1d_lsp.source.walk import child_nodes, nodes_in


def only_kept(initializer: Function, methods: Iterable[cst.FunctionDef]) -> bool:
    """Whether all that has a default goes into attributes that none of the other methods reads.

    False too where a method has defaults of its own.
    """
    attributes = _attributes_of(initializer.node.body, {name for name, _ in initializer.defaults})
    return attributes is not None and not any(_has_defaults(method) or _reads(method, attributes) for method in methods)


def _attributes_of(body: cst.CSTNode, names: Collection[str]) -> set[str] | None:
    """The attributes that `self.attribute = name` gives these names to; None if anything else is done with them."""
    kept: set[str] = set()
    stack = [body]
    while stack:
        node = stack.pop()
        if type(node) is cst.Assign and type(node.value) is cst.Name and node.value.value in names:
            targets = [each.target for each in node.targets]
            if not all(type(target) is cst.Attribute for target in targets):
                return None
            kept |= {target.attr.value for target in targets if type(target) is cst.Attribute}
        elif type(node) is cst.Name and node.value in names:
            return None
        else:
            stack += child_nodes(node)
    return kept


def _has_defaults(method: cst.FunctionDef) -> bool:
    parameters = (*method.params.params, *method.params.kwonly_params, *method.params.posonly_params)
    return any(each.default is not None for each in parameters)


def _reads(method: cst.FunctionDef, attributes: Collection[str]) -> bool:
    return any(type(node) is cst.Attribute and node.attr.value in attributes for node in nodes_in(method.body))
