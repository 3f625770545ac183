"""The settings of a configuration file: the one place that says which there are, of what kind, and what for.

What is read, what is refused and the JSON Schema for editors all come from `OPTIONS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from conv1d_lsp.project import kinds
from conv1d_lsp.project.errors import ConfigurationError, did_you_mean
from conv1d_lsp.project.kinds import Kind, Where
from conv1d_lsp.project.patterns import matches

if TYPE_CHECKING:
    from conv1d_lsp.project.rule_tables import Levels, Rules, RuleTable
    from conv1d_lsp.settings import Both, Generation

#: What `exclude` is where nobody says.
USUALLY_EXCLUDED = ("__pycache__", "build", "dist", "node_modules", "site-packages")

#: What a run fails for: its exit status is 1 if there is one of these, or worse.
FAIL_ON = ("warning", "error", "never")

#: How a run may tell what it finds.
OUTPUT_FORMATS = tuple(
    "text full concise json json-lines sarif github gitlab junit checkstyle rdjson azure markdown".split()
)


class Override(NamedTuple):
    """What is said of some files alone. said: values by the fields of `Options`."""

    files: tuple[str, ...]
    said: Mapping[str, Any]


class Options(NamedTuple):
    """What a configuration file says, or would say if it were there."""

    keras: Generation | Both | None = None
    read_data_files: bool = True
    rules: Levels = {}  # noqa: RUF012 - a tuple's default, never changed
    per_path: RuleTable[Levels] = ()
    baseline: str | None = None
    select: Rules | None = None
    extend_select: Rules = frozenset()
    ignore: Rules = frozenset()
    per_file_ignores: RuleTable[Rules] = ()
    exclude: tuple[str, ...] = USUALLY_EXCLUDED
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    force_exclude: bool = False
    fail_on: str = FAIL_ON[0]
    output_format: str | None = None
    unsafe_fixes: bool = False
    show_fixes: bool = False
    jobs: int | None = None
    cache_dir: str | None = None
    overrides: tuple[Override, ...] = ()

    def of(self, path: str) -> Options:
        """With what is said of one file alone. path: from the folder on that the patterns speak of, with "/"."""
        levels = dict(self.rules)
        for pattern, others in self.per_path:
            if matches(pattern, path):
                levels.update(others)
        said: dict[str, Any] = {}
        for override in self.overrides:
            if any(matches(pattern, path) for pattern in override.files):
                said.update(override.said)
                levels.update(override.said.get("rules", {}))
        return self._replace(**{**said, "rules": levels})


class Option(NamedTuple):
    """about: a sentence or two for whoever writes the file."""

    kind: Kind
    about: str


#: Those that `[[overrides]]` may have besides `files`.
_BY_FILE = {
    "keras": Option(
        kinds.KERAS,
        "The generation of Keras that the code runs under; auto (the default) goes by the file's imports, then by "
        "the version that the project pins or has. both tells what fails or differs under either.",
    ),
    "read-data-files": Option(
        kinds.SWITCH,
        "Whether files of data that the code names (.npy, .npz, tables of text) are looked into for their shapes.",
    ),
    "rules": Option(kinds.LEVELS, "How bad the findings of each rule are."),
}

#: Those of a run: the configuration of the folder that all of its paths lie in has the word.
BY_RUN = {
    "fail-on": Option(kinds.one_of(*FAIL_ON), "The least severity that makes the exit status 1."),
    "output-format": Option(
        kinds.one_of(*OUTPUT_FORMATS), "How check tells what it finds; with --output-file the file's name has the word."
    ),
    "unsafe-fixes": Option(kinds.SWITCH, "Whether --fix and --diff also make fixes that are one choice among several."),
    "show-fixes": Option(kinds.SWITCH, "Whether --fix and --diff list what is repaired."),
    "jobs": Option(kinds.JOBS, "How many processes analyse files; auto (the default) is one for each processor."),
    "cache-dir": Option(kinds.FOLDER, "Where answers of earlier runs are kept, from this file's folder on."),
}

_FILES = Option(
    kinds.PATTERNS, "The files that this is said of: patterns as in .gitignore, from this file's folder on."
)


def _override(table: Mapping[str, object], where: Where) -> Override:
    read = _read(table, where, {"files": _FILES, **_BY_FILE})
    if not read.get("files"):
        raise ConfigurationError(f"{where} says no files = [...] that it is about")
    return Override(read.pop("files"), read)


def _override_schema() -> kinds.Schema:
    return {**object_schema({"files": _FILES, **_BY_FILE}), "required": ["files"]}


#: All of them, as they are spelled; `Options` has each with "_".
OPTIONS: Mapping[str, Option] = {
    **_BY_FILE,
    "per-path": Option(kinds.LEVELS_BY_PATH, "Severities of rules in the files that a pattern means."),
    "select": Option(kinds.RULES, "Show findings of these rules alone."),
    "extend-select": Option(kinds.RULES, "Show findings of these rules besides those of select."),
    "ignore": Option(kinds.RULES, "Show no findings of these rules."),
    "per-file-ignores": Option(
        kinds.RULES_BY_PATH, "Show no findings of some rules in the files that a pattern means."
    ),
    "exclude": Option(
        kinds.PATTERNS,
        "What is left out below folders that are named: patterns as in .gitignore, from this file's folder on. "
        f"In place of {', '.join(USUALLY_EXCLUDED)}; hidden folders and environments are always left out.",
    ),
    "extend-exclude": Option(kinds.PATTERNS, "What is left out besides exclude."),
    "respect-gitignore": Option(kinds.SWITCH, "Whether what git ignores is left out (the default)."),
    "baseline": Option(kinds.FILE, "A file of check --write-baseline: what it has is not shown."),
    "force-exclude": Option(kinds.SWITCH, "Whether what is left out is so, too, where it is named itself."),
    **BY_RUN,
    "overrides": Option(kinds.tables(_override, _override_schema), "Settings of some files; the later one wins."),
}


def read_options(table: Mapping[str, object], where: Where) -> Options:
    """What a table says. Raises ConfigurationError."""
    return Options(**_read(table, where, OPTIONS))


def object_schema(options: Mapping[str, Option]) -> kinds.Schema:
    """JSON Schema of a table."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {**option.kind.schema(), "description": option.about} for key, option in options.items()},
    }


def _read(table: Mapping[str, object], where: Where, options: Mapping[str, Option]) -> dict[str, Any]:
    for key in table:
        if key not in options:
            place = str(where) if where.table else where.file
            raise ConfigurationError(f'{place} has no setting "{key}"{did_you_mean(key, options)}')
    return {key.replace("-", "_"): options[key].kind.read(value, where, key) for key, value in table.items()}
