"""What the text of `model.summary()` says, whatever the width of its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SummaryText:
    """The title, the rows (name and class, shape, parameters, what it is connected to), the totals."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]


def read_summary(text: str) -> SummaryText:
    """Of a table drawn with lines, as Keras 3's, or with columns of fixed places, as Keras 2's."""
    lines = text.splitlines()
    title = next(line.strip() for line in lines if line.startswith("Model: "))
    drawn = [line.strip("│|") for line in lines if line.startswith(("│", "| "))]
    cells = [[cell.strip() for cell in re.split("[│|]", line)] for line in drawn] if drawn else columns(lines)
    cells = [row for row in cells if row[0] != "Layer (type)"]
    totals = [plain(line) for line in lines if "params: " in line]
    return SummaryText(title, tuple(map(row, joined(cells))), tuple(totals))


def columns(lines: list[str]) -> list[list[str]]:
    """The rows of Keras 2: they are between two lines of `=`, and the header tells where the columns begin."""
    first, last = (index for index, line in enumerate(lines) if line.startswith("=="))
    header = lines[first - 1]
    starts = [header.index(word) for word in ("Layer", "Output Shape", "Param #", "Connected to") if word in header]
    ends = [*starts[1:], None]
    return [
        [line[start:end].strip() for start, end in zip(starts, ends, strict=True)] for line in lines[first + 1 : last]
    ]


def joined(cells: list[list[str]]) -> list[list[str]]:
    """A row that is continued on the next lines has no number of parameters there."""
    found: list[list[str]] = []
    for row in cells:
        if len(row) > 2 and row[2]:
            found.append(list(row))
        elif any(row):
            found[-1] = [f"{before} {more}".strip() for before, more in zip(found[-1], row, strict=True)]
    return found


def row(cells: list[str]) -> tuple[str, ...]:
    name, shape, params, *rest = cells
    shown = [name.replace(" (", "("), re.sub(r"[\[\]]", "", shape), params.replace(",", "")]
    names = re.sub(r"\[\d+\]\[\d+\]|[\[\]'\s]", "", rest[0]).split(",") if rest else []
    return (*shown, *(each for each in names if each not in ("", "-")))


def plain(line: str) -> str:
    """Keras 2 writes numbers without commas, and bytes as a word."""
    return line.strip().replace(",", "").replace("Byte)", "B)")
