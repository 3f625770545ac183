"""Classes that take part in Python's own syntax: operators, iteration, `with`, properties, dataclasses, enums."""

from tests.judge.programs.writer import Form, Lines, Writer


def _operators(w: Writer) -> Lines:
    cls, i = w.fresh("V"), w.fresh("i")
    lines = [f"class {cls}:", "    def __init__(self, w):", "        self.w = w", "    def __add__(self, other):"]
    lines += [f"        if {w.condition()}:", f"            return {cls}(self.w + {w.pick('other', '1', 'self.w')})"]
    lines += [f"        return {w.pick('self', f'{cls}({w.digit()})')}", "    def __radd__(self, other):"]
    lines += ["        return self.w - other", "    def __eq__(self, other):", "        return self.w == other"]
    lines += ["    def __lt__(self, other):", "        return self.w < other", "    def __bool__(self):"]
    lines += [f"        return self.w > {w.digit()}", "    def __iadd__(self, other):", "        self.w += other"]
    lines += [
        f"        return {w.pick('self', f'{cls}(self.w + 1)')}",
        "    def __neg__(self):",
        "        return -self.w",
    ]
    lines += ["    def __call__(self, z=2):", "        self.w += 1", "        return self.w * z"]
    lines += [f"{i} = {cls}({w.small()})", f"{i}j = {i}", f"{i}j {w.pick('+=', '= 1 +', f'= {i} +')} {w.digit()}"]
    use = w.pick(f"({i} == {w.digit()}) + 1", f"2 if {i} else 3", f"-{i}", f"{w.digit()} + {i}", f"{i}()", f"{i}.w")
    compared = w.pick(f"{i} < {w.digit()}", f"{i}", f"not {i}", f"{i} != {w.digit()}", f"{i} is {i}j")
    return [*lines, f"{w.name()} = {use}", f"if {compared}:", *w.block()]


def _container(w: Writer) -> Lines:
    cls, i = w.fresh("B"), w.fresh("i")
    lines = [f"class {cls}:", "    def __init__(self, items):", "        self.items = items", "    def __len__(self):"]
    lines += ["        return len(self.items)", "    def __getitem__(self, k):", "        return self.items[k]"]
    if w.chance(0.6):
        turn = w.pick("yield each", "if each > 1:\n                yield each")
        lines += ["    def __iter__(self):", "        for each in self.items:", *f"            {turn}".split("\n")]
    if w.chance(0.5):
        lines += ["    def __contains__(self, one):", f"        return one > {w.digit()}"]
    lines += ["    def __setitem__(self, k, one):", "        self.items[k] = one + 1"]
    items = w.pick("u", "v", f"[{w.small()}, {w.small()}]", "list(u)")
    lines += [f"{i} = {cls}({items})", f"if {w.pick(i, f'{w.digit()} in {i}', f'len({i}) > 1')}:"]
    lines += [f"    {i}[0] = {w.small()}"] if w.chance(0.5) else [f"    {w.name()} = {i}[-1]"]
    with w.loop():
        lines += [f"for {w.name()} in {i}:", *w.block()]
    return [*lines, f"{w.name()} = len({i}) + sum({i})", f"{w.name()} = len(list({i}))"]


def _property(w: Writer) -> Lines:
    cls, i = w.fresh("R"), w.fresh("i")
    lines = [f"class {cls}:", "    most = 3", "    def __init__(self):", "        self._w = 1", "    @property"]
    lines += ["    def w(self):", "        return self._w", "    @w.setter", "    def w(self, one):"]
    lines += [
        f"        if {w.condition()}:",
        f"            self._w = {w.pick('min(one, self.most)', 'one', 'one + 1')}",
    ]
    lines += [
        "    @classmethod",
        "    def made(cls, w):",
        "        new = cls()",
        "        new.w = w",
        "        return new",
    ]
    lines += ["    @staticmethod", "    def twice(z):", "        return z * 2"]
    lines += [f"{i} = {cls}.made({w.small()})", f"{i}.w {w.pick('=', '+=')} {w.small()}"]
    if w.chance(0.4):
        lines += [f"if {w.condition()}:", f"    {w.pick(cls, i)}.most = {w.digit()}"]
    return [*lines, f"{w.name()} = {i}.w + {i}.most + {cls}.twice({w.digit()})"]


def _missing_attribute(w: Writer) -> Lines:
    cls, i = w.fresh("M"), w.fresh("i")
    lines = [f"class {cls}:", "    def __init__(self):", "        self.w = 1", "    def __getattr__(self, name):"]
    lines += [f"        return {w.pick('len(name)', '7', 'self.w')}", f"{i} = {cls}()", f"if {w.condition()}:"]
    lines += [f"    {w.pick(f'{i}.z = 5', f'del {i}.w', f'{i}.w = 3')}"]
    return [*lines, f"{w.name()} = {i}.z", f"{w.name()} = getattr({i}, 'y', 9)", f"{w.name()} = hasattr({i}, 'q') + 1"]


def _dataclass(w: Writer) -> Lines:
    cls, i = w.fresh("K"), w.fresh("i")
    frozen = w.chance(0.3)
    lines = [
        f"@dataclass{'(frozen=True)' if frozen else ''}",
        f"class {cls}:",
        "    w: int",
        f"    z: int = {w.digit()}",
    ]
    lines += ["    items: list = field(default_factory=list)"]
    lines += (
        [] if frozen else ["    def __post_init__(self):", f"        if {w.condition()}:", "            self.w += 1"]
    )
    lines += [
        f"{i} = {cls}({w.small()}{w.pick('', ', ' + w.small(), ', z=' + w.small())})",
        f"{i}.items.append({w.small()})",
    ]
    lines += [f"{i}j = {w.pick(f'replace({i}, w={w.digit()})', f'{cls}({i}.w, {i}.z)', i)}"]
    lines += [] if frozen else [f"if {w.condition()}:", f"    {i}j.w = {w.small()}"]
    return [*lines, f"{w.name()} = {i}.w + {i}j.z", f"{w.flag()} = {i} == {i}j", f"{w.name()} = len({i}j.items)"]


def _enum(w: Writer) -> Lines:
    cls, e = w.fresh("E"), w.fresh("e")
    lines = [f"class {cls}(Enum):", f"    ONE = {w.digit()}", "    TWO = 7", f"{e} = {cls}.ONE"]
    lines += [f"if {w.condition()}:", f"    {e} = {cls}.TWO"]
    test = w.pick(f"{e} is {cls}.TWO", f"{e} == {cls}.ONE", f"{e}.name == 'TWO'", f"{e}.value > 2")
    return [*lines, f"if {test}:", *w.block(), f"{w.name()} = {e}.value + len({cls})"]


def _with(w: Writer) -> Lines:
    cls = w.fresh("W")
    swallows = w.pick("True", "False", "kind is ValueError", "kind is not None", w.condition())
    lines = [
        f"class {cls}:",
        "    seen = 0",
        "    def __enter__(self):",
        f"        {cls}.seen += 1",
        "        return 3",
    ]
    lines += ["    def __exit__(self, kind, error, trace):", f"        {cls}.seen += 2", f"        return {swallows}"]
    lines += ["try:", f"    with {cls}() as {w.name()}:", *[f"    {line}" for line in w.block()]]
    lines += [f"        if {w.condition()}:", f"            raise {w.pick('ValueError', 'KeyError')}"]
    lines += [f"    {line}" for line in w.block()]
    return [*lines, "except Exception:", *w.block(), f"{w.name()} = {cls}.seen"]


def _inner_class(w: Writer) -> Lines:
    cls = w.fresh("O")
    lines = [
        f"class {cls}:",
        f"    size = {w.digit()}",
        "    double = size * 2",
        "    shared = []",
        "    class Inner:",
    ]
    lines += [f"        w = {w.digit()}", "        def __init__(self, outer):", "            self.outer = outer"]
    lines += ["        def total(self):", f"            return self.outer.size + self.{w.pick('w', 'outer.double')}"]
    lines += ["    def make(self):", f"        self.shared.append({w.digit()})", f"        return {cls}.Inner(self)"]
    lines += [f"x = {cls}()", f"if {w.condition()}:", f"    {w.pick('x', cls)}.size = {w.small()}"]
    lines += ["y = x.make()", f"{cls}.Inner.w = {w.small()}", f"{w.name()} = y.total() + y.w"]
    return [*lines, f"{cls}().make()", f"{w.name()} = len(x.shared)"]


def _three_levels(w: Writer) -> Lines:
    p = w.fresh("A")
    lines = [f"class {p}:", "    def go(self, k):", f"        return {w.pick('k', 'k + 1')}", "    def all(self):"]
    lines += [f"        return self.go({w.digit()})", f"class {p}l({p}):", "    def go(self, k):"]
    lines += [f"        return super().go(k) + {w.digit()}", f"class {p}r({p}):", "    def go(self, k):"]
    lines += [f"        if {w.condition()}:", "            return super().go(k) * 2", "        return 0"]
    lines += [f"class {p}b({p}l, {p}r):", "    pass"]
    made = f"{p}{w.pick('l', 'r', 'b')}"
    return [
        *lines,
        f"x = {made}() if {w.condition()} else {p}b()",
        f"{w.name()} = x.all()",
        f"{w.flag()} = isinstance(x, {p}r)",
    ]


FORMS = (
    Form(_operators, 0.6, top=True, nested=True),
    Form(_container, 0.6, top=True, nested=True),
    Form(_property, 0.5, top=True),
    Form(_missing_attribute, 0.4, top=True),
    Form(_dataclass, 0.6, top=True),
    Form(_enum, 0.4, top=True, nested=True),
    Form(_with, 0.6, top=True, nested=True),
    Form(_inner_class, 0.4, top=True),
    Form(_three_levels, 0.4, top=True),
)
