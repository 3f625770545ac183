"""Lists and dicts: filled, changed in place, under two names."""

from tests.judge.programs.writer import Form, Lines, Writer


def _append(w: Writer) -> Lines:
    return [f"{w.list()}.append({w.number()})"]


def _list(w: Writer) -> Lines:
    return [f"{w.list()} = [{w.number()}, {w.number()}]"]


def _alias(w: Writer) -> Lines:
    return ["u = v"]


def _set_item(w: Writer) -> Lines:
    return [f"D['{w.pick('x', 'y')}'] = {w.number()}"]


def _over_keys(w: Writer) -> Lines:
    return [f"D['{w.pick('x', 'y', 'z')}'] = {w.small()}", "for key in D:", f"    {w.name()} = D[key]"]


def _comprehension(w: Writer) -> Lines:
    count, kept = w.pick("3", "random.randint(0, 2)"), w.pick("i", w.condition())
    return [f"{w.list()} = [{w.small()} + i for i in range({count}) if {kept}]"]


def _nested_comprehension(w: Writer) -> Lines:
    x = w.name()
    return [f"{x} = len([[i + j for j in range(2) if {w.condition()}] for i in {w.list()}])"]


def _dict_comprehension(w: Writer) -> Lines:
    return [f"{w.name()} = {{i: i + 1 for i in range({w.digit()})}}.get({w.small()}, {w.small()})"]


def _sum_of_some(w: Writer) -> Lines:
    return [f"{w.name()} = sum(i for i in {w.list()} if i > {w.small()})"]


def _guarded(w: Writer) -> Lines:
    """What needs an item."""
    items, place = w.list(), w.pick("0", "-1")
    doing = w.pick(f"{w.name()} = {items}.pop()", f"{items}[{place}] = {w.small()}", f"del {items}[{place}]")
    return [f"if {items}:", f"    {doing}"]


def _delete_key(w: Writer) -> Lines:
    return [f"if 'y' in D and {w.condition()}:", "    del D['y']"]


def _in_place(w: Writer) -> Lines:
    items, value = w.list(), w.small()
    return [w.pick(f"{items}[:] = [{value}]", f"{items} = {items} + [{value}]", f"{items} += ({value},)")]


def _made_anew(w: Writer) -> Lines:
    items = w.list()
    times = w.pick("2", "random.randint(0, 2)", w.name())
    reverse = w.pick("True", "False")
    return [w.pick(f"{items} = sorted({items}, reverse={reverse})", f"{items} = [{w.small()}] * {times}")]


def _nested(w: Writer) -> Lines:
    lines = ["N = [[1], [2, 3], u]", f"row = N[{w.digit(2)}]", f"row.append({w.small()})", "for row in N:"]
    lines += [f"    if {w.condition()}:", f"        row.append({w.small()})"]
    return [*lines, f"{w.name()} = len(N[0]) + N[1][0]"]


FORMS = (
    Form(_append, 6),
    Form(_list, 2),
    Form(_alias, 1.5),
    Form(_set_item, 1.5),
    Form(_over_keys, 0.3),
    Form(_comprehension, 0.5),
    Form(_nested_comprehension, 0.3),
    Form(_dict_comprehension, 0.3),
    Form(_sum_of_some, 0.3),
    Form(_guarded, 1.3),
    Form(_delete_key, 0.3),
    Form(_in_place, 0.9),
    Form(_made_anew, 0.6),
    Form(_nested, 0.3),
)
