"""Classes and their instances."""

from tests.judge.programs.writer import Form, Lines, Writer


def _class(w: Writer) -> Lines:
    """One with numbers `m` and `n`, which expressions read from now on."""
    if w.instances:
        return []
    lines = ["class C:", "    n = 7", "    def __init__(self, m):", "        self.m = m"]
    lines += ["    def bump(self, by):", f"        if {w.condition()}:", "            self.m = self.m + by"]
    lines += ["        else:", "            self.n = by", f"o = C({w.number()})"]
    w.instances.append("o")
    return lines


def _use(w: Writer) -> Lines:
    if not w.instances:
        return []
    o = w.pick(*w.instances)
    return [w.pick(f"{o}.{w.pick('m', 'n')} = {w.number()}", f"{o}.bump({w.number()})")]


def _inherited(w: Writer) -> Lines:
    p, i = w.fresh("P"), w.fresh("i")
    lines = [f"class {p}:", "    count = 0", "    def __init__(self, w=2):", "        self.w = w"]
    lines += [f"        {p}.count += 1", "    @property", "    def twice(self):", "        return self.w * 2"]
    lines += ["    def go(self):", "        return self.w"]
    lines += [f"class {p}b({p}):", "    def __init__(self, w):", "        super().__init__(w + 1)", "    def go(self):"]
    lines += [f"        if {w.condition()}:", "            self.w += 1", "        return super().go()"]
    lines += [f"{i} = {p}b({w.small()}) if {w.condition()} else {p}()"]
    return [*lines, f"{w.name()} = {i}.go() + {i}.twice", f"{w.name()} = {p}.count"]


FORMS = (
    Form(_class, 2, top=True),
    Form(_use, 2),
    Form(_inherited, 0.5, top=True),
)
