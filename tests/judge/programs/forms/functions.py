"""Functions, closures, generators, recursion."""

from tests.judge.programs.writer import NAMES, Form, Lines, Writer

#: No more functions of two numbers than these.
MOST_FUNCTIONS = 3


def _function(w: Writer) -> Lines:
    """One of two numbers, which expressions call from now on."""
    if len(w.functions) >= MOST_FUNCTIONS:
        return []
    f = w.fresh("f")
    shared = w.name() if w.chance(0.3) else None
    first, second = w.random.sample([name for name in NAMES if name != shared], 2)
    own = [name for name in NAMES if name not in (first, second, shared) and w.chance(0.8)]
    lines = [f"def {f}({first}, {second}):", *([f"    global {shared}"] if shared else [])]
    lines += [f"    {name} = {w.digit()}" for name in own]
    with w.function():
        lines += w.block()
        if w.chance(0.5):
            lines += [f"    if {w.condition()}:", f"        return {w.number()}", *w.block()]
        lines += [f"    return {w.number()}"]
    w.functions.append(f)
    return lines


def _lambda(w: Writer) -> Lines:
    return [f"{w.name()} = (lambda z: z + {w.small()})({w.small()})"]


def _generator(w: Writer) -> Lines:
    g = w.fresh("g")
    lines = [f"def {g}(n):", "    for i in range(n):", f"        if i == {w.digit(2)}:"]
    lines += [f"            {w.pick('continue', 'break', 'return', 'pass')}", f"        yield i + {w.digit()}"]
    lines += [f"{w.list()} = list({g}({w.pick('3', 'random.randint(0, 3)')}))"]
    with w.loop():
        return [*lines, f"for {w.name()} in {g}(3):", *w.block()]


def _nonlocal(w: Writer) -> Lines:
    f = w.fresh("h")
    lines = [f"def {f}(z):", "    t = z", "    def inner(w):", "        nonlocal t", f"        if {w.condition()}:"]
    lines += ["            t = t + w", "        return t", "    inner(1)", "    inner(2)", "    return t"]
    return [*lines, f"{w.name()} = {f}({w.small()})"]


def _recursion(w: Writer) -> Lines:
    f = w.fresh("r")
    lines = [f"def {f}(n, acc=[]):", "    acc.append(n)", f"    if n <= 0 or {w.condition()}:"]
    lines += ["        return len(acc)", f"    return {f}(n - 1)"]
    return [*lines, f"{w.name()} = {f}({w.digit()})", f"{w.name()} = {f}(1)"]


def _changes_its_argument(w: Writer) -> Lines:
    f = w.fresh("m")
    lines = [f"def {f}(w, n={w.digit()}):", f"    if {w.condition()}:", "        w.append(n)", "    else:"]
    lines += ["        w = [n]", "    w.append(9)", "    return w"]
    return [*lines, f"{w.list()} = {f}({w.list()}, {w.small()})", f"{f}({w.list()})"]


def _stars(w: Writer) -> Lines:
    f = w.fresh("s")
    lines = [f"def {f}(*xs, k=1, **kw):", f"    if {w.condition()}:", "        return sum(xs) + kw.get('j', k)"]
    lines += ["    return len(xs) * k", f"{w.name()} = {f}(*{w.list()}, {w.small()}, k={w.small()})"]
    return [*lines, f"{w.name()} = {f}({w.small()}, **D)"]


def _returns_a_function(w: Writer) -> Lines:
    f = w.fresh("w")
    lines = [f"def {f}(n):", "    def inside(z):", "        return z + n", "    if n > 1:", "        return inside"]
    return [*lines, f"    return lambda z: z * {w.digit()}", f"{w.name()} = {f}({w.small()})({w.small()})"]


FORMS = (
    Form(_function, 4, top=True),
    Form(_lambda, 0.3),
    Form(_generator, 0.4, top=True),
    Form(_nonlocal, 0.4, top=True),
    Form(_recursion, 0.4, top=True),
    Form(_changes_its_argument, 0.4, top=True),
    Form(_stars, 0.4, top=True),
    Form(_returns_a_function, 0.4, top=True),
)
