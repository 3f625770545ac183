"""Which names a function, class or module binds: Python decides it once for the whole body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import libcst as cst
from msgspec import Struct

from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import CHILDLESS, child_nodes, nodes_in


class LocalNames(Struct, frozen=True):
    """Names bound in a body; those declared `global` or `nonlocal` are kept apart. `yields`: it is a generator."""

    bound: frozenset[str]
    global_: frozenset[str] = frozenset()
    nonlocal_: frozenset[str] = frozenset()
    yields: bool = False


def names_of(node: cst.FunctionDef | cst.Lambda | cst.ClassDef) -> LocalNames:
    """The names that a body binds, its parameters included."""
    collector = _Collector()
    if type(node) is cst.FunctionDef or type(node) is cst.Lambda:
        collector.parameters(node.params)
    collector.walk([node.body])
    return collector.result()


def names_of_statements(statements: Iterable[cst.CSTNode]) -> LocalNames:
    """The names that a module's statements bind."""
    collector = _Collector()
    collector.walk(statements)
    return collector.result()


def parameters_of(params: cst.Parameters) -> Iterator[cst.Param]:
    """All parameters in their order, starred ones too."""
    yield from params.posonly_params
    yield from params.params
    if isinstance(params.star_arg, cst.Param):
        yield params.star_arg
    yield from params.kwonly_params
    if params.star_kwarg is not None:
        yield params.star_kwarg


_INNER = frozenset({cst.FunctionDef, cst.ClassDef, cst.Lambda})
_COMPREHENSIONS = frozenset({cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp})


class _Collector:
    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.yields = False

    def result(self) -> LocalNames:
        outside = self.globals | self.nonlocals
        return LocalNames(
            frozenset(self.bound - outside), frozenset(self.globals), frozenset(self.nonlocals), self.yields
        )

    def parameters(self, params: cst.Parameters) -> None:
        self.bound |= {parameter.name.value for parameter in parameters_of(params)}

    def walk(self, nodes: Iterable[cst.CSTNode]) -> None:
        stack: list[Any] = list(nodes)
        while stack:
            node = stack.pop()
            kind = type(node)
            if kind in CHILDLESS:
                continue
            if kind is cst.Attribute:
                stack.append(node.value)
                continue
            if kind is cst.Call:
                stack.append(node.func)
                stack += [argument.value for argument in node.args]
                continue
            visit = _VISITS.get(kind)
            if visit is not None:
                visit(self, node)
            if kind in _INNER:
                if kind is not cst.Lambda:
                    stack.extend(decorator.decorator for decorator in node.decorators)
            elif kind in _COMPREHENSIONS:
                stack.extend(_walruses(node))
            else:
                stack += child_nodes(node)

    def definition(self, node: cst.FunctionDef | cst.ClassDef) -> None:
        self.bound.add(node.name.value)

    def assigned(
        self, node: cst.AssignTarget | cst.AnnAssign | cst.AugAssign | cst.For | cst.NamedExpr | cst.Del
    ) -> None:
        self.target(node.target)

    def renamed(self, node: cst.AsName | cst.MatchAs | cst.MatchStar) -> None:
        self.target(node.name)

    def rest(self, node: cst.MatchMapping) -> None:
        self.target(node.rest)

    def imported(self, node: cst.ImportAlias) -> None:
        if node.asname is None:
            self.bound.add(text_of(node.name).partition(".")[0])

    def declared_global(self, node: cst.Global) -> None:
        self.globals |= {item.name.value for item in node.names}

    def declared_nonlocal(self, node: cst.Nonlocal) -> None:
        self.nonlocals |= {item.name.value for item in node.names}

    def yielded(self, node: cst.Yield) -> None:
        self.yields = True

    def target(self, node: cst.CSTNode | None) -> None:
        if type(node) is cst.Name:
            self.bound.add(node.value)
        elif type(node) is cst.Tuple or type(node) is cst.List:
            for element in node.elements:
                self.target(element.value)
        elif type(node) is cst.StarredElement:
            self.target(node.value)


_VISITS: Mapping[type[cst.CSTNode], Callable[[_Collector, Any], None]] = {
    cst.FunctionDef: _Collector.definition,
    cst.ClassDef: _Collector.definition,
    cst.AssignTarget: _Collector.assigned,
    cst.AnnAssign: _Collector.assigned,
    cst.AugAssign: _Collector.assigned,
    cst.For: _Collector.assigned,
    cst.NamedExpr: _Collector.assigned,
    cst.Del: _Collector.assigned,
    cst.AsName: _Collector.renamed,
    cst.MatchAs: _Collector.renamed,
    cst.MatchStar: _Collector.renamed,
    cst.MatchMapping: _Collector.rest,
    cst.ImportAlias: _Collector.imported,
    cst.Global: _Collector.declared_global,
    cst.Nonlocal: _Collector.declared_nonlocal,
    cst.Yield: _Collector.yielded,
}


def _walruses(node: cst.CSTNode) -> Iterator[cst.NamedExpr]:
    """Assignment expressions inside a comprehension bind in the scope around it."""
    return (each for each in nodes_in(node) if type(each) is cst.NamedExpr)
