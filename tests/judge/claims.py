"""What a comment at a line's end claims. The language is described in `tests.judge`."""

import re
from dataclasses import dataclass

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.diagnostics.analysis import Axis, ShownShape
from conv1d_lsp.settings import Generation

#: Shapes of one pass through a line: one for each target or output.
Shapes = tuple[ShownShape, ...]

WORDS = "|".join(["shape", "judge", *Severity])
CLAIM = re.compile(rf"\s*#\s*(?:keras\s+(?P<keras>[23])\s*:\s*)?(?P<word>{WORDS})\s*:")
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
        pairs = sorted(part.partition(":")[::2] for part in split_at_commas(text[1:-1]))
        text = ", ".join(shape for _, shape in pairs)
    return tuple(read_shape(part, line) for part in split_at_commas(text))


def read_shape(text: str, line: int) -> ShownShape:
    if text == "?":
        return text
    if not (text.startswith("(") and text.endswith(")")):
        raise CaseError(f"line {line}: {text!r} is no shape")
    return tuple(read_axis(part) for part in split_at_commas(text[1:-1]))


def read_axis(text: str) -> Axis:
    if text == "None":
        return None
    return int(text) if re.fullmatch(r"-?\d+", text) else text


def split_at_commas(text: str) -> list[str]:
    """The parts between those commas that stand in no brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]
