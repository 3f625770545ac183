"""Names and what they may mean, beside what happens: programs run, and each read tells which assignment it saw."""

import ast
import random

import pytest

from conv1d_lsp.server.requests.names import uses


def program(chance: random.Random) -> str:
    """Assignments of numbers to `a` and `b` and reads of them by `see`, under conditions and in loops."""
    lines: list[str] = []

    def block(depth: int) -> None:
        indent = "    " * depth
        for _ in range(chance.randint(1, 3)):
            kind = chance.choice(["set", "set", "see", "see", "both", "if", "for"]) if depth < 3 else "set"
            name, other = chance.choice("ab"), chance.choice("ab")
            match kind:
                case "set":
                    lines.append(f"{indent}{name} = put({len(lines) + 1}, '{name}')")
                case "see":
                    lines.append(f"{indent}see({len(lines) + 1}, {name}, '{name}')")
                case "both":
                    lines.append(f"{indent}{name} = both({len(lines) + 1}, {other}, '{other}', '{name}')")
                case "if":
                    lines.append(f"{indent}if toss():")
                    block(depth + 1)
                    if chance.random() < 0.5:
                        lines.append(f"{indent}else:")
                        block(depth + 1)
                case _:
                    lines.append(f"{indent}for _ in toss() * [1, 2]:")
                    block(depth + 1)
                    if chance.random() < 0.3:
                        lines.append(f"{indent}    if toss(): {chance.choice(['break', 'continue'])}")

    lines += ["a = put(1, 'a')", "b = put(2, 'b')"]
    block(0)
    lines.append(f"see({len(lines) + 1}, a, 'a')")
    return "\n".join(lines) + "\n"


def seen(source: str, chance: random.Random) -> set[tuple[int, str, int]]:
    """Line of a read, name, and line of the assignment that it saw, in one run."""
    found: set[tuple[int, str, int]] = set()

    def see(line: int, value: int, name: str) -> None:
        found.add((line, name, value))

    def both(line: int, value: int, name: str, _: str) -> int:
        see(line, value, name)
        return line

    given = {"put": lambda line, _: line, "see": see, "both": both, "toss": lambda: chance.random() < 0.5}
    exec(compile(source, "program", "exec"), given)
    return found


def column_of(source: str, line: int, name: str) -> int:
    tree = ast.parse(source)
    reads = (each for each in ast.walk(tree) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load))
    return next(each.col_offset + 1 for each in reads if each.lineno == line and each.id == name)


@pytest.mark.parametrize("seed", range(5))
def test_what_a_run_sees_is_among_what_is_told(seed: int) -> None:
    chance = random.Random(seed)
    looked = 0
    for _ in range(60):
        source = program(chance)
        for line, name, assigned in set().union(*(seen(source, chance) for _ in range(8))):
            _, places = uses(source, line, column_of(source, line, name))
            assert assigned in {use.line for use in places if use.assigned}, (source, line, name)
            looked += 1
    assert looked > 50


@pytest.mark.parametrize(
    ("source", "at", "told"),
    [
        ("x = f(\n  1)\nx = g(\n  x)\nprint(x)\n", (4, 3), [(1, 1), (4, 3)]),
        ("x = f(\n  1)\nx = g(\n  x)\nprint(x)\n", (5, 7), [(3, 1), (5, 7)]),
        ("x = 1; x = f(x); y = x\n", (1, 22), [(1, 8), (1, 22)]),
        ("if a:\n    x = 1\nelse:\n    x = 2\nprint(x)\n", (5, 7), [(2, 5), (4, 5), (5, 7)]),
        ("def f(x):\n    return lambda y: x + y\n", (2, 22), [(1, 7), (2, 22)]),
        ("x = 1\ny = [x for x in z]\nprint(x)\n", (3, 7), [(1, 1), (3, 7)]),
        ("if (n := f()):\n    print(n)\n", (2, 11), [(1, 5), (2, 11)]),
        ("def f():\n    global w\n    w = 1\n    print(w)\n", (4, 11), [(3, 5), (4, 11)]),
        ("class A:\n    x = 1\n    y = x\nx = 2\nprint(x)\n", (5, 7), [(4, 1), (5, 7)]),
        ("'😋'; x = 1; print(x)\n", (1, 19), [(1, 6), (1, 19)]),
    ],
)
def test_the_value_at_a_place(source: str, at: tuple[int, int], told: list[tuple[int, int]]) -> None:
    assert [(use.line, use.column) for use in uses(source, *at)[1]] == told


def test_a_text_that_is_too_large_has_no_names() -> None:
    assert uses("x = 1\n" * 50_000, 1, 1) == ("", [])
