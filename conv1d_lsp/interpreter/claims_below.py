"""What a line has printed, in a comment right below it: `# Output: (32, 98, 64)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.claim_subjects import subjects_of
from conv1d_lsp.interpreter.claim_texts import ClaimText
from conv1d_lsp.interpreter.claims import held_against
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.shapes.grammar import NoShape, ToldShape, read_shape
from conv1d_lsp.source.text import text_of

#: What gives sizes: a comment below it that begins like this tells what was shown.
_SIZES = re.compile(r"\.\w*shape\b|\bint_shape\(")
_BEGINS = re.compile(
    r"#+\s*(?:(?:output|out\b(?:\s*\[\d*\])?|prints?\b|printed\b)\s*:?|[-=]*>+|\u2192)\s*", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]{}]*)[)\]]")
_BETWEEN = re.compile(r"[\s,;]*(?:[\w .'-]+[:=]\s*)?(?:(?:tf\.)?TensorShape\(|torch\.Size\()?|[\s).]*")
_NUMBERS = re.compile(r"\s*(?:None|\d{1,18})(?:\s*,\s*(?:None|\d{1,18}))*\s*,?\s*")
_LONGEST = 200


def check_below(m: Machine, before: cst.CSTNode | None, lines: Sequence[cst.EmptyLine]) -> None:
    """Compare what a comment says was shown with what the line above it shows. lines: those that follow the line."""
    comment = lines[0].comment if lines else None
    if comment is None or m.silent or not isinstance(before, cst.SimpleStatementLine) or len(before.body) != 1:
        return
    code = text_of(before.body[0])
    begins = _BEGINS.match(comment.value)
    if begins is None or not isinstance(before.body[0], cst.Expr) or not _SIZES.search(code):
        return
    claims = list(_claims(comment.value, begins.end()))
    subjects = subjects_of(m, before.body[0]) if claims else ()
    if len(subjects) == len(claims):
        for index, (claim, subject) in enumerate(zip(claims, subjects, strict=True)):
            held_against(m, claim, comment, subject, code, index=index)


def _claims(text: str, start: int) -> Iterator[ClaimText]:
    """The shapes in a comment that is nothing else but labels; none where it is something else."""
    found = list(_BRACKETS.finditer(text, start)) if len(text) <= _LONGEST else []
    ends = [start, *(each.end() for each in found)]
    between = [text[end:begin] for end, begin in zip(ends, [*(each.start() for each in found), len(text)], strict=True)]
    if not all(map(_BETWEEN.fullmatch, between)) or not all(_NUMBERS.fullmatch(each[1]) for each in found):
        return
    for match in found:
        shape = _read(match[0])
        if shape is not None:
            yield ClaimText(shape, "", match.start(), match.end(), sure=True)


def _read(text: str) -> ToldShape | None:
    try:
        return read_shape(text)
    except NoShape:
        return None
