"""What a comment at a line's end claims. The language is described in `tests.judge`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.diagnostics.shown import ShownShape
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import grammar

Read = TypeVar("Read")

#: Shapes of one pass through a line: one for each target or output.
Shapes = tuple[ShownShape, ...]

WORDS = "|".join(["shape", "judge", *Severity])
CLAIM = re.compile(rf"\s*#(?!shape:)\s*(?:keras\s+(?P<keras>[23])\s*:\s*)?(?P<word>{WORDS})\s*:")
FINDING = re.compile(r'\[(?P<rule>[a-z0-9-]+)\]\s*(?:"(?P<text>(?:[^"\\]|\\.)*)")?\s*')


class CaseError(Exception):
    """A case file that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class ShapeClaim:
    line: int
    keras: Generation | None
    passes: tuple[Shapes, ...]


@dataclass(frozen=True, slots=True)
class FindingClaim:
    """A diagnostic; `raises` for one below error about something that real Keras refuses in this very program."""

    line: int
    keras: Generation | None
    severity: Severity
    rule: str
    text: str
    raises: bool

    def __str__(self) -> str:
        return f"{self.severity}: [{self.rule}]" + (f' "{self.text}"' if self.text else "")


@dataclass(frozen=True, slots=True)
class Exemption:
    """A line about which real Keras is not asked."""

    line: int
    keras: Generation | None
    reason: str


Claim = ShapeClaim | FindingClaim | Exemption


def split(row: str, line: int) -> tuple[str, list[Claim]]:
    """The row without its claims, and the claims. Raises `CaseError`."""
    starts = list(CLAIM.finditer(row))
    if not starts:
        return row, []
    ends = [start.start() for start in starts[1:]] + [len(row)]
    claims: list[Claim] = []
    for start, end in zip(starts, ends, strict=True):
        keras = Generation(int(start["keras"])) if start["keras"] else None
        claims += read(start["word"], row[start.end() : end].strip(), line, keras)
    return row[: starts[0].start()], claims


def read(word: str, text: str, line: int, keras: Generation | None) -> list[Claim]:
    if word == "judge":
        if not text:
            raise CaseError(f"line {line}: `judge:` wants a reason")
        return [Exemption(line, keras, text)]
    if word == "shape":
        return [ShapeClaim(line, keras, tuple(read_shapes(part, line) for part in re.split(r"\s+then\s+", text)))]
    return list(read_findings(Severity(word), text, line, keras))


def read_findings(severity: Severity, text: str, line: int, keras: Generation | None) -> list[FindingClaim]:
    raises = severity is Severity.ERROR
    rest = text
    if rest.endswith("raises"):
        raises, rest = True, rest.removesuffix("raises").rstrip()
    if not rest or FINDING.sub("", rest).strip(" ,"):
        raise CaseError(f'line {line}: `{severity}:` wants [rule-name] "words", not {text!r}')
    return [
        FindingClaim(line, keras, severity, found["rule"], (found["text"] or "").replace('\\"', '"'), raises)
        for found in FINDING.finditer(rest)
    ]


def read_shapes(text: str, line: int) -> Shapes:
    """`(None, 98, 64)`, or several with commas between. A list or a dictionary of shapes counts as several, a
    dictionary's in the order of its keys, as Keras 3 gives them."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:-1]
    elif text.startswith("{"):
        pairs = sorted(part.partition(":")[::2] for part in parts_of(text[1:-1], line))
        text = ", ".join(shape for _, shape in pairs)
    return tuple(read_shape(part, line) for part in parts_of(text, line))


def parts_of(text: str, line: int) -> list[str]:
    return [part for part in understood(grammar.split_at_commas, text, line) if part]


def read_shape(text: str, line: int) -> ShownShape:
    told = understood(grammar.read_shape, text, line)
    if told.leading:
        raise CaseError(f"line {line}: a claim says how many axes there are, {text!r} does not")
    return "?" if told.axes is None else told.axes


def understood(read: Callable[[str], Read], text: str, line: int) -> Read:
    """What the grammar of the analyzer makes of a text."""
    try:
        return read(text)
    except grammar.NoShape as error:
        raise CaseError(f"line {line}: {text!r} is no shape: {error.reason}") from error
