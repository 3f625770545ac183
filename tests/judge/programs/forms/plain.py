"""Assignments, and the ways out of loops and functions."""

from tests.judge.programs.writer import Form, Lines, Writer


def _assign(w: Writer) -> Lines:
    return [f"{w.name()} = {w.number()}"]


def _augmented(w: Writer) -> Lines:
    return [f"{w.name()} {w.pick('+=', '-=', '*=', '//= 1 +')} {w.number()}"]


def _flag(w: Writer) -> Lines:
    return [f"{w.flag()} = {w.condition()}"]


def _two(w: Writer) -> Lines:
    return [f"{w.name()}, {w.name()} = {w.number()}, {w.number()}"]


def _starred(w: Writer) -> Lines:
    return [f"{w.name()}, *v = {w.small()}, {w.small()}, {w.small()}"]


def _walrus(w: Writer) -> Lines:
    return [f"if (w := {w.small()}) > {w.small()}:", f"    {w.name()} = w", "else:", f"    {w.name()} = w"]


def _assert(w: Writer) -> Lines:
    return [f"assert {w.condition()}"]


def _drawn(w: Writer) -> Lines:
    return [f"{w.name()} = random.randint({w.digit(1)}, {1 + w.digit(2)})"]


def _way_out(w: Writer) -> Lines:
    """`break`, `continue`, `return`, where they may stand."""
    ways = ["break", "continue"] if w.in_loop else []
    ways += [f"return {w.number()}"] if w.in_function else []
    return [f"if {w.condition()}:", f"    {w.pick(*ways)}"] if ways else _assign(w)


FORMS = (
    Form(_assign, 27),
    Form(_augmented, 4),
    Form(_flag, 4),
    Form(_two, 1.5),
    Form(_starred, 0.3),
    Form(_walrus, 0.3),
    Form(_assert, 0.8),
    Form(_drawn, 1),
    Form(_way_out, 4),
)
