"""Programs as they never should be: real ones, cut, spliced and misspelt at random places. A seed gives one text."""

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

_EXAMPLES = Path(__file__).parents[2] / "examples"
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_CHARACTERS = "()[]{}:,.=*\\'\"\n\t #@;-😀\0\ufeff\r"
_WORDS = ("None", "-1", "0", "x", "[]", "(1, 2)", "'a'", "lambda: x", "10**9", "layers", "*x", "self", "...", "x.shape")
_NUMBERS = ("0", "-1", "1", "2", "999999999999", "1.5", "None", "'3'", "n", "1e400")

_Mutation = Callable[[str, Sequence[str], random.Random], str]


def programs() -> list[str]:
    """What is mutated: the examples that people try."""
    return [path.read_text(encoding="utf-8") for path in sorted(_EXAMPLES.glob("*.py"))]


def mutated(sources: Sequence[str], seed: int) -> str:
    """One of `sources` after one to four mutations."""
    chance = random.Random(seed)
    text = chance.choice(sources)
    for _ in range(chance.choice((1, 1, 2, 4))):
        text = chance.choice(_MUTATIONS)(text, sources, chance)
    return text


def _cut_off(text: str, _: Sequence[str], chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _letters_lost(text: str, _: Sequence[str], chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randrange(1, 9) :]


def _character_typed(text: str, _: Sequence[str], chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_CHARACTERS) + text[at:]


def _token_of_another(text: str, sources: Sequence[str], chance: random.Random) -> str:
    return _with_token(text, chance.choice(_TOKEN.findall(chance.choice(sources))), chance)


def _token_of_ours(text: str, _: Sequence[str], chance: random.Random) -> str:
    return _with_token(text, chance.choice(_WORDS), chance)


def _with_token(text: str, new: str, chance: random.Random) -> str:
    tokens = _TOKEN.findall(text) or [""]
    tokens[chance.randrange(len(tokens))] = new
    return "".join(tokens)


def _another_number(text: str, _: Sequence[str], chance: random.Random) -> str:
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return text
    number = chance.choice(numbers)
    return text[: number.start()] + chance.choice(_NUMBERS) + text[number.end() :]


def _lines_swapped(text: str, _: Sequence[str], chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _lines_doubled(text: str, _: Sequence[str], chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + chance.randrange(1, 4)]
    return "\n".join(lines)


def _spliced(text: str, sources: Sequence[str], chance: random.Random) -> str:
    ours, other = text.split("\n"), chance.choice(sources).split("\n")
    return "\n".join(ours[: chance.randrange(len(ours) + 1)] + other[chance.randrange(len(other)) :])


_MUTATIONS: tuple[_Mutation, ...] = (
    _cut_off,
    _letters_lost,
    _character_typed,
    _token_of_another,
    _token_of_ours,
    _another_number,
    _lines_swapped,
    _lines_doubled,
    _spliced,
)
