"""Writing a random program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from tests.judge.programs.numbers import condition, number

#: The variables that hold numbers, flags and lists.
NAMES = ("a", "b", "c", "d")
FLAGS = ("p", "q")
LISTS = ("u", "v")

#: Statements nested deeper than this are plain ones.
DEEPEST = 4

#: Lines at the beginning of each program, which bind what it uses.
HEAD = len(NAMES) + len(FLAGS) + 7

#: How many statements a program has, those inside others included.
STATEMENTS = 26

Lines = list[str]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write statements. weight: how often it is drawn. top: only where no statement is around it.

    nested: it has statements inside.
    """

    write: Callable[[Writer], Lines]
    weight: float
    top: bool = False
    nested: bool = False


class Writer:
    """Writes one program.

    functions: those of two numbers that may be called here. instances: objects with numbers `m` and `n`.
    depth: how many statements are around this one.
    """

    def __init__(self, random: Random, forms: Sequence[Form]) -> None:
        self.random = random
        self.forms = forms
        self.left = STATEMENTS
        self.depth = 0
        self.serial = 0
        self.in_loop = False
        self.in_function = False
        self.functions: list[str] = []
        self.instances: list[str] = []

    def program(self) -> str:
        lines = self.head()
        while self.left > 0:
            lines += self.statement()
        return "\n".join(lines) + "\n"

    def head(self) -> Lines:
        return [
            "import contextlib, functools, itertools, random, sys",
            "from dataclasses import dataclass, field, replace",
            "from enum import Enum",
            *(f"{name} = {self.random.randint(0, 4)}" for name in NAMES),
            *(f"{flag} = random.random() < 0.5" for flag in FLAGS),
            "u = [1, 2]",
            "v = []",
            "D = {'x': 1}",
            "n = int(sys.argv[1])",
        ]

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def digit(self, most: int = 3) -> int:
        return self.random.randint(0, most)

    def name(self) -> str:
        return self.pick(*NAMES)

    def flag(self) -> str:
        return self.pick(*FLAGS)

    def list(self) -> str:
        return self.pick(*LISTS)

    def fresh(self, prefix: str) -> str:
        """A name that nothing else has."""
        self.serial += 1
        return f"{prefix}{self.serial}"

    def number(self, levels: int = 3) -> str:
        return number(self, levels)

    def small(self) -> str:
        """A number without much around it."""
        return number(self, 1)

    def condition(self) -> str:
        return condition(self)

    def block(self) -> Lines:
        """Some statements, indented."""
        return indented(self.statements())

    def statements(self) -> Lines:
        """Some statements at least one of which does something, unless the program is long enough."""
        lines: Lines = []
        self.depth += 1
        for _ in range(self.random.randint(1, 3)):
            if self.left > 0:
                lines += self.statement()
        self.depth -= 1
        return lines or ["pass"]

    def statement(self) -> Lines:
        self.left -= 1
        top = self.depth == 0 and not self.in_function
        forms = [form for form in self.forms if (top or not form.top) and (self.depth < DEEPEST or not form.nested)]
        (form,) = self.random.choices(forms, [form.weight for form in forms])
        return form.write(self) or ["pass"]

    @contextmanager
    def loop(self) -> Iterator[None]:
        """What is written inside may say `break` and `continue`."""
        before, self.in_loop = self.in_loop, True
        yield
        self.in_loop = before

    @contextmanager
    def function(self) -> Iterator[None]:
        """What is written inside is the body of a function, which calls no other, so that all of them end."""
        before = self.in_loop, self.in_function, self.functions
        self.in_loop, self.in_function, self.functions = False, True, []
        yield
        self.in_loop, self.in_function, self.functions = before


def indented(lines: Lines) -> Lines:
    return [f"    {line}" for line in lines]
