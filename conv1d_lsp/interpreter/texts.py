"""Methods of texts, and the ways to put values into texts: `%`, `str.format`, f-strings."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.concrete import FAILURES, LONGEST_KNOWN, NotKnown, calculate, known, value_of
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Constant, Value
from conv1d_lsp.source.text import text_of

#: Methods of `str` and `bytes` that depend on nothing but their arguments.
_METHODS = frozenset(
    (
        "upper lower capitalize title swapcase casefold strip lstrip rstrip split rsplit splitlines partition "
        "rpartition replace startswith endswith join format format_map count find rfind index rindex zfill ljust rjust "
        "center expandtabs removeprefix removesuffix isdigit isalpha isupper islower isalnum isnumeric isdecimal "
        "isspace isidentifier istitle isascii encode decode translate"
    ).split()
)


_CONVERSIONS: Mapping[str, Callable[[object], str]] = {"r": repr, "s": str, "a": ascii}


def text_method(m: Machine, text: str | bytes, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """A method of a known text; None for one that is not known."""
    if name not in _METHODS:
        return None
    positional = [*arguments.positional]
    if name == "join" and positional:
        return _join(m, text, positional[0], node)
    return calculate(m, lambda *given, **named: _method(text, name, given, named), arguments, node)


def _method(text: str | bytes, name: str, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
    if _may_be_long(text, name, [*given, *named.values()]):
        raise ValueError
    return getattr(text, name)(*given, **named)


def _join(m: Machine, text: str | bytes, items: Value, node: cst.CSTNode) -> Value:
    parts = elements(m, items)
    try:
        texts = None if parts is None else [known(m, part) for part in parts]
        if texts is not None and sum(map(len, texts)) + len(text) * len(texts) <= LONGEST_KNOWN:
            return value_of(m, text.join(texts))
    except (NotKnown, *FAILURES):
        pass
    return m.unknown("a text that depends on something unknown", node)


def _may_be_long(text: str | bytes, name: str, given: Iterable[Any]) -> bool:
    """Whether the result might be a text too long to compute with: by a width, or by many replacements."""
    given = list(given)
    if any(isinstance(each, int) and each > LONGEST_KNOWN for each in given):
        return True
    if name in ("format", "format_map"):
        numbers = any(isinstance(each, int | dict | list | tuple) for each in given)
        return wide(str(text)) or (numbers and re.search(r":[^{}]*\{", str(text)) is not None)
    longest = max((len(each) for each in given if isinstance(each, str | bytes)), default=0)
    return name in ("replace", "translate") and (len(text) + 1) * (longest + 1) > LONGEST_KNOWN


def wide(pattern: str) -> bool:
    """Whether a format may ask for a very long text."""
    return re.search(r"\d{4}", pattern) is not None


def percent(m: Machine, pattern: str | bytes, given: Value, node: cst.CSTNode) -> Value:
    """`pattern % given`."""
    shown = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
    if wide(shown) or "*" in shown:
        return m.unknown("a very long text", node)
    return calculate(m, lambda values: pattern % values, Arguments((given,)), node)


def formatted(m: Machine, value: Value, conversion: str | None, pattern: str) -> str | None:
    """One field of an f-string; None if it can't be told."""
    if wide(pattern):
        return None
    try:
        plain = known(m, value)
        return format(_CONVERSIONS[conversion](plain) if conversion else plain, pattern)
    except (NotKnown, *FAILURES):
        return None


def formatted_literal(m: Machine, node: cst.FormattedString) -> Value:
    """An f-string."""
    text = _joined(m, node.parts, node)
    return m.unknown("a text that depends on something unknown", node) if text is None else Constant(text)


def _joined(m: Machine, parts: Sequence[cst.BaseFormattedStringContent], node: cst.FormattedString) -> str | None:
    texts = [_part(m, part, node) for part in parts]
    whole = None if None in texts else "".join(text or "" for text in texts)
    return whole if whole is not None and len(whole) <= LONGEST_KNOWN else None


def _part(m: Machine, part: cst.BaseFormattedStringContent, node: cst.FormattedString) -> str | None:
    if isinstance(part, cst.FormattedStringText):
        return _literal(part.value.replace("{{", "{").replace("}}", "}"), node)
    assert isinstance(part, cst.FormattedStringExpression)
    value = m.evaluate(part.expression)
    pattern = _joined(m, part.format_spec or (), node)
    if pattern is None:
        return None
    if part.equal is None:
        return formatted(m, value, part.conversion, pattern)
    shown = formatted(m, value, part.conversion or (None if pattern else "r"), pattern)
    return None if shown is None else f"{text_of(part.expression)}={shown}"


def _literal(text: str, node: cst.FormattedString) -> str | None:
    """The text between the fields, its escapes read."""
    if "\\" not in text:
        return text
    start = node.start.lower().replace("f", "")
    try:
        return str(ast.literal_eval(start + text + node.end))
    except (ValueError, SyntaxError):
        return None
