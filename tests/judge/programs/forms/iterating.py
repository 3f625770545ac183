"""Iterators: generators, `itertools`, `map`, `zip`, views of dicts, sets."""

from tests.judge.programs.writer import Form, Lines, Writer


def _items(w: Writer) -> str:
    """Something that can be gone through."""
    items = w.list()
    return w.pick(
        items,
        f"reversed({items})",
        f"map(lambda z: z + {w.digit()}, {items})",
        f"filter(lambda z: z > {w.digit()}, {items})",
        f"itertools.chain({items}, [{w.small()}])",
        f"itertools.islice({items}, {w.digit()})",
        f"itertools.islice(itertools.count({w.digit()}), {w.digit()})",
        f"itertools.accumulate({items})",
        f"itertools.repeat({w.digit()}, {w.digit()})",
        f"(i * 2 for i in {items} if {w.condition()})",
        f"{items}[{w.pick('1:', ':-1', '::2', '::-1')}]",
        f"[i for pair in zip({items}, range(3)) for i in pair]",
        f"sorted({items}, key=lambda z: -z)",
        "D.values()",
        f"[len(pair) + pair[0] for pair in itertools.product({items}, [1, 2])]",
        f"(x + y for x, y in itertools.zip_longest({items}, [3], fillvalue={w.digit()}))",
        f"[*{items}, {w.digit()}]",
        f"[*u, *v][:{w.digit()}]",
        f"(k + i for k, i in enumerate({items}, {w.digit()}))",
        f"[k for k, i in itertools.groupby(sorted({items}))]",
        f"itertools.takewhile(lambda z: z < {w.digit()}, {items})",
    )


def _all_of(w: Writer) -> Lines:
    use = w.pick("sum({})", "len(list({}))", "max({}, default=3)", "functools.reduce(lambda x, y: x * 2 + y, {}, 1)")
    return [f"{w.name()} = {use.format(_items(w))}"]


def _made_a_list(w: Writer) -> Lines:
    return [f"{w.list()} = list({_items(w)})"]


def _over(w: Writer) -> Lines:
    with w.loop():
        return [f"for {w.name()} in {_items(w)}:", *w.block()]


def _over_and_changed(w: Writer) -> Lines:
    """The list grows or shrinks while the loop goes through it."""
    items = w.list()
    lines = [f"for {w.name()} in {items}:", f"    if len({items}) < 4 and {w.condition()}:"]
    return [*lines, f"        {items}.{w.pick('append(1)', 'insert(0, 2)', 'pop()', 'clear()')}", *w.block()]


def _by_hand(w: Writer) -> Lines:
    it = w.fresh("it")
    lines = [f"{it} = iter({_items(w)})", f"{w.name()} = next({it}, {w.digit()})", f"if {w.condition()}:"]
    return [*lines, f"    {w.name()} = next({it}, {w.digit()})", f"{w.list()} = list({it})"]


def _generator(w: Writer) -> Lines:
    g, kept = w.fresh("y"), w.list()
    lines = [f"def {g}(items):", f"    t = {w.digit()}", "    try:", "        for i in items:"]
    lines += [
        f"            if {w.condition()}:",
        f"                {w.pick('return', 'break', 'continue', 'yield 0', 't += 1')}",
    ]
    lines += [
        "            t += i",
        f"            yield {w.pick('i', 't', 'i + t')}",
        "    finally:",
        f"        {w.pick('t = 0', f'{kept}.append(t) if len({kept}) < 5 else None')}",
    ]
    lines += ["    yield 9"] if w.chance(0.5) else []
    call = f"{g}({w.pick('u', '[1, 2, 3]', 'range(n)', 'range(random.randint(0, 3))')})"
    if w.chance(0.3):
        lines += [f"def {g}g():", f"    yield {w.digit()}", f"    yield from {call}"]
        call = f"{g}g()"
    with w.loop():
        body = [*w.block(), *([f"    if {w.condition()}:", "        break"] if w.chance(0.5) else [])]
    uses = {
        "for": [f"for {w.name()} in {call}:", *body],
        "sum": [f"{w.name()} = sum({call})"],
        "next": [f"{w.name()} = next({call}, 5)"],
        "stars": [f"{w.name()}, *v = [*{call}, 1]"],
        "any": [f"{w.flag()} = any(i > 2 for i in {call})"],
    }
    return [*lines, *uses[w.pick(*uses)]]


def _set(w: Writer) -> Lines:
    s = w.fresh("s")
    lines = [f"{s} = {w.pick('set()', '{1, 2}', f'set({w.list()})', f'{{{w.small()}, {w.small()}}}')}"]
    lines += [f"if {w.condition()}:", f"    {s}.{w.pick(f'add({w.small()})', 'discard(1)', 'update(v)', 'clear()')}"]
    change = w.pick(
        f"{s} = {s} | {{3}}", f"{s} |= {{{w.small()}}}", f"{s} = {s} - {{1}}", f"{s} &= {{1, 3}}", f"{s}.add(4)"
    )
    lines += [change, f"{w.name()} = len({s})", f"{w.flag()} = {w.small()} in {s}"]
    return [*lines, f"{w.list()} = sorted({s})"]


def _views(w: Writer) -> Lines:
    change = w.pick(
        f"D.update(y={w.small()})",
        f"D = {{**D, '{w.pick('x', 'y')}': {w.small()}}}",
        f"{w.name()} = D.pop('x', {w.small()})",
        f"{w.name()} = D.setdefault('y', {w.small()})",
        f"D = {{k: i + 1 for k, i in D.items() if {w.condition()}}}",
        f"D = dict(zip('xy', {w.list()}))",
        f"D |= {{'z': {w.small()}}}",
        f"D = D | {{'x': {w.small()}}}",
    )
    lines = [
        change,
        f"for key, {w.name()} in {w.pick('D.items()', 'list(D.items())', 'sorted(D.items())')}:",
        *w.block(),
    ]
    return [*lines, f"{w.name()} = {w.pick('len(D)', 'sum(D.values())', 'len([*D])', 'len(list(D.keys()))')}"]


def _list_methods(w: Writer) -> Lines:
    items = w.list()
    return [
        w.pick(
            f"{items}.insert({w.digit()}, {w.small()})",
            f"{items}.extend({_items(w)})",
            f"{items}.reverse()",
            f"{items}.sort()",
            f"{items}.clear()",
            f"{w.name()} = {items}.count({w.small()})",
            f"{items} = {items}.copy()",
            f"{items} = {items}[{w.digit()}:]",
            f"{items} *= {w.pick('2', '0', w.name())}",
            f"{items}[{w.digit()}:{w.digit()}] = [{w.small()}]",
            f"{w.name()} = ({items} or [{w.small()}])[-1]",
            f"{w.name()}, {w.name()}, *_ = [*{items}, {w.digit()}, {w.digit()}]",
            f"*v, {w.name()} = [*{items}, {w.small()}]",
        )
    ]


FORMS = (
    Form(_all_of, 1.5),
    Form(_made_a_list, 1),
    Form(_over, 1, nested=True),
    Form(_over_and_changed, 0.5, nested=True),
    Form(_by_hand, 0.5),
    Form(_generator, 0.8, top=True, nested=True),
    Form(_set, 0.6),
    Form(_views, 0.8, nested=True),
    Form(_list_methods, 1.5),
)
