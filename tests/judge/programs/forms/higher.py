"""Functions of functions: decorators, `partial`, closures over loops, defaults that change, early returns."""

from tests.judge.programs.writer import Form, Lines, Writer, indented


def _decorated(w: Writer) -> Lines:
    f, d = w.fresh("f"), w.fresh("d")
    lines = [f"def {d}(times):", "    def around(f):", *(["        @functools.wraps(f)"] if w.chance(0.5) else [])]
    lines += ["        def inner(*args, **kw):", f"            if {w.condition()}:", "                return times"]
    lines += [
        f"            return f(*args, **kw) {w.pick('+', '*')} times",
        "        return inner",
        "    return around",
    ]
    lines += [f"@{d}({w.small()})", f"def {f}(z, k=1):", f"    return z + k + {w.small()}"]
    return [*lines, f"{w.name()} = {f}({w.small()}{w.pick('', ', k=' + w.small(), ', 3')})"]


def _partial(w: Writer) -> Lines:
    f = w.fresh("f")
    lines = [f"def {f}(x, y=2, *, z=3):", "    return x * 10 + y + z", f"part = functools.partial({f}, {w.small()})"]
    lines += [
        f"if {w.condition()}:",
        f"    part = functools.partial(part, {w.pick('y=' + w.small(), w.small(), 'z=1')})",
    ]
    return [*lines, f"{w.name()} = part({w.pick('', 'z=' + w.small())})"]


def _closures_of_a_loop(w: Writer) -> Lines:
    fs = w.fresh("fs")
    bound = w.pick("z=0", "z=i")
    lines = [
        f"{fs} = []",
        f"for i in range({w.pick('3', 'random.randint(1, 3)')}):",
        f"    if {w.pick('True', w.condition())}:",
    ]
    lines += [f"        {fs}.append(lambda {bound}: i + z)", f"{w.name()} = sum(f() for f in {fs})"]
    return [*lines, f"if {fs}:", f"    {w.name()} = {fs}[{w.pick('0', '-1')}]({w.pick('', w.small())})"]


def _state(w: Writer) -> Lines:
    """A closure that counts."""
    f, c = w.fresh("c"), w.fresh("c")
    lines = [f"def {f}(start):", "    count = start", "    seen = []", "    def step(by=1):", "        nonlocal count"]
    lines += [f"        if {w.condition()}:", "            count += by", "        seen.append(count)"]
    lines += [f"        return {w.pick('count', 'len(seen)', 'seen[0]')}", "    return step", f"{c} = {f}({w.small()})"]
    lines += [
        f"{w.name()} = {c}()",
        f"for i in range({w.pick('2', 'n', 'random.randint(0, 2)')}):",
        f"    {w.name()} = {c}(i)",
    ]
    return [*lines, f"{w.name()} = {c}({w.digit()}) - {f}(1)()"]


def _defaults(w: Writer) -> Lines:
    f = w.fresh("f")
    lines = [f"def {f}(k, seen={w.pick('[]', '{}', 'u')}, most={w.name()}):"]
    if "{}" in lines[0]:
        lines += [f"    if {w.condition()}:", "        seen[k] = most", "    return len(seen)"]
    else:
        lines += [f"    if {w.condition()}:", "        seen.append(k)", "    return len(seen) + most"]
    return [*lines, f"{w.name()} = {w.digit()}", f"{f}({w.small()})", f"{w.name()} = {f}({w.small()})"]


def _early_returns(w: Writer) -> Lines:
    f = w.fresh("x")
    lines = [f"def {f}(z, items):", "    global c", f"    for i in {w.pick('items', 'range(z)', 'range(2)')}:"]
    inner = ["try:", f"    if {w.condition()}:", f"        {w.pick('return i', 'continue', 'break', 'raise KeyError')}"]
    inner += ["    for j in range(2):", f"        if j == {w.digit(1)} and {w.condition()}:"]
    inner += [f"            {w.pick('return j + 10', 'break', 'raise ValueError', 'continue')}", "        c += 1"]
    inner += [
        f"except {w.pick('KeyError', 'ValueError', 'LookupError')}:",
        f"    {w.pick('return 20', 'c = 0', 'pass', 'continue')}",
    ]
    if w.chance(0.4):
        inner += ["else:", f"    {w.pick('c += 2', 'return 40')}"]
    if w.chance(0.5):
        inner += ["finally:", f"    {w.pick('c += 5', 'items.append(1) if len(items) < 4 else None')}"]
    lines += [*indented(indented(inner)), f"    return {w.pick('z', '30')}"]
    call = f"{w.name()} = {f}({w.small()}, {w.list()})"
    return [*lines, "try:", f"    {call}", "except Exception:", f"    {w.name()} = 50"]


def _hierarchy(w: Writer) -> Lines:
    e = w.fresh("X")
    lines = [f"class {e}(Exception):", "    pass", f"class {e}a({e}):", "    def __init__(self, w):"]
    lines += ["        super().__init__(w)", "        self.w = w", f"class {e}b({e}, ValueError):", "    pass"]
    raised = w.pick(f"{e}a({w.small()})", f"{e}b()", f"{e}", "ValueError", f"{e}a(2) from None")
    first, second = w.pick(f"{e}a", f"{e}b", "ValueError", f"({e}b, KeyError)"), w.pick(f"{e}", "Exception", f"{e}b")
    again = w.pick("raise", "pass", f"raise {e}b", f"{w.name()} = 4", "raise KeyError from error")
    inner = ["try:", *w.block(), f"    if {w.condition()}:", f"        raise {raised}", *w.block()]
    inner += [
        f"except {first} as error:",
        f"    {w.name()} = getattr(error, 'w', 6)",
        f"    if {w.condition()}:",
        f"        {again}",
    ]
    inner += ["finally:", f"    {w.name()} += 1"] if w.chance(0.4) else []
    return [
        *lines,
        "try:",
        *indented(inner),
        f"except {second}:",
        *w.block(),
        "except Exception:",
        f"    {w.name()} = 8",
    ]


def _imports(w: Writer) -> Lines:
    module = w.pick("math", "no_such_module", "collections")
    lines = ["try:", f"    import {module} as found", f"    {w.name()} = {w.small()}", "except ImportError:"]
    lines += ["    found = None", f"    {w.name()} = {w.small()}", f"if found is None or {w.condition()}:", *w.block()]
    return lines


def _kept(w: Writer) -> Lines:
    """Functions in dicts and lists, chosen later."""
    lines = [
        f"ways = {{'x': lambda z: z + {w.digit()}, 'y': max, 'z': lambda *z: len(z)}}",
        "t = 'x'",
        f"if {w.condition()}:",
    ]
    lines += [f"    t = {w.pick(repr('z'), repr('y'))}"]
    return [*lines, f"{w.name()} = ways[t]({w.small()}) if t != 'y' else ways[t](1, {w.small()})"]


FORMS = (
    Form(_decorated, 0.5, top=True),
    Form(_partial, 0.4, top=True),
    Form(_closures_of_a_loop, 0.4),
    Form(_state, 0.5, top=True),
    Form(_defaults, 0.5, top=True),
    Form(_early_returns, 0.8, top=True),
    Form(_hierarchy, 0.7, top=True, nested=True),
    Form(_imports, 0.3, nested=True),
    Form(_kept, 0.4),
)
