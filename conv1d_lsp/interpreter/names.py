"""Which names a function, class or module binds: Python decides it once for the whole body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import libcst as cst

from conv1d_lsp.source.walk import child_nodes

Body = cst.FunctionDef | cst.Lambda | cst.ClassDef | cst.Module | cst.BaseComp


@dataclass(frozen=True, slots=True)
class LocalNames:
    """Names bound in a body; those declared `global` or `nonlocal` are kept apart. `yields`: it is a generator."""

    bound: frozenset[str]
    global_: frozenset[str] = frozenset()
    nonlocal_: frozenset[str] = frozenset()
    yields: bool = False


NO_NAMES = LocalNames(frozenset())


def names_of(node: cst.FunctionDef | cst.Lambda | cst.ClassDef) -> LocalNames:
    """The names that a body binds, its parameters included."""
    collector = _Collector()
    if isinstance(node, cst.FunctionDef | cst.Lambda):
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


def dotted(node: cst.BaseExpression) -> str:
    """`a.b.c` as text."""
    if isinstance(node, cst.Attribute):
        return f"{dotted(node.value)}.{node.attr.value}"
    assert isinstance(node, cst.Name)
    return node.value


@cache
def _inner_body(kind: type[cst.CSTNode]) -> bool:
    return issubclass(kind, cst.FunctionDef | cst.ClassDef | cst.Lambda)


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
        stack = list(nodes)
        while stack:
            node = stack.pop()
            self.visit(node)
            if _inner_body(type(node)):
                if isinstance(node, cst.FunctionDef | cst.ClassDef):
                    self.bound.add(node.name.value)
                    stack.extend(decorator.decorator for decorator in node.decorators)
                continue
            if isinstance(node, cst.BaseComp | cst.DictComp):
                stack.extend(_walruses(node))
                continue
            stack.extend(child_nodes(node))

    def visit(self, node: cst.CSTNode) -> None:
        match node:
            case cst.AssignTarget() | cst.AnnAssign() | cst.AugAssign() | cst.For() | cst.NamedExpr():
                self.target(node.target)
            case cst.Del():
                self.target(node.target)
            case cst.AsName():
                self.target(node.name)
            case cst.ImportAlias(asname=None):
                self.bound.add(dotted(node.name).partition(".")[0])
            case cst.Global():
                self.globals |= {item.name.value for item in node.names}
            case cst.Nonlocal():
                self.nonlocals |= {item.name.value for item in node.names}
            case cst.MatchAs() | cst.MatchStar():
                self.target(node.name)
            case cst.MatchMapping():
                self.target(node.rest)
            case cst.Yield():
                self.yields = True

    def target(self, node: cst.CSTNode | None) -> None:
        match node:
            case cst.Name():
                self.bound.add(node.value)
            case cst.Tuple() | cst.List():
                for element in node.elements:
                    self.target(element.value)
            case cst.StarredElement():
                self.target(node.value)


def _walruses(node: cst.CSTNode) -> Iterator[cst.NamedExpr]:
    """Assignment expressions inside a comprehension bind in the scope around it."""
    stack = list(child_nodes(node))
    while stack:
        inner = stack.pop()
        if isinstance(inner, cst.NamedExpr):
            yield inner
        stack.extend(child_nodes(inner))
