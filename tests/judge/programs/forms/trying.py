"""`try`, what is raised, `with`."""

from tests.judge.programs.writer import Form, Lines, Writer, indented


def _raising(w: Writer) -> Lines:
    if w.chance(0.6):
        return [f"    if {w.condition()}:", f"        raise {w.pick('ValueError', 'KeyError')}('no')"]
    if w.chance(0.5):
        return ["    " + w.pick("a = 1 // (b - b)", "a = [][0]", "a = {}['k']", "a = int('x')")]
    return []


def _try(w: Writer) -> Lines:
    lines = ["try:", *w.block(), *_raising(w), *(w.block() if w.chance(0.5) else [])]
    lines += [f"except {w.pick('Exception', '(ValueError, KeyError)', 'ValueError')}:", *w.block()]
    if w.chance(0.3):
        lines += ["else:", *w.block()]
    if w.chance(0.3):
        lines += ["finally:", *w.block()]
    return lines


def _suppress(w: Writer) -> Lines:
    raising = [f"    if {w.condition()}:", "        raise ValueError"]
    return ["with contextlib.suppress(ValueError):", *w.block(), *raising, *w.block()]


def _finally_in_loop(w: Writer) -> Lines:
    lines = [f"for {w.name()} in {w.pick('range(2)', 'range(random.randint(0, 2))', w.list())}:", "    try:"]
    with w.loop():
        lines += indented(w.block())
        lines += [f"        if {w.condition()}:", f"            {w.pick('break', 'continue')}"]
        lines += indented(w.block())
    return [*lines, "    finally:", *indented(w.block())]


def _raising_function(w: Writer) -> Lines:
    f, x = w.fresh("e"), w.name()
    with w.function():
        body = ["    global b", *w.block(), f"    if {w.condition()}:", "        raise ValueError('w')", "    return w"]
    call = ["try:", f"    {x} = {f}({w.small()})", *w.block(), "except ValueError as error:", *w.block()]
    return [f"def {f}(w):", *body, *call]


def _finally_in_function(w: Writer) -> Lines:
    f = w.fresh("t")
    with w.function():
        raising = [f"        if {w.condition()}:", f"            {w.pick('return 1', 'raise ValueError')}"]
        body = ["    global a", "    try:", *indented(w.block()), *raising]
    body += ["    except ValueError:", "        return 2", "    finally:", f"        a = {w.digit(5)}", "    return 3"]
    return [f"def {f}():", *body, f"{w.name()} = {f}()"]


FORMS = (
    Form(_try, 7, nested=True),
    Form(_suppress, 0.3, nested=True),
    Form(_finally_in_loop, 0.4, nested=True),
    Form(_raising_function, 0.6, top=True, nested=True),
    Form(_finally_in_function, 0.6, top=True, nested=True),
)
