"""What a docstring says of what its function gives: `Returns: a tensor of shape (batch, 10)`."""

from __future__ import annotations

import re
from functools import lru_cache

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.claim_texts import ClaimText
from conv1d_lsp.interpreter.claims import held_against
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.names import parameters_of
from conv1d_lsp.interpreter.values import Array, Function, ModelObject, Ref, Tensor, Unknown, Value
from conv1d_lsp.shapes.grammar import NoShape, ToldShape, read_shape
from conv1d_lsp.source.text import text_of

#: Where a docstring begins to speak of the result: Google's, NumPy's and Sphinx's way, and the plain one.
_RESULT = re.compile(
    r"^(?:[rRuU]?(?:\"\"\"|'''|\"|'))?[ \t]*"
    r"(?:Returns?:?[ \t]*\n(?:[ \t]*-{3,}[ \t]*\n)?|Returns?[ :]|:returns?:|@returns?:?)",
    re.M,
)

#: Where it ends: an empty line, another section, another field.
_NEXT = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[A-Z][a-z]+:?[ \t]*\n|:\w+|@\w+)|\"\"\"|'''")
_SHAPE = re.compile(r"\bshape[ds]?\b[ \t]*(?:of|is|:|=)?[ \t]*[`'\"]*([(\[][^()\[\]]*,[^()\[\]]*[)\]])", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*,[^()\[\]]*[)\]]")
_DOUBTFUL = re.compile(
    r"\b(?:if|or|when|otherwise|optional(?:ly)?|e\.g|example|list|tuple|dict|each|else)\b", re.IGNORECASE
)
_OUTPUT = re.compile(r"\boutputs?\b|\bgiv(?:es|ing)\b", re.IGNORECASE)
_INPUT = re.compile(r"\b(?:inputs?|takes|taking|expects)\b", re.IGNORECASE)
_LONGEST = 1_000
_NUMBER = re.compile(r"\d+")


def check_docstring(m: Machine, function: Function, value: Value) -> None:
    """Compare what is given with what the docstring says of it. Sizes that a default gives are examples of any."""
    docstring = None if m.silent else _docstring(function.node)
    claim = None if docstring is None or "hape" not in docstring.value else _claim(docstring.value)
    value = _given(m, m.visible(value), "" if docstring is None else docstring.value)
    if docstring is None or claim is None or not isinstance(value, Tensor | Array | Unknown):
        return
    usual = {int(number) for number in _defaults(function.node)}
    axes = tuple("?" if isinstance(axis, int) and axis in usual else axis for axis in claim.axes)
    held_against(m, replace(claim, shape=ToldShape(axes)), docstring, (f"{function.name}(...)", value))


def _given(m: Machine, value: Value, docstring: str) -> Value:
    """What the shape is about: the value, or what the model gives that it is, where its output is spoken of."""
    record = m.record(value) if isinstance(value, Ref) else None
    if not isinstance(record, ModelObject) or record.outputs is None or record.uncertain:
        return value
    begin = _RESULT.search(docstring)
    words = "" if begin is None else docstring[begin.end() :]
    about = _OUTPUT.search(words) is not None and _INPUT.search(words) is None
    return record.outputs[0] if about and len(record.outputs) == 1 else value


def _docstring(node: cst.FunctionDef | cst.Lambda) -> cst.SimpleString | None:
    first = node.body.body[0] if isinstance(node.body, cst.IndentedBlock) and node.body.body else None
    match first:
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.SimpleString() as text)]):
            return text
    return None


@lru_cache(maxsize=256)
def _claim(docstring: str) -> ClaimText | None:
    """The one shape that is said of the result; None where there are more, or it depends."""
    begin = _RESULT.search(docstring)
    if begin is None:
        return None
    end = _NEXT.search(docstring, begin.end())
    section = docstring[begin.end() : end.start() if end is not None else len(docstring)]
    if len(section) > _LONGEST:
        return None
    shapes = list(_SHAPE.finditer(section))
    if len(shapes) != 1 or len(_BRACKETS.findall(section)) != 1 or _DOUBTFUL.search(section):
        return None
    start = begin.end() + shapes[0].start(1)
    try:
        shape = read_shape(shapes[0][1])
    except NoShape:
        return None
    return ClaimText(shape, "", start, start + len(shapes[0][1]), sure=True) if shape.axes else None


def _defaults(node: cst.FunctionDef | cst.Lambda) -> set[str]:
    defaults = [each.default for each in parameters_of(node.params) if each.default is not None]
    return {number for default in defaults for number in _NUMBER.findall(text_of(default))}
