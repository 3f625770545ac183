"""What people write when they state a shape in a comment: `(None, 98, 64)`, `output: 98 x 64`, `-> (batch, 49, 32)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from conv1d_lsp.shapes.grammar import NoShape, ToldAxis, ToldShape, read_shape
from conv1d_lsp.source.comments import said_to_people

#: Words that may stand before a shape that is a claim. Those of `_TELLING` say that it is one.
_TELLING = "shapes?|outputs?|should|expected|returns?|gives?|prints?|becomes?|now|result|tensor"
_FILLING = "the|this|that|it|its|new|return|give|print|will|must|be|is|has|have|a|an|of|with|dims?|dimensions?|size|to"
_AFTER = r"after\s+(?:the\s+)?[a-z][\w-]*(?:\s+[a-z][\w-]*)?"
_INTRODUCED = re.compile(
    rf"(?:(?:{_TELLING}|{_FILLING}|{_AFTER})(?![\w.])[\s:=]*+|[=:]++>?\s*+|(?:tf\.)?TensorShape\()*+", re.IGNORECASE
)
_TELLS = re.compile(rf"\b(?:{_TELLING})\b", re.IGNORECASE)

#: `x:`, `x.shape ==`, `x has the shape`, `x shape is`: what a claim is about.
_SUBJECT = re.compile(
    r"(?P<name>[A-Za-z_]\w*(?:\.(?!shape\b)[A-Za-z_]\w*)*)"
    r"(?:\.shape\b|'s\s+shape|(?:\s+(?:has|have|of|with|is|the|a|output|shape))+)?\s*(?:==|->|=>|[:=])?\s*$"
)

_BRACKETS = re.compile(r"[(\[]([^()\[\]{}]*)[)\]]")
_AXIS = r"(?:None|\?|\d{1,9}|[A-Za-z_]\w*)"
_TIMES = re.compile(rf"(?:None|\?|\d{{1,9}}|[A-Za-z_]\w*(?=\s))(?:\s*(?<![A-Za-z_])[x\u00d7]\s*(?![x\u00d7]){_AXIS})+")
_SPLIT_TIMES = re.compile(r"\s*(?<![A-Za-z_])[x\u00d7]\s*")
_BARE = re.compile(rf"None(?:\s*,\s*{_AXIS})+")

#: Nothing but words may follow, and none that says it is something else's shape.
_FOLLOWED = re.compile(r"\s*(?:[.,;:\u2013\u2014-]+\s*)?[A-Za-z ,.'\u2013-]*$")
_ELSEWHERE = re.compile(
    r"\b(?:before|was|were|instead|not|no|from|input|inputs|kernel|window|per|if|or|for|old|previous|each|when|unless"
    r"|except|but|could|would|may|might|like|eg|example|else|than|only|with|without|by|to|as|into|one|first|once|then|later"
    r"|next|until|till|since|because|so|we|you|needs?|needed|wants?|wanted|expects?|expected|requires?|required)\b",
    re.IGNORECASE,
)
#: Shapes of several things, with nothing between them but a comma or a blank.
_SEVERAL = re.compile(r"#+\s*([^()\[\]#]*)(?:[(\[][^()\[\]{},]*,[^()\[\]{}]*[)\]](?:\s*+,|\s++and\b)?\s*+){2,}\.?\s*")
_ARROW = re.compile(r"\s*(?:[-=]+>+|\u2192)\s*")

#: What people call the axis of many samples.
BATCH = re.compile(r"none|[nbm?]|bs|(?:n|num|number)_\w+|.*(?:batch|samples|examples).*", re.IGNORECASE)

_LONGEST = 200


class ClaimText(Struct, frozen=True):
    """A shape that a comment states.

    subject: the name that it gives to what has the shape, "" for none. start, end: where it stands in the comment.
    sure: whether the words or its first axis say that it is the shape of a tensor. bracketed: how it is written.
    """

    shape: ToldShape
    subject: str
    start: int
    end: int
    sure: bool
    bracketed: bool = True

    @property
    def axes(self) -> tuple[ToldAxis, ...]:
        return self.shape.axes or ()


def claim_in(comment: str) -> ClaimText | None:
    """The claim that a comment is; None where it is, or may be, something else."""
    comment = said_to_people(comment)
    if len(comment) > _LONGEST:
        return None
    text = comment.rstrip()
    start = len(text) - len(text.lstrip("#").lstrip())
    parts = list(_parts(text, start))
    for begin, end in parts[:-1]:
        if text[begin:end].strip() and _claim(text, begin, end) is None and not _is_introduction(text[begin:end]):
            return None
    return _claim(text, *parts[-1])


@lru_cache(maxsize=1024)
def claims_in(comment: str) -> Sequence[ClaimText]:
    """The claims that a comment is, of one thing or of several: `# (718, 150, 3) (718,)`."""
    comment = said_to_people(comment)
    one = claim_in(comment)
    if one is not None:
        return (one,)
    several = _SEVERAL.fullmatch(comment) if len(comment) <= _LONGEST else None
    if several is None or not _is_introduction(several[1]):
        return ()
    found = [(match, _read(match[0])) for match in _BRACKETS.finditer(comment)]
    claims = [
        ClaimText(shape, "", match.start(), match.end(), sure=True) for match, shape in found if shape is not None
    ]
    return claims if len(claims) == len(found) else ()


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """What stands between the arrows: the shape after the last one is what comes out."""
    for arrow in _ARROW.finditer(text, start):
        yield start, arrow.start()
        start = arrow.end()
    yield start, len(text)


def _is_introduction(text: str) -> bool:
    return _INTRODUCED.fullmatch(text) is not None


def _claim(text: str, start: int, end: int) -> ClaimText | None:
    found = _shape_at(text, start, end)
    if found is None:
        return None
    shape, first, last, bracketed = found
    before, after = text[start:first], text[last:end]
    introduction = _INTRODUCED.fullmatch(before)
    subject = ""
    if introduction is None:
        subject = _subject(before)
        if not subject:
            return None
    batch = _begins_with_batch(shape)
    sure = batch or bool(subject) or _TELLS.search(before) is not None
    followed = batch and _FOLLOWED.fullmatch(after) is not None and _ELSEWHERE.search(after) is None
    if after.strip(" .)" if "TensorShape(" in before else " .") and not followed:
        return None
    return ClaimText(shape, subject, first, last, sure, bracketed)


def _begins_with_batch(shape: ToldShape) -> bool:
    first = shape.axes[0] if shape.axes else 0
    return first is None or (isinstance(first, str) and BATCH.fullmatch(first) is not None)


def _subject(before: str) -> str:
    """The name before a shape, with nothing but introducing words in front of it."""
    match = _SUBJECT.search(before)
    if match is None or not _is_introduction(before[: match.start()]):
        return ""
    return match["name"]


def _shape_at(text: str, start: int, end: int) -> tuple[ToldShape, int, int, bool] | None:
    """The first shape, where it stands, and whether it has brackets and commas."""
    if (match := _BRACKETS.search(text, start, end)) is not None:
        inside = match[1].strip()
        if _TIMES.fullmatch(inside):
            return _by_times(inside), match.start(), match.end(), False
        shape = _read(match[0]) if "," in inside else None
        return None if shape is None else (shape, match.start(), match.end(), True)
    if (match := _BARE.search(text, start, end)) is not None:
        shape = _read(f"({match[0]})")
        return None if shape is None else (shape, match.start(), match.end(), False)
    if (match := _TIMES.search(text, start, end)) is not None:
        return _by_times(match[0]), match.start(), match.end(), False
    return None


def _read(text: str) -> ToldShape | None:
    try:
        shape = read_shape(text)
    except NoShape:
        return None
    return shape if shape.axes else None


def _by_times(text: str) -> ToldShape:
    axes: list[ToldAxis] = []
    for axis in _SPLIT_TIMES.split(text):
        axes.append(int(axis) if axis.isdecimal() else None if axis == "None" else axis)
    return ToldShape(tuple(axes))
