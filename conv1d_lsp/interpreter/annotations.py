"""Shapes in annotations: `x: Float[Array, "n 100 3"]` of jaxtyping, nptyping's `NDArray[Shape["2, 3"], Any]`, and
`Annotated[np.ndarray, "(n, 100, 3)"]`. What is not understood in one is any size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.names import parameters_of
from conv1d_lsp.interpreter.told import Told, believed, told_by
from conv1d_lsp.interpreter.values import Function, Library, Value
from conv1d_lsp.shapes.grammar import NoShape, ToldAxis, ToldShape, read_shape

#: Names of jaxtyping that are no types of arrays.
_OTHERS = frozenset({"PyTree", "jaxtyped", "install_import_hook", "Array", "ArrayLike", "Scalar", "ScalarLike"})
_ANNOTATED = frozenset({"typing.Annotated", "typing_extensions.Annotated"})
_TUPLES = frozenset({"builtins.tuple", "typing.Tuple"})
_MOST_CHARACTERS = 400

#: A size that jaxtyping understands: a number, a name, or both with an operator.
_SIZE = re.compile(r"\d{1,18}|[A-Za-z_]\w*|(?!\d+\Z)[\w+*/()-]+")


def told_by_annotation(m: Machine, annotation: cst.Annotation | None) -> Told | None:
    """What an annotation says of one array, or of those in a tuple; None where it says nothing."""
    said = None if annotation is None else annotation.annotation
    if type(said) is not cst.Subscript:
        return None
    if _path(m, said.value) in _TUPLES:
        parts = [_shape(m, part) for part in _parts(said)]
        known = tuple(part for part in parts if part is not None)
        return Told(known, said) if known and len(known) == len(parts) else None
    shape = _shape(m, said)
    return None if shape is None else Told((shape,), said)


def told_parameters(m: Machine, function: Function, bound: Mapping[str, Value]) -> Mapping[str, Value]:
    """What parameters are, with what annotations and comments say of those of a function that is about to begin."""
    known = dict(bound)
    for parameter in parameters_of(function.node.params):
        name, comment = parameter.name.value, _comment(parameter)
        if comment is None and parameter.annotation is None:
            continue
        told = told_by(m, comment) or told_by_annotation(m, parameter.annotation)
        if told is not None and name in known and not parameter.star:
            known[name] = believed(m, known[name], told, (name,))
    return known


def told_result(m: Machine, function: Function, value: Value) -> Value:
    """What a function gives, with what the annotation behind its arrow says of it."""
    if not isinstance(function.node, cst.FunctionDef):
        return value
    told = told_by_annotation(m, function.node.returns)
    if told is None:
        return value
    name = f"{function.name}(...)"
    subjects = [name] if len(told.shapes) == 1 else [f"{name}[{index}]" for index in range(len(told.shapes))]
    return believed(m, value, told, subjects)


def _comment(parameter: cst.Param) -> cst.Comment | None:
    """The comment that ends the line of a parameter in a signature of several lines."""
    after = parameter.comma.whitespace_after if type(parameter.comma) is cst.Comma else None
    blanks = after if type(after) is cst.ParenthesizedWhitespace else parameter.whitespace_after_param
    return blanks.first_line.comment if type(blanks) is cst.ParenthesizedWhitespace else None


def _path(m: Machine, node: cst.BaseExpression) -> str:
    if not isinstance(node, cst.Name | cst.Attribute):
        return ""
    value = m.visible(m.evaluate(node))
    return value.path if isinstance(value, Library) else ""


def _parts(node: cst.Subscript) -> Sequence[cst.BaseExpression]:
    return [each.slice.value for each in node.slice if isinstance(each.slice, cst.Index)]


def _shape(m: Machine, node: cst.BaseExpression) -> ToldShape | None:
    if type(node) is not cst.Subscript:
        return None
    path, parts = _path(m, node.value), _parts(node)
    if path in _ANNOTATED:
        return next(filter(None, map(_in_parentheses, parts[1:])), None)
    if path == "nptyping.NDArray" and parts and isinstance(parts[0], cst.Subscript):
        words = _text(_parts(parts[0])[0]) if _path(m, parts[0].value) == "nptyping.Shape" else None
        return None if words is None else _of_words(words.replace(",", " ").split())
    root, _, name = path.rpartition(".")
    if root != "jaxtyping" or name in _OTHERS or len(parts) != 2:
        return None
    words = _text(parts[1])
    return None if words is None else _of_words(words.split())


def _text(node: cst.BaseExpression) -> str | None:
    value = node.evaluated_value if isinstance(node, cst.SimpleString) else None
    return value if isinstance(value, str) and len(value) <= _MOST_CHARACTERS else None


def _in_parentheses(node: cst.BaseExpression) -> ToldShape | None:
    text = _text(node)
    try:
        return None if text is None else read_shape(text)
    except NoShape:
        return None


def _of_words(words: Sequence[str]) -> ToldShape | None:
    """`*batch 100 3`. Axes of any number are understood in front alone."""
    leading = bool(words) and _is_many(words[0])
    rest = words[leading:]
    return None if any(map(_is_many, rest)) else ToldShape(tuple(_sizes(rest)), leading)


def _is_many(word: str) -> bool:
    return word == "..." or (word.lstrip("#?_").startswith("*") and len(word) > 1)


def _sizes(words: Sequence[str]) -> Iterator[ToldAxis]:
    for word in words:
        size = word.rpartition("=")[2]
        if _SIZE.fullmatch(size) is None or size.startswith("_"):
            yield "?"
        else:
            yield int(size) if size.isdecimal() else size
