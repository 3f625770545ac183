"""Which expression of Python's own tree stands for which of LibCST's.

`ast` knows the place of each of its nodes; LibCST has to write the text again to find out. The two trees have the same
form but for what the tables and functions below say. What stands inside f-strings is left out.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import libcst as cst

#: A node of LibCST's, and the one of `ast` that stands for it; None on both sides for what is not there.
Twin = tuple[Any, Any]

#: What is in `ast` and has a place there that is LibCST's, too.
Placed = ast.expr | ast.keyword


class Mismatch(Exception):  # noqa: N818 (no error: another way is taken)
    """The trees do not have the same form."""


def pair(statement: cst.CSTNode, twins: Sequence[ast.stmt]) -> Mapping[int, Placed]:
    """For each expression and named argument of a top-level statement, by identity, its node in `ast`.

    Raises `Mismatch`.

    The name in an attribute has that of the whole attribute.
    """
    pairs: dict[int, Placed] = {}
    stack = list(_statements([statement], twins))
    while stack:
        node, twin = stack.pop()
        if node is None or twin is None:
            if node is not twin:
                raise Mismatch
            continue
        kind = type(node)
        fields = _FIELDS.get(kind)
        if fields is not None:
            stack.extend([(getattr(node, ours), getattr(twin, theirs)) for ours, theirs in fields])
        elif (parts := _PARTS.get(kind)) is not None:
            stack.extend(parts(node, twin))
        if isinstance(twin, Placed):
            pairs[id(node)] = twin
            if kind is cst.Attribute:
                pairs[id(node.attr)] = twin
    return pairs


def _each(nodes: Iterable[Any], twins: Iterable[Any]) -> Iterable[Twin]:
    ours, theirs = tuple(nodes), tuple(twins)
    if len(ours) != len(theirs):
        raise Mismatch
    return zip(ours, theirs, strict=True)


def _statements(nodes: Iterable[cst.CSTNode], twins: Iterable[ast.stmt]) -> Iterable[Twin]:
    """A line of several small statements is one node of LibCST's."""
    small = (
        each
        for node in nodes
        for each in (node.body if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite) else (node,))
    )
    return _each(small, twins)


def _block(node: Any, twins: Sequence[ast.stmt]) -> Iterable[Twin]:
    """The statements of an `else`, a body, a `finally`; none of them stand where there is none."""
    if node is None:
        return _each((), twins)
    body = node.body if isinstance(node, cst.Else | cst.Finally) else node
    return _statements([body] if isinstance(body, cst.SimpleStatementSuite) else body.body, twins)


def _assign(node: cst.Assign, twin: ast.Assign) -> Iterator[Twin]:
    yield node.value, twin.value
    yield from _each((target.target for target in node.targets), twin.targets)


def _delete(node: cst.Del, twin: ast.Delete) -> Iterable[Twin]:
    target = node.target
    if isinstance(target, cst.Tuple) and not target.lpar:
        return _each((each.value for each in target.elements), twin.targets)
    return _each([target], twin.targets)


def _if(node: cst.If, twin: ast.If) -> Iterator[Twin]:
    yield node.test, twin.test
    yield from _block(node.body, twin.body)
    yield from (
        _each([node.orelse], twin.orelse) if isinstance(node.orelse, cst.If) else _block(node.orelse, twin.orelse)
    )


def _while(node: cst.While, twin: ast.While) -> Iterator[Twin]:
    yield node.test, twin.test
    yield from _block(node.body, twin.body)
    yield from _block(node.orelse, twin.orelse)


def _for(node: cst.For, twin: ast.For) -> Iterator[Twin]:
    yield from ((node.target, twin.target), (node.iter, twin.iter))
    yield from _block(node.body, twin.body)
    yield from _block(node.orelse, twin.orelse)


def _with(node: cst.With, twin: ast.With) -> Iterator[Twin]:
    for item, other in _each(node.items, twin.items):
        yield item.item, other.context_expr
        yield item.asname and item.asname.name, other.optional_vars
    yield from _block(node.body, twin.body)


def _try(node: cst.Try, twin: ast.Try) -> Iterator[Twin]:
    yield from _block(node.body, twin.body)
    for handler, other in _each(node.handlers, twin.handlers):
        yield handler.type, other.type
        yield from _block(handler.body, other.body)
    yield from _block(node.orelse, twin.orelse)
    yield from _block(node.finalbody, twin.finalbody)


def _function(node: cst.FunctionDef, twin: ast.FunctionDef) -> Iterator[Twin]:
    yield from _each((each.decorator for each in node.decorators), twin.decorator_list)
    yield node.returns and node.returns.annotation, twin.returns
    yield from _parameters(node.params, twin.args)
    yield from _block(node.body, twin.body)


def _lambda(node: cst.Lambda, twin: ast.Lambda) -> Iterator[Twin]:
    yield node.body, twin.body
    yield from _parameters(node.params, twin.args)


def _parameters(node: cst.Parameters, twin: ast.arguments) -> Iterator[Twin]:
    places = [*node.posonly_params, *node.params]
    arguments = [*twin.posonlyargs, *twin.args]
    if isinstance(node.star_arg, cst.Param):
        places.append(node.star_arg)
    arguments += [twin.vararg] if twin.vararg else []
    places += [*node.kwonly_params, *([node.star_kwarg] if node.star_kwarg else [])]
    arguments += [*twin.kwonlyargs, *([twin.kwarg] if twin.kwarg else [])]
    for parameter, argument in _each(places, arguments):
        yield parameter.annotation and parameter.annotation.annotation, argument.annotation
    defaults = [each.default for each in (*node.posonly_params, *node.params) if each.default is not None]
    yield from _each(defaults, twin.defaults)
    yield from _each((each.default for each in node.kwonly_params), twin.kw_defaults)


def _class(node: cst.ClassDef, twin: ast.ClassDef) -> Iterator[Twin]:
    yield from _each((each.decorator for each in node.decorators), twin.decorator_list)
    yield from _arguments([*node.bases, *node.keywords], twin)
    yield from _block(node.body, twin.body)


def _call(node: cst.Call, twin: ast.Call) -> Iterator[Twin]:
    yield node.func, twin.func
    yield from _arguments(node.args, twin)


def _arguments(given: Sequence[cst.Arg], twin: ast.Call | ast.ClassDef) -> Iterator[Twin]:
    """`ast` keeps keywords apart, and calls `**more` one of them."""
    by_name = [each for each in given if each.keyword is not None or each.star == "**"]
    by_place = [each for each in given if each.keyword is None and each.star != "**"]
    for argument, value in _each(by_place, twin.args if isinstance(twin, ast.Call) else twin.bases):
        yield argument.value, value.value if argument.star else value
    for argument, keyword in _each(by_name, twin.keywords):
        yield argument.value, keyword.value
        yield argument, keyword


def _boolean(node: cst.BooleanOperation, twin: ast.BoolOp) -> Iterable[Twin]:
    """`a and b and c` has three values in `ast`."""
    values: list[cst.BaseExpression] = []
    stack: list[cst.BaseExpression] = [node.right, node.left]
    while stack:
        each = stack.pop()
        if isinstance(each, cst.BooleanOperation) and type(each.operator) is type(node.operator) and not each.lpar:
            stack += [each.right, each.left]
        else:
            values.append(each)
    return _each(values, twin.values)


def _comparison(node: cst.Comparison, twin: ast.Compare) -> Iterator[Twin]:
    yield node.left, twin.left
    yield from _each((each.comparator for each in node.comparisons), twin.comparators)


def _elements(node: cst.Tuple | cst.List | cst.Set, twin: ast.Tuple | ast.List | ast.Set) -> Iterator[Twin]:
    for element, value in _each(node.elements, twin.elts):
        yield element.value, value.value if isinstance(element, cst.StarredElement) else value


def _dict(node: cst.Dict, twin: ast.Dict) -> Iterator[Twin]:
    yield from _each((each.value for each in node.elements), twin.values)
    yield from _each((getattr(each, "key", None) for each in node.elements), twin.keys)


def _comprehension(node: cst.BaseSimpleComp, twin: ast.ListComp) -> Iterator[Twin]:
    yield node.elt, twin.elt
    yield from _clauses(node.for_in, twin.generators)


def _dict_comprehension(node: cst.DictComp, twin: ast.DictComp) -> Iterator[Twin]:
    yield from ((node.key, twin.key), (node.value, twin.value))
    yield from _clauses(node.for_in, twin.generators)


def _clauses(clause: cst.CompFor | None, twins: Sequence[ast.comprehension]) -> Iterator[Twin]:
    for twin in twins:
        if clause is None:
            raise Mismatch
        yield from ((clause.target, twin.target), (clause.iter, twin.iter))
        yield from _each((each.test for each in clause.ifs), twin.ifs)
        clause = clause.inner_for_in


def _subscript(node: cst.Subscript, twin: ast.Subscript) -> Iterator[Twin]:
    yield node.value, twin.value
    first = node.slice[0]
    starred = isinstance(first.slice, cst.Index) and first.slice.star is not None
    if len(node.slice) == 1 and not isinstance(first.comma, cst.Comma) and not starred:
        yield from _index(first.slice, twin.slice)
    elif isinstance(twin.slice, ast.Tuple):
        for element, index in _each(node.slice, twin.slice.elts):
            yield from _index(element.slice, index.value if isinstance(index, ast.Starred) else index)


def _index(node: cst.BaseSlice, twin: ast.expr) -> Iterator[Twin]:
    if isinstance(node, cst.Index):
        yield node.value, twin
    elif isinstance(node, cst.Slice) and isinstance(twin, ast.Slice):
        yield from ((node.lower, twin.lower), (node.upper, twin.upper), (node.step, twin.step))


def _yield(node: cst.Yield, twin: ast.Yield | ast.YieldFrom) -> Iterator[Twin]:
    yield node.value.item if isinstance(node.value, cst.From) else node.value, twin.value


def _match(node: cst.Match, twin: ast.Match) -> Iterator[Twin]:
    yield node.subject, twin.subject
    for case, other in _each(node.cases, twin.cases):
        yield from ((case.pattern, other.pattern), (case.guard, other.guard))
        yield from _block(case.body, other.body)


def _match_sequence(node: cst.MatchSequence, twin: ast.MatchSequence) -> Iterator[Twin]:
    for element, other in _each(node.patterns, twin.patterns):
        if not isinstance(element, cst.MatchStar):
            yield element.value, other


def _match_mapping(node: cst.MatchMapping, twin: ast.MatchMapping) -> Iterator[Twin]:
    yield from _each((each.key for each in node.elements), twin.keys)
    yield from _each((each.pattern for each in node.elements), twin.patterns)


def _match_class(node: cst.MatchClass, twin: ast.MatchClass) -> Iterator[Twin]:
    yield node.cls, twin.cls
    yield from _each((each.value for each in node.patterns), twin.patterns)
    yield from _each((each.pattern for each in node.kwds), twin.kwd_patterns)


def _match_or(node: cst.MatchOr, twin: ast.MatchOr) -> Iterable[Twin]:
    return _each((each.pattern for each in node.patterns), twin.patterns)


#: Where each field of ours is one field of theirs.
_FIELDS: Mapping[type[cst.CSTNode], tuple[tuple[str, str], ...]] = {
    cst.Expr: (("value", "value"),),
    cst.AugAssign: (("target", "target"), ("value", "value")),
    cst.NamedExpr: (("target", "target"), ("value", "value")),
    cst.Return: (("value", "value"),),
    cst.Assert: (("test", "test"), ("msg", "msg")),
    cst.Await: (("expression", "value"),),
    cst.Attribute: (("value", "value"),),
    cst.BinaryOperation: (("left", "left"), ("right", "right")),
    cst.UnaryOperation: (("expression", "operand"),),
    cst.IfExp: (("test", "test"), ("body", "body"), ("orelse", "orelse")),
    cst.MatchValue: (("value", "value"),),
    cst.MatchAs: (("pattern", "pattern"),),
}

#: The others that have expressions inside.
_PARTS: Mapping[type[cst.CSTNode], Callable[[Any, Any], Iterable[Twin]]] = {
    cst.Assign: _assign,
    cst.AnnAssign: lambda node, twin: (
        (node.target, twin.target),
        (node.annotation.annotation, twin.annotation),
        (node.value, twin.value),
    ),
    cst.Raise: lambda node, twin: ((node.exc, twin.exc), (node.cause and node.cause.item, twin.cause)),
    cst.Del: _delete,
    cst.If: _if,
    cst.While: _while,
    cst.For: _for,
    cst.With: _with,
    cst.Try: _try,
    cst.TryStar: _try,
    cst.FunctionDef: _function,
    cst.ClassDef: _class,
    cst.Lambda: _lambda,
    cst.Call: _call,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _comparison,
    cst.Tuple: _elements,
    cst.List: _elements,
    cst.Set: _elements,
    cst.Dict: _dict,
    cst.ListComp: _comprehension,
    cst.SetComp: _comprehension,
    cst.GeneratorExp: _comprehension,
    cst.DictComp: _dict_comprehension,
    cst.Subscript: _subscript,
    cst.Yield: _yield,
    cst.Match: _match,
    cst.MatchList: _match_sequence,
    cst.MatchTuple: _match_sequence,
    cst.MatchMapping: _match_mapping,
    cst.MatchClass: _match_class,
    cst.MatchOr: _match_or,
}
