"""A guard before LibCST, whose native parser recurses: it takes minutes for, or dies of, very deep nesting.

Measured with LibCST 1.9: ten thousand added terms, or a chain of as many `and`, end the process; five thousand calls in
a row take half a minute; 500 nested brackets a second. A thread with a stack of 1 MB dies of 190 nested brackets.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache

from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.tokens import TOKEN

#: Operations in one expression that may enclose each other; also the length of an `elif` chain.
DEEPEST = 300
#: Brackets within brackets: Python's own tokenizer stops at 200.
DEEPEST_BRACKETS = 100

#: Strings (but for their prefixes) and comments, in which brackets and operators mean nothing. Each alternative begins
#: with a character of its own: so the search skips what lies between.
_LITERAL = re.compile(
    r"""'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"""
    r'''|"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'''
    r"""|'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*'"""
    r'''|"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"'''
    r"|#[^\r\n]*",
    re.DOTALL,
)

#: Brackets in a pattern of `case`, each level of which LibCST takes two or three times as long for; braces take five.
_CASE = re.compile(r"^[ \t\f]*case\b", re.MULTILINE)
_BRACKET_OR_END = re.compile(r"[(\[{)\]}\r\n]")
_WEIGHTS = {"(": 1, "[": 1, "{": 2, ")": -1, "]": -1, "}": -2}
_DEEPEST_PATTERN, _LONGEST_PATTERN = 12, 2_000

_IF = re.compile(r"^([ \t\f]*)(el)?if\b", re.MULTILINE)


def deep_line(text: str) -> int | None:
    """The line (from 1) of a statement that nests too deeply for LibCST; None if there is none.

    The count is an upper bound on the depth of the tree: operators that stand side by side count as if nested.
    """
    if len(text) >= DEEPEST_BRACKETS and (line := _deep_expression(text) or _long_elif_chain(text)) is not None:
        return line
    return _deep_pattern(text)


def is_flat(text: str) -> bool:
    """Whether nothing nests too deeply; False also where that is not plain to see. Quicker than `deep_line`."""
    bare = _LITERAL.sub("+", text)  # an operand, which may stand beside others as one more operator would
    if "'" in bare or '"' in bare or _long_elif_chain(text) is not None or _deep_pattern(text) is not None:
        return False
    statement: list[str] = []
    size = depth = 0
    for line in split_lines(bare) if "\r" in bare else bare.split("\n"):
        ends = "\\" not in line or not line.rstrip("\r\n").endswith("\\")
        opened = _opened(line)
        if ends and not opened and not statement and len(line) <= DEEPEST:
            continue  # most statements are one short line
        size += len(line)
        depth += opened
        statement.append(line)
        if depth <= 0 and ends:
            if size > DEEPEST and _is_deep("\n".join(statement)):
                return False
            statement.clear()
            size = depth = 0
    return not statement


#: What makes a level, wherever it stands.
_LEVELS = (*"-+*/%@&|^~<>=!.([{)]}", "and", "or", "not", "if", "else", "lambda", "await", "in", "is", "for")


def _is_deep(bare: str) -> bool:
    """Of a statement without strings; most have not even as many levels as that in all."""
    return sum(map(bare.count, _LEVELS)) > DEEPEST_BRACKETS and _deep_expression(bare) is not None


def _opened(line: str) -> int:
    """How many more brackets a line opens than it closes."""
    opened = line.count("(") - line.count(")")
    if "[" in line or "]" in line:
        opened += line.count("[") - line.count("]")
    if "{" in line or "}" in line:
        opened += line.count("{") - line.count("}")
    return opened


def deep_line_of(tree: ast.Module, lines: Sequence[str]) -> int | None:
    """The same where `ast` has the tree: only statements long enough to nest so deeply are looked at closely."""
    for first, last in _spans(tree):
        if last - first < 1 and len(lines[first - 1]) < DEEPEST_BRACKETS:
            continue
        text = "".join(lines[first - 1 : last])
        if _may_be_deep(text) and (line := _deep_expression(text)) is not None:
            return first + line - 1
    whole = "".join(lines)
    return _long_elif_chain(whole) or _deep_pattern(whole)


def _may_be_deep(text: str) -> bool:
    """What is as deep has as many brackets, or is at least as long."""
    return len(text) > DEEPEST or sum(text.count(bracket) for bracket in "([{") >= DEEPEST_BRACKETS


def _spans(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """First and last line of every simple statement and of every header of a compound one."""
    stack: list[ast.AST] = list(tree.body)
    while stack:
        node = stack.pop()
        inner: list[ast.AST] = []
        for name in _blocks(node._fields):
            inner += getattr(node, name)
        stack += inner
        if isinstance(node, (ast.stmt, ast.ExceptHandler, ast.match_case)):
            decorators = getattr(node, "decorator_list", ())
            first = decorators[0].lineno if decorators else _line_of(node)
            yield first, _line_of(inner[0]) if inner else getattr(node, "end_lineno", first)


@cache
def _blocks(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that hold a compound statement's own statements."""
    return tuple(name for name in ("body", "orelse", "handlers", "finalbody", "cases") if name in fields)


def _line_of(node: ast.AST) -> int:
    line: int = node.pattern.lineno if isinstance(node, ast.match_case) else getattr(node, "lineno", 1)
    return line


def _deep_expression(text: str) -> int | None:
    levels = [0]  # operators since the last comma, for each open bracket
    depth = 0  # their sum
    line_at = 0
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in ("operator", "string"):
            levels[-1] += 1
            depth += 1
        elif kind == "open":
            levels.append(1)
            depth += 1
        elif kind == "close" and len(levels) > 1:
            depth -= levels.pop() - 1
            levels[-1] += 1
        elif kind == "comma" or (kind == "newline" and len(levels) == 1):
            depth -= levels[-1]
            levels[-1] = 0
            line_at = match.end() if len(levels) == 1 else line_at
        if depth > DEEPEST or len(levels) > DEEPEST_BRACKETS:
            return _line(text, line_at)
    return None


def _deep_pattern(text: str) -> int | None:
    """The line of a `case` whose pattern nests too deeply."""
    if "case" not in text:
        return None
    for match in _CASE.finditer(text):
        depth = 0
        for found in _BRACKET_OR_END.finditer(_LITERAL.sub("", text[match.end() : match.end() + _LONGEST_PATTERN])):
            depth += _WEIGHTS.get(found[0], 0)
            if depth > _DEEPEST_PATTERN:
                return _line(text, match.start())
            if found[0] not in _WEIGHTS and depth <= 0:
                break
    return None


def _long_elif_chain(text: str) -> int | None:
    if text.count("elif") < DEEPEST:
        return None
    chains: dict[str, int] = {}
    for match in _IF.finditer(text.replace("\r", "\n")):
        indent = match[1]
        chains[indent] = chains.get(indent, 0) + 1 if match[2] else 0
        if chains[indent] > DEEPEST:
            return _line(text, match.start())
    return None


def _line(text: str, offset: int) -> int:
    return len(re.findall(r"\r\n|\r|\n", text[:offset])) + 1
