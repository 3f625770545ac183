"""The cells of a notebook as one program: each below a line of its own, a comment that has the cell's number.

The program alone tells which of its lines are of which cell, also after it was edited.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Cell
from conv1d_lsp.source.magics import with_magics, without_magics
from conv1d_lsp.source.syntax import Broken, judge

#: Says as well that a coding line in a cell, which IPython does not hear, says nothing.
_HEAD = "# coding: utf-8 {token}\n"
_FIRST = re.compile(r"# coding: utf-8 (~%+~)\n")
_MAY_RAISE = " may raise"


class Source(Struct, frozen=True):
    """A code cell. number: from 1, among all cells of the notebook, as Ruff and editors count them.

    may_raise: whether it is meant to fail, or may, and what is below it runs all the same.
    """

    number: int
    text: str
    may_raise: bool = False


class Program(Struct, frozen=True):
    """A program in its cells. starts: the lines (from 1) that have their numbers."""

    sources: Sequence[Source]
    starts: Sequence[int]

    def cell_at(self, line: int) -> Cell | None:
        """The cell that a line of the program is in."""
        index = bisect_right(self.starts, line) - 1
        return Cell(self.sources[index].number, self.starts[index]) if index >= 0 else None

    def may_raise(self, line: int) -> bool:
        """Whether a line of the program is in a cell that may fail."""
        index = bisect_right(self.starts, line) - 1
        return index >= 0 and self.sources[index].may_raise


def program_of(sources: Sequence[Source]) -> str:
    """The program of some cells: Python, if they are."""
    token = "~%~"
    while any(token in source.text for source in sources):
        token = f"~%{token[1:]}"
    head = _HEAD.format(token=token) if sources else ""
    return head + "".join(_part(each, token) for each in sources)


def cells_of(program: str) -> Program:
    """The cells of a program that `program_of` has made, or of what an edit made of it."""
    first = _FIRST.search(program)
    if first is None or len(parts := _parts(program, first[1])) < 4:
        return Program((), ())
    token = first[1]
    numbers, tags, texts = parts[1::3], parts[2::3], parts[3::3]
    texts[0] = parts[0].replace(first[0], "") + texts[0]  # what an edit put at the very top
    return Program(
        tuple(
            Source(int(number), with_magics(text.removesuffix("\n"), token), tag == _MAY_RAISE)
            for number, tag, text in zip(numbers, tags, texts, strict=True)
        ),
        tuple(_starts(program, token)),
    )


def shown_program(program: str) -> str:
    """The program with its magics as the cells have them, line by line."""
    first = _FIRST.search(program)
    return program if first is None else with_magics(program, first[1])


def heads_of(program: str) -> Callable[[str], bool | None] | None:
    """Tells of a comment whether a cell begins there that may fail, None where none begins.

    None in place of it where the program has no such cell.
    """
    first = _FIRST.search(program) if f"{_MAY_RAISE}\n" in program else None
    if first is None:
        return None
    marks = _marks(first[1])

    def told(comment: str) -> bool | None:
        match = marks.fullmatch(f"{comment}\n")
        return None if match is None else match[2] == _MAY_RAISE

    return told


def broken_cells(program: str) -> Iterator[Broken]:
    """What Python says of each cell that it does not take, by the program's lines."""
    first = _FIRST.search(program)
    if first is None:
        return
    for start, text in zip(_starts(program, first[1]), _parts(program, first[1])[3::3], strict=True):
        broken = judge(text).broken
        if broken is not None and judge(f"if 1:\n{text}").broken is not None:
            yield replace(broken, line=broken.line + start)


def _part(source: Source, token: str) -> str:
    """IPython takes the indent of its first line from a cell; here it is in a block, which keeps the columns."""
    text = without_magics(source.text, token)
    head = f"#{token} cell {source.number}{_MAY_RAISE if source.may_raise else ''}"
    block = f"if 1:  {head}\n{text}\n"
    if text.lstrip("\r\n")[:1] in (" ", "\t") and judge(text).broken is not None and judge(block).broken is None:
        return block
    return f"{head}\n{text}\n"


def _parts(program: str, token: str) -> list[str]:
    return _marks(token).split(program)


def _marks(token: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:if 1:  )?#{re.escape(token)} cell (\d+)({_MAY_RAISE}|)\n", re.MULTILINE)


def _starts(program: str, token: str) -> Iterable[int]:
    line, at = 1, 0
    for match in _marks(token).finditer(program):
        line += len(re.findall(r"\r\n|\r|\n", program[at : match.start()]))
        at = match.start()
        yield line
