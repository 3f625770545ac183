"""IPython's magics in the cells of a notebook: put into Python of as many lines, and out of it again.

What is no Python goes into a comment between two tokens that no cell has; `pass` or `...` stands for it. Code behind a
magic keeps its columns: `%time x = f()` becomes `0    ;x = f()`.
"""

import ast
import re
import warnings
from collections.abc import Iterator

from conv1d_lsp.source.lines import indent_of, newline_of, split_lines
from conv1d_lsp.source.tokens import TOKEN

#: Cell magics whose body runs as the cell would.
_PYTHON = frozenset({"time", "timeit", "capture", "prun", "memit", "debug", "ipytest", "skip", "wandb"})

#: Line magics that run the code behind them, with their options.
_RUNS = re.compile(r"%(?:time|timeit|prun|memit)(?:[ \t]+-(?:[nrpDls][ \t]*\w+|[oqcv]))*[ \t]+(?=\S)")

_ASSIGNS = re.compile(r"[ \t]*[\w.,\[\] \t]*\w[\w.,\[\] \t]*=[ \t]*(?=[!%])")
_HELP = re.compile(r"\?|[\w.*%!\[\]'\"]+\?\??[ \t]*;?[ \t]*$")

#: Commands that IPython takes without a "%"; an assignment to such a name is one, and so is a call.
_AUTOMATIC = re.compile(
    r"(?:pip|conda|mamba|cd|ls|ll|cat|cp|mv|rm|mkdir|rmdir|man|more|less|pwd)(?:[ \t]+[^=(.,\[ \t]|$)"
)

_SUSPECTED = re.compile(
    rf"(?<![^\r\n])[ \t\f]*(?:[%!?/,;]|{_AUTOMATIC.pattern})|\?[ \t;]*(?:\r|$)|=[ \t]*[!%]", re.MULTILINE
)
_COMMAND = re.compile(r"(?:[^\r\n]*\\[ \t]*(?:\r\n|\r|\n))*[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CELL_MAGIC = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*%%(\w*)")


def without_magics(cell: str, token: str) -> str:
    """The cell's program. The token must not be in the cell."""
    if _SUSPECTED.search(cell) is None or _is_python(cell):
        return cell
    lines = split_lines(cell)
    magic = _CELL_MAGIC.match(cell)
    if magic is not None and magic[1] not in _PYTHON:
        return "".join(_hidden(line, token) for line in lines)
    starts = set(_statements(cell))
    shown, at, continued = list[str](), 0, False
    for line in lines:
        changed = _line(line, token) if at in starts else _hidden(line, token, "") if continued else line
        continued = changed != line and line.rstrip().endswith("\\")
        shown.append(changed)
        at += len(line)
    return "".join(shown)


def with_magics(program: str, token: str) -> str:
    """The cell of a program that may have been edited."""
    if token not in program:
        return program
    own = re.escape(token)
    runs = re.compile(rf"(?<![^\r\n])([ \t\f]*)0 *;([^\r\n]*?)  #{own}>([^\r\n]*?){own}")
    return re.sub(rf"(?:pass  |\.\.\.  )?#{own}([^\r\n]*?){own}", r"\1", runs.sub(r"\1\3\2", program))


def _statements(cell: str) -> Iterator[int]:
    """Where the lines begin that begin a statement or a magic: not those in a bracket or in a string."""
    at = 0
    while at < len(cell):
        yield at
        end = _end_of_command(cell, at)
        at = end if _is_magic(cell[at:end]) else _end_of_statement(cell, at)


def _end_of_command(cell: str, at: int) -> int:
    match = _COMMAND.match(cell, at)
    return len(cell) if match is None else match.end()


def _end_of_statement(cell: str, at: int) -> int:
    depth = 0
    for match in TOKEN.finditer(cell, at):
        if match.lastgroup == "open":
            depth += 1
        elif match.lastgroup == "close":
            depth = max(depth - 1, 0)
        elif match.lastgroup == "newline" and not depth:
            return match.end()
    return len(cell)


def _is_magic(line: str) -> bool:
    code = line.strip()
    return _begins_magic(code) or _ASSIGNS.match(line) is not None


def _begins_magic(code: str) -> bool:
    return code.startswith(("%", "!", "/", ",", ";")) or any(each.match(code) for each in (_HELP, _AUTOMATIC))


def _line(line: str, token: str) -> str:
    indent, code, newline = indent_of(line), line.strip(), newline_of(line)
    runs = _RUNS.match(code)
    if runs is not None:
        blanks, statement = " " * (len(runs[0]) - 2), code[runs.end() :]
        if _is_python(f"0{blanks};{statement}"):
            return f"{indent}0{blanks};{statement}  #{token}>{runs[0]}{token}{newline}"
    if _begins_magic(code):
        return _hidden(line, token)
    assigns = _ASSIGNS.match(line)
    if assigns is None:
        return line
    return f"{assigns[0]}...  #{token}{line.removesuffix(newline)[assigns.end() :]}{token}{newline}"


def _hidden(line: str, token: str, stand_in: str = "pass  ") -> str:
    indent, newline = indent_of(line), newline_of(line)
    hidden = line[len(indent) :].removesuffix(newline)
    return f"{indent}{stand_in}#{token}{hidden}{token}{newline}" if hidden else line


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
