"""Ways to spoil a program: it is cut, spliced, misspelt, moved, nested and blown up. A seed gives one text."""

import random
import re
from collections.abc import Callable
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NAME = re.compile(r"[^\W\d]\w*")
_GROUP = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CHARACTERS = "()[]{}:,.=*\\'\"\n\t #@;-%!|~<>^&`$?😀é\u0301\u200b\u202e\u2028\x0c\x1a\0\ufeff\r"
_WORDS = (
    *("None", "-1", "0", "x", "[]", "(1, 2)", "'a'", "lambda: x", "10**9", "layers", "*x", "self", "...", "x.shape"),
    *("await", "yield", "yield from", "async", "match", "case", "type", "global", "nonlocal", "del", "walrus := 1"),
    *("not", "~", "**x", "print", "__class__", "super()", "{}", "{x: x for x in x}", "f'{x!r:>{x}}'", "b'\\xff'", "0j"),
    *("while", "break", "continue", "return", "raise", "True", "NotImplemented", "locals()", "exec('x')", "x[...]"),
)
_NUMBERS = (
    *("0", "-1", "1", "2", "999999999999", "1.5", "None", "'3'", "n", "1e400", "-1e400", "1e308*10", "0x7fffffff"),
    *("2**63", "-2**63", "10**30", "9" * 400, "9" * 5_000, "1_0", "0b1", "1j", "float('nan')", "True", "10**5000"),
    *("1 << 70", "1/3", "0.1", "7//0", "7%0", "2**-1", "0**-1", "len('')", "10**9**9", "range(10**12)", "[0]*10**9"),
)
_HEADS = (
    *("def f():", "class C:", "for i in range(3):", "while True:", "if x:", "try:", "with x as y:", "async def f():"),
    *("def f(x, *a, k=1, **m):", "for x in x:", "else:", "except ValueError:", "match x:", "@x\ndef g(x):", "lambda:"),
    *("class C(keras.Model):", "class L(layers.Layer):", "def call(self, inputs):", "for a, *b in zip(x, x):"),
)


class Sources(NamedTuple):
    """Texts to begin with. large: those that are taken for one in twenty."""

    small: tuple[str, ...]
    large: tuple[str, ...]

    def one(self, chance: random.Random) -> str:
        return chance.choice(self.large if chance.random() < 0.05 else self.small)


_Way = Callable[[str, Sources, random.Random], str]


def mutated(sources: Sources, seed: int, number: int) -> str:
    """One of `sources` after one to eight mutations."""
    chance = random.Random(f"{seed} {number}")
    text = sources.one(chance)
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 8))):
        text = chance.choice(_WAYS)(text, sources, chance)
    return text


def _cut_off(text: str, _: Sources, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _letters_lost(text: str, _: Sources, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(1, 9) :]


def _character_typed(text: str, _: Sources, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_CHARACTERS) + text[at:]


def _token_of_another(text: str, sources: Sources, chance: random.Random) -> str:
    return _with_token(text, chance.choice(_TOKEN.findall(sources.one(chance)) or [""]), chance)


def _token_of_ours(text: str, _: Sources, chance: random.Random) -> str:
    return _with_token(text, chance.choice(_WORDS), chance)


def _with_token(text: str, new: str, chance: random.Random) -> str:
    tokens = _TOKEN.findall(text) or [""]
    tokens[chance.randrange(len(tokens))] = new
    return "".join(tokens)


def _put(text: str, found: re.Pattern[str], chance: random.Random, new: Callable[[str], str]) -> str:
    """The text with another word in the place of one that the pattern means."""
    matches = list(found.finditer(text))
    if not matches:
        return text
    match = chance.choice(matches)
    return text[: match.start()] + new(match[0]) + text[match.end() :]


def _another_number(text: str, _: Sources, chance: random.Random) -> str:
    return _put(text, _NUMBER, chance, lambda _: chance.choice(_NUMBERS))


def _name_of_ours(text: str, _: Sources, chance: random.Random) -> str:
    """Another name of the same text: a layer for a layer, itself for its argument."""
    names = _NAME.findall(text) or ["x"]
    return _put(text, _NAME, chance, lambda _: chance.choice(names))


def _bytes_changed(text: str, _: Sources, chance: random.Random) -> str:
    data = bytearray(text.encode(errors="replace"))
    for _changed in range(chance.randrange(1, 5)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return data.decode(errors=chance.choice(("replace", "ignore", "surrogateescape")))


def _nested_in_itself(text: str, _: Sources, chance: random.Random) -> str:
    depth = chance.choice((2, 5, 20, 100, 400))
    return _put(text, _GROUP, chance, lambda group: group[0] * depth + group + group[-1] * depth)


def _called_in_itself(text: str, _: Sources, chance: random.Random) -> str:
    depth = chance.choice((2, 5, 30, 150))
    return _put(text, _NAME, chance, lambda name: f"{name}(" * depth + name + ")" * depth)


def _chained(text: str, _: Sources, chance: random.Random) -> str:
    link, times = (
        chance.choice((".x", "[0]", "()", " + x", " or x", " if x else x", ", x")),
        chance.choice((3, 50, 500)),
    )
    return _put(text, _NAME, chance, lambda name: name + link * times)


def _indentation(text: str, _: Sources, chance: random.Random) -> str:
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    for at in range(first, min(len(lines), first + chance.choice((1, 1, 3, 30)))):
        bare = lines[at].lstrip()
        before = lines[at][: len(lines[at]) - len(bare)]
        lines[at] = chance.choice((before[:-4], before[:-1], f"{before}    ", f"{before}\t", f" {before}", "")) + bare
    return "\n".join(lines)


def _put_below_heads(text: str, _: Sources, chance: random.Random) -> str:
    """Lines as the body of something, several times."""
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    last = first + chance.choice((1, 3, len(lines)))
    for _level in range(chance.choice((1, 1, 2, 10, 40))):
        inner = [f"    {line}" for line in lines[first:last]]
        lines = [*lines[:first], *chance.choice(_HEADS).split("\n"), *inner, *lines[last:]]
        last += 1
    return "\n".join(lines)


def _lines_swapped(text: str, _: Sources, chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _lines_lost(text: str, _: Sources, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randrange(1, 6)]
    return "\n".join(lines)


def _lines_repeated(text: str, _: Sources, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + chance.randrange(1, 8)] * chance.choice((1, 1, 2, 20, 100))
    return "\n".join(lines)


def _spliced(text: str, sources: Sources, chance: random.Random) -> str:
    ours, other = text.split("\n"), sources.one(chance).split("\n")
    return "\n".join(ours[: chance.randrange(len(ours) + 1)] + other[chance.randrange(len(other)) :])


def _spliced_in_the_midst(text: str, sources: Sources, chance: random.Random) -> str:
    other = sources.one(chance)
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other)) :]


def _other_newlines(text: str, _: Sources, chance: random.Random) -> str:
    lines = text.split("\n")
    return "".join(line + chance.choice(("\n", "\n", "\r\n", "\r", "\\\n", ";\n")) for line in lines)


_WAYS: tuple[_Way, ...] = (
    _cut_off,
    _letters_lost,
    _character_typed,
    _token_of_another,
    _token_of_ours,
    _another_number,
    _another_number,
    _name_of_ours,
    _name_of_ours,
    _bytes_changed,
    _nested_in_itself,
    _called_in_itself,
    _chained,
    _indentation,
    _put_below_heads,
    _lines_swapped,
    _lines_lost,
    _lines_repeated,
    _spliced,
    _spliced_in_the_midst,
    _other_newlines,
)
