"""Arrays: made of computed sizes, cut, put together, reshaped; their sizes as numbers."""

from tests.judge.programs.writer import Form, Lines, Writer

ARRAYS = ("X", "Y")


def _array(w: Writer) -> str:
    return w.pick(*ARRAYS)


def _size(w: Writer) -> str:
    return w.pick(
        str(1 + w.digit(4)), f"abs({w.small()})", f"{w.name()}", "n", f"len({w.list()})", f"{_array(w)}.shape[0]"
    )


def _made(w: Writer) -> Lines:
    return [f"{_array(w)} = np.{w.pick('zeros', 'ones')}(({_size(w)}, {w.pick('2', '3', _size(w))}))"]


def _cut(w: Writer) -> Lines:
    x = _array(w)
    part = w.pick(
        "1:", ":-1", "::2", "::-1", f":{_size(w)}", f"{w.small()}:", f"{w.digit()}:{w.small()}", f"-{1 + w.digit()}:"
    )
    return [f"{_array(w)} = {x}[{w.pick('', ':, ')}{part}]"]


def _together(w: Writer) -> Lines:
    x, y = _array(w), _array(w)
    return [
        f"{_array(w)} = "
        + w.pick(
            f"np.concatenate([{x}, {y}])",
            f"np.concatenate([{x}, {y}], axis=1)",
            f"np.vstack([{x}] * {_size(w)})",
            f"np.repeat({x}, {_size(w)}, axis={w.digit(1)})",
            f"np.tile({x}, ({_size(w)}, 1))",
            f"np.pad({x}, (({w.digit()}, {w.digit()}), (0, 0)))",
            f"{x} + {y}",
            f"{x} @ {y}.T",
            f"{x}.T",
            f"{x}.reshape(-1, {_size(w)})",
            f"{x}.reshape({x}.shape[1], {x}.shape[0])",
            f"np.stack([{x}[:, 0], {x}[:, -1]], axis={w.digit(1)})",
            f"np.delete({x}, 0, axis={w.digit(1)})",
            f"np.concatenate([{x}[i:i + 1] for i in range({w.small()})])",
        )
    ]


def _in_a_loop(w: Writer) -> Lines:
    x = _array(w)
    lines = ["parts = []", f"for i in range({w.pick('2', 'n', 'random.randint(1, 3)', w.small())}):"]
    lines += [f"    parts.append({w.pick(x, f'{x}[i:]', f'{x}[:1]', f'np.zeros((i, {x}.shape[1]))')})"]
    if w.chance(0.4):
        lines += [
            f"    if {w.condition()}:",
            f"        {w.pick('break', 'continue', f'parts.append({x})', f'{x} = {x}[:1]')}",
        ]
    return [*lines, f"{_array(w)} = np.{w.pick('concatenate', 'vstack')}(parts)"]


def _sizes(w: Writer) -> Lines:
    x = _array(w)
    return [
        w.pick(
            f"{w.name()}, {w.name()} = {x}.shape",
            f"{w.name()} = {x}.shape[{w.pick('0', '1', '-1')}]",
            f"{w.name()} = len({x})",
            f"{w.name()} = {x}.ndim",
            f"{w.name()} = {x}.size // 2",
            f"{w.name()} = {x}.shape[0] - {w.digit()}",
            f"{w.name()} = len({x}.shape[1:])",
        )
    ]


def _used(w: Writer) -> Lines:
    """Arrays are there, and something is done with them that may fail."""
    made = [f"{name} = np.zeros(({1 + w.digit()}, 2))" for name in ARRAYS]
    lines = ["import numpy as np", *made]
    inner: Lines = []
    for _ in range(w.random.randint(1, 5)):
        inner += w.random.choice((_made, _cut, _together, _in_a_loop, _sizes))(w)
        if w.chance(0.3):
            inner += [f"if {w.condition()}:", *w.block(), *[f"    {line}" for line in _cut(w)]]
    return (
        [*lines, "try:", *[f"    {line}" for line in inner], "except Exception:", f"    {w.name()} = 60"]
        if w.chance(0.3)
        else lines + inner
    )


FORMS = (Form(_used, 1.5, top=True, nested=True),)
