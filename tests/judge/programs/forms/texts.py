"""Texts: put together, taken apart, made numbers."""

from tests.judge.programs.writer import Form, Lines, Writer


def _formatted(w: Writer) -> Lines:
    value = w.small()
    text = w.pick(
        f"f'{{{value}}}'",
        f"f'{{{value}:03d}}-{{p}}'",
        f"'%d,%d' % ({value}, {w.small()})",
        f"'{{}}{{x}}'.format({value}, x={w.small()})",
        f"'ab' * {value}",
        f"str({value}) + '0'",
        f"'-'.join(str(i) for i in {w.list()})",
        f"'one' if {w.condition()} else 'three'",
        "','.join(D)",
    )
    use = w.pick(
        "len(t)",
        "len(t.split('-'))",
        "t.count('1')",
        "int(t.strip('-') or 3) if t.isdigit() else 1",
        "len(t.upper().replace('A', 'bb'))",
        "t.find('o')",
        "ord(t[0]) if t else 0",
        "len(t[1:])",
        "len([i for i in t if i > '1'])",
        "2 if t.startswith('o') else 4",
    )
    return [
        f"t = {text}",
        f"{w.name()} = {use}",
        f"{w.flag()} = {w.pick(chr(39) + '1' + chr(39) + ' in t', 't < chr(80)', 't == chr(49)')}",
    ]


def _by_name(w: Writer) -> Lines:
    lines = [f"t = {w.pick('[', '(')}'x', 'y', 'z'][{w.digit(2)}]".replace("(", "[")]
    lines += [f"if {w.condition()}:", "    t = 'x'", f"D[t] = {w.small()}", f"{w.name()} = D.get(t + '', 0)"]
    return [*lines, f"{w.name()} = {{'x': 1, 'y': {w.small()}}}.get(t, {w.digit()})"]


FORMS = (Form(_formatted, 1), Form(_by_name, 0.6))
