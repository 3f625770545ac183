"""`match` on sequences, mappings, classes, with guards and captures."""

from tests.judge.programs.writer import Form, Lines, Writer, indented


def _subject(w: Writer) -> str:
    return w.pick(
        w.list(),
        f"({w.small()}, {w.small()})",
        f"[{w.digit(1)}, *{w.list()}]",
        "D",
        f"{{'x': {w.small()}, 'y': {w.list()}}}",
        f"{w.small()}",
        f"'x' if {w.condition()} else ('y', {w.small()})",
        "P",
        f"Point({w.small()}, {w.small()})",
        "None",
    )


def _pattern(w: Writer) -> str:
    x, y = w.random.sample("abcd", 2)
    return w.pick(
        f"[{x}]",
        f"[{x}, {y}]",
        f"({w.digit(1)}, {x})",
        f"[{x}, *rest]",
        f"[*_, {x}]",
        "[]",
        f"{{'x': {x}}}",
        f"{{'x': {w.digit()}, **rest}}",
        f"{{'y': [{x}, *_]}}",
        f"int({x})",
        "int() | str()",
        f"Point({x}, {w.digit()})",
        f"Point(z={y})",
        "Point() as whole",
        f"{w.digit()} | {w.digit()} as {x}",
        "'x' | ('y', _)",
        "None",
        f"[int({x}), int({y})]",
    )


def _match(w: Writer) -> Lines:
    lines = ["class Point:", "    __match_args__ = ('w', 'z')", "    def __init__(self, w, z):"]
    lines += ["        self.w, self.z = w, z", f"P = Point({w.small()}, {w.small()})", f"match {_subject(w)}:"]
    for _ in range(w.random.randint(1, 4)):
        guard = f" if {w.condition()}" if w.chance(0.3) else ""
        lines += [f"    case {_pattern(w)}{guard}:", *indented(w.block())]
    return [*lines, *(["    case _:", *indented(w.block())] if w.chance(0.5) else [])]


FORMS = (Form(_match, 1.2, top=True, nested=True),)
