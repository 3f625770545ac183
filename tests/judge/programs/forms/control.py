"""Conditions, loops, `match`."""

from tests.judge.programs.writer import Form, Lines, Writer


def _if(w: Writer) -> Lines:
    lines = [f"if {w.condition()}:", *w.block()]
    if w.chance(0.3):
        lines += [f"elif {w.condition()}:", *w.block()]
    if w.chance(0.6):
        lines += ["else:", *w.block()]
    return lines


def _iterable(w: Writer) -> str:
    return w.pick(
        f"range({w.digit()})",
        "range(random.randint(0, 2))",
        f"range({w.small()})",
        f"list({w.list()})",
        "(1, 2, 3)",
    )


def _body(w: Writer) -> Lines:
    """A loop's, with ways out in the middle or at the end."""
    with w.loop():
        lines = w.block()
        if w.chance(0.5):
            lines += [f"    if {w.condition()}:", f"        {w.pick('break', 'continue')}"]
        return lines + (w.block() if w.chance(0.3) else [])


def _else(w: Writer) -> Lines:
    return ["else:", *w.block()] if w.chance(0.3) else []


def _for(w: Writer) -> Lines:
    return [f"for {w.name()} in {_iterable(w)}:", *_body(w), *_else(w)]


def _enumerate(w: Writer) -> Lines:
    return [f"for a, b in enumerate([{w.small()}, 4]):", *_body(w), *_else(w)]


def _zip(w: Writer) -> Lines:
    return [f"for {w.name()}, {w.name()} in zip({w.list()}, [{w.small()}, 3]):", *_body(w)]


def _while(w: Writer) -> Lines:
    k = w.fresh("k")
    head = [f"{k} = 0", f"while {k} < 4 and {w.pick(w.condition(), 'True')}:", f"    {k} += 1"]
    return [*head, *_body(w), *_else(w)]


def _while_true(w: Writer) -> Lines:
    k = w.fresh("k")
    head = [f"{k} = 0", "while True:", f"    {k} += 1", f"    if {k} > 5:", "        break"]
    with w.loop():
        return [*head, *w.block(), f"    if {k} > 2 or {w.condition()}:", "        break", *w.block()]


def _match(w: Writer) -> Lines:
    lines = [f"match {w.small()}:", f"    case {w.digit()}:", *[f"    {line}" for line in w.block()]]
    lines += [f"    case {w.digit()} | {w.digit(4)}:", *[f"    {line}" for line in w.block()]]
    if w.chance(0.7):
        lines += ["    case _:", *[f"    {line}" for line in w.block()]]
    return lines


def _any(w: Writer) -> Lines:
    return [f"{w.flag()} = {w.pick('any', 'all')}(i > {w.small()} for i in {w.list()})"]


FORMS = (
    Form(_if, 13, nested=True),
    Form(_for, 10, nested=True),
    Form(_enumerate, 1.5, nested=True),
    Form(_zip, 0.5, nested=True),
    Form(_while, 3.5, nested=True),
    Form(_while_true, 0.5, nested=True),
    Form(_match, 1, nested=True),
    Form(_any, 0.3),
)
