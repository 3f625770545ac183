"""What is printed beside a shape: `print("should be (32, 98, 64):", y.shape)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.claim_subjects import evaluated_again
from conv1d_lsp.interpreter.claim_texts import ClaimText
from conv1d_lsp.interpreter.claims import held_against
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.shapes.grammar import NoShape, read_shape
from conv1d_lsp.source.text import text_of

_EXPECTED = re.compile(
    r"\b(?:expected|should be|must be)\b[^()\[\]]{0,40}([(\[][^()\[\]{},]*,[^()\[\]{}]*[)\]])", re.IGNORECASE
)
_BRACKET = re.compile(r"[(\[]")
_SIZES = re.compile(r"\.\w*shape\b|\bint_shape\(")
_LONGEST = 200


def check_printed(m: Machine, node: cst.Call) -> None:
    """Compare the one shape that a text says should be there with the one that is printed beside it."""
    texts = [text for each in node.args if each.keyword is None for text in _texts(each.value)]
    claims = [(text, claim) for text in texts if (claim := _claim(text)) is not None]
    if m.silent or len(claims) != 1 or sum(len(_BRACKET.findall(text.value)) for text in texts) != 1:
        return
    shown = [value for each in node.args if each.keyword is None for value in _values(each.value)]
    if len(shown) == 1 and _SIZES.search(text_of(shown[0])):
        text, claim = claims[0]
        held_against(m, claim, text, evaluated_again(m, shown[0]), text_of(shown[0]))


def _texts(node: cst.BaseExpression) -> Iterator[cst.SimpleString | cst.FormattedStringText]:
    if isinstance(node, cst.SimpleString):
        yield node
    elif isinstance(node, cst.FormattedString):
        yield from (part for part in node.parts if isinstance(part, cst.FormattedStringText))


def _values(node: cst.BaseExpression) -> Sequence[cst.BaseExpression]:
    if isinstance(node, cst.FormattedString):
        return [part.expression for part in node.parts if isinstance(part, cst.FormattedStringExpression)]
    return [] if isinstance(node, cst.SimpleString) else [node]


def _claim(text: cst.SimpleString | cst.FormattedStringText) -> ClaimText | None:
    found = _EXPECTED.search(text.value) if len(text.value) <= _LONGEST else None
    if found is None:
        return None
    try:
        shape = read_shape(found[1])
    except NoShape:
        return None
    return ClaimText(shape, "", found.start(1), found.end(1), sure=True) if shape.axes else None
