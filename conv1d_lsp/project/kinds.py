"""The kinds of values that settings have: each is read, or refused in one sentence, and described for editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from conv1d_lsp.project.errors import ConfigurationError, as_written
from conv1d_lsp.project.patterns import complaint
from conv1d_lsp.project.rule_tables import Rules, RuleTable, levels, rules

if TYPE_CHECKING:
    from conv1d_lsp.settings import Both, Generation

Schema = Mapping[str, Any]

#: Processes of one run.
MOST_JOBS = 256


class Where(NamedTuple):
    """A table in a file, as sentences name it. table: "tool.conv1d-lsp"; empty for the whole file."""

    file: str
    table: str = ""

    def key(self, key: str) -> str:
        """How a value of the table is named."""
        return f"{self.file}: {key} in [{self.table}]" if self.table else f"{self.file}: {key}"

    def inner(self, key: str) -> Where:
        """A table in the table."""
        return Where(self.file, f"{self.table}.{key}" if self.table else key)

    def __str__(self) -> str:
        return f"{self.file}: [{self.table}]"


class Kind(NamedTuple):
    """read: the value that the user means, or a ConfigurationError; schema: as JSON Schema has it."""

    read: Callable[[object, Where, str], Any]
    schema: Callable[[], Schema]


def generation(value: object, where: str) -> Generation | Both | None:
    """What a user means by 2, 3 (or "2", "3"), by "both", or by "auto", which is None.

    Raises ConfigurationError, whose sentence begins with `where`.
    """
    if value == "auto":
        return None
    from conv1d_lsp.settings import BOTH, Generation

    if value == BOTH.value:
        return BOTH
    if type(value) in (int, str) and value in (2, 3, "2", "3"):  # TOML's 2.0 is no generation, nor is true
        return Generation(int(str(value)))
    raise ConfigurationError(f'{where} must be 2, 3, "both" or "auto", not {as_written(value)}')


def _switch(value: object, where: Where, key: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ConfigurationError(f"{where.key(key)} must be true or false, not {as_written(value)}")


def _path_of(what: str) -> Kind:
    def read(value: object, where: Where, key: str) -> str:
        if isinstance(value, str) and value and "\0" not in value:
            return value
        raise ConfigurationError(f"{where.key(key)} must be the path of a {what}, not {as_written(value)}")

    return Kind(read, lambda: {"type": "string", "minLength": 1})


def _jobs(value: object, where: Where, key: str) -> int | None:
    if value == "auto":
        return None
    if type(value) is int and 0 < value <= MOST_JOBS:
        return value
    raise ConfigurationError(
        f'{where.key(key)} must be "auto" or a number from 1 to {MOST_JOBS}, not {as_written(value)}'
    )


def _patterns(value: object, where: Where, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip("/") for each in value):
        raise ConfigurationError(f"{where.key(key)} must be a list of patterns of paths, not {as_written(value)}")
    return tuple(_sound(each, where.key(key)) for each in value)


def _sound(pattern: str, named: str) -> str:
    if (wrong := complaint(pattern)) is not None:
        raise ConfigurationError(f'{named}: the pattern "{pattern}" {wrong}')
    return pattern


def _rules(value: object, where: Where, key: str) -> Rules:
    return rules(value, where.key(key))


def _levels(value: object, where: Where, key: str) -> Mapping[str, Any]:
    return levels(value, str(where.inner(key)))


def by_path(inner: Callable[[object, str], Any]) -> Callable[[object, Where, str], RuleTable[Any]]:
    """Reads a table from patterns to what `inner` reads."""

    def read(value: object, where: Where, key: str) -> RuleTable[Any]:
        table = where.inner(key)
        if not isinstance(value, dict):
            raise ConfigurationError(f"{table} must be a table, not {as_written(value)}")
        name = f"[{table.table}]"
        return tuple(
            (_sound(pattern, str(table)), inner(said, f'{table.file}: "{pattern}" in {name}'))
            for pattern, said in value.items()
        )

    return read


def one_of(*words: str) -> Kind:
    """One of some words."""

    def read(value: object, where: Where, key: str) -> str:
        if isinstance(value, str) and value in words:
            return value
        listed = ", ".join(f'"{word}"' for word in words[:-1])
        raise ConfigurationError(f'{where.key(key)} must be {listed} or "{words[-1]}", not {as_written(value)}')

    return Kind(read, lambda: {"enum": list(words)})


def _rule_schema() -> Schema:
    return {"$ref": "#/$defs/rule"}


def _list_of(items: Callable[[], Schema]) -> Callable[[], Schema]:
    return lambda: {"type": "array", "items": items()}


def _by_path_of(inner: Callable[[], Schema]) -> Callable[[], Schema]:
    return lambda: {"type": "object", "additionalProperties": inner()}


def _levels_schema() -> Schema:
    return {"$ref": "#/$defs/levels"}


KERAS = Kind(lambda value, where, key: generation(value, where.key(key)), lambda: {"enum": [2, 3, "both", "auto"]})
SWITCH = Kind(_switch, lambda: {"type": "boolean"})
FILE = _path_of("file")
FOLDER = _path_of("folder")
JOBS = Kind(_jobs, lambda: {"anyOf": [{"enum": ["auto"]}, {"type": "integer", "minimum": 1, "maximum": MOST_JOBS}]})
PATTERNS = Kind(_patterns, _list_of(lambda: {"type": "string", "minLength": 1}))
RULES = Kind(_rules, _list_of(_rule_schema))
LEVELS = Kind(_levels, _levels_schema)
LEVELS_BY_PATH = Kind(by_path(levels), _by_path_of(_levels_schema))
RULES_BY_PATH = Kind(by_path(rules), _by_path_of(_list_of(_rule_schema)))


def tables(read: Callable[[Mapping[str, object], Where], Any], schema: Callable[[], Schema]) -> Kind:
    """A list of tables, such as `[[overrides]]`."""

    def each(value: object, where: Where, key: str) -> Sequence[Any]:
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            named = f"{where.file}: [{where.inner(key).table}]"
            raise ConfigurationError(f"{named} must be a list of tables, each under [[{where.inner(key).table}]]")
        return tuple(read(table, where.inner(f"{key}[{index}]")) for index, table in enumerate(value))

    return Kind(each, _list_of(schema))
