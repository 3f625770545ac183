"""Which versions a requirement allows, as far as two generations of Keras have to be told apart.

Reads the specifiers of PEP 440 (`>=2.10,<2.16`, `~=2.15.0`, `==2.*`), of Poetry (`^2.10`, `~2.10`) and of Conda
(`=2.15`). Pre-releases count as the release that they lead to.
"""

import re
from dataclasses import dataclass

Version = tuple[int, ...]

_CLAUSE = re.compile(r"(?P<sign>===|==|~=|!=|<=|>=|<|>|\^|~|=)?\s*v?(?P<number>\d+(?:\.\d+)*)(?P<rest>[^,|\s]*)")
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Allowed:
    """The versions from `low` up to `high`, which is left out; no `high` means no end."""

    low: Version
    high: Version | None

    def below(self, border: Version) -> bool:
        """Whether every allowed version comes before `border`."""
        return self.high is not None and self.high <= _padded(border)

    def from_on(self, border: Version) -> bool:
        """Whether every allowed version is `border` or later."""
        return self.low >= _padded(border)


def allowed(specifier: str) -> Allowed:
    """The versions that `specifier` allows; those that `!=` leaves out are not looked at, nor is `||`."""
    low, high = _padded(()), None
    if "||" in specifier:
        return Allowed(low, high)
    for clause in _CLAUSE.finditer(specifier):
        least, end = _clause(clause["sign"] or "==", clause["number"], clause["rest"])
        low = max(low, least)
        high = end if high is None or (end is not None and end < high) else high
    return Allowed(low, high)


def _clause(sign: str, number: str, rest: str) -> tuple[Version, Version | None]:
    version = tuple(int(part) for part in number.split("."))
    least, after = _padded(version), _next(_padded(version))
    match sign:
        case "==" | "===":
            return least, _next_padded(version) if rest.startswith(".*") else after
        case "=":
            return least, _next_padded(version)
        case "~=":
            return least, _next_padded(version[:-1] or version)
        case "~":
            return least, _next_padded(version[:2])
        case "^":
            return least, _next_padded(_caret(version))
        case ">=" | ">":
            return least, None
        case "<":
            return _padded(()), least
        case "<=":
            return _padded(()), after
        case _:
            return _padded(()), None


def _caret(version: Version) -> Version:
    """The part that `^` holds fast: up to the first number that is not 0."""
    for index, part in enumerate(version):
        if part:
            return version[: index + 1]
    return version


def _padded(version: Version) -> Version:
    return (version + (0,) * _LENGTH)[:_LENGTH]


def _next(version: Version) -> Version:
    return (*version[:-1], version[-1] + 1)


def _next_padded(version: Version) -> Version:
    return _padded(_next(version))
