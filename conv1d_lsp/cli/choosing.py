"""Options that say what of a project is looked at and shown, and what they come to: `ProjectSettings`."""

from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.project.errors import did_you_mean

if TYPE_CHECKING:
    from conv1d_lsp.project.settings import Chosen, ProjectSettings


def add_choosing(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    for option, words in (
        ("--select", "show findings of these rules alone"),
        ("--extend-select", "show findings of these rules besides those of the configuration"),
        ("--ignore", "show none of these rules"),
    ):
        parser.add_argument(
            option, metavar="RULES", type=_rules, action="extend", help=f"{words}: names, with commas between"
        )
    parser.add_argument(
        "--per-file-ignores",
        metavar="PATTERN:RULES",
        type=_rules_of_files,
        action="append",
        help="show none of these rules in the files that the pattern means, in place of the configuration's",
    )
    for option, words in (
        ("--exclude", "leave out what these patterns mean, in place of exclude in the configuration"),
        ("--extend-exclude", "leave out what these patterns mean, too"),
    ):
        parser.add_argument(
            option,
            metavar="PATTERNS",
            type=_patterns,
            action="extend",
            help=f"{words}: as in .gitignore, with commas between",
        )
    parser.add_argument(
        "--respect-gitignore",
        action=argparse.BooleanOptionalAction,
        help="leave out what git ignores (the default)",
    )


def add_configuration(parser: argparse.ArgumentParser) -> None:
    """Which configuration holds: options of each command that reads programs."""
    parser.add_argument(
        "--config",
        metavar="FILE",
        type=_config,
        help="go by this conv1d-lsp.toml or pyproject.toml in place of those in the project",
    )
    parser.add_argument("--isolated", action="store_true", help="go by no configuration file")


def settings_of(arguments: Namespace) -> ProjectSettings:
    """Under which settings these arguments have files read. Raises ConfigurationError for `--config`."""
    from conv1d_lsp.project.configuration import Configurations
    from conv1d_lsp.project.kinds import generation
    from conv1d_lsp.project.settings import ProjectSettings

    configurations = Configurations(arguments.config, isolated=arguments.isolated)
    if arguments.config is not None:
        configurations.of("").sound()
    return ProjectSettings(
        generation(arguments.keras, "--keras"),
        read_data_files=not arguments.no_data_files,
        chosen=_chosen(arguments),
        configurations=configurations,
    )


def _chosen(arguments: Namespace) -> Chosen:
    from conv1d_lsp.project.excluding import Excludes
    from conv1d_lsp.project.settings import NO_BASELINE, Chosen
    from conv1d_lsp.project.severities import Selection

    if arguments.command != "check":
        return Chosen()
    select, per_file, exclude = arguments.select, arguments.per_file_ignores, arguments.exclude
    return Chosen(
        Selection(
            None if select is None else frozenset(select),
            frozenset(arguments.ignore or ()),
            frozenset(arguments.extend_select or ()),
        ),
        None if per_file is None else tuple(per_file),
        arguments.baseline if arguments.write_baseline is None else NO_BASELINE,
        Excludes(
            None if exclude is None else tuple(exclude),
            tuple(arguments.extend_exclude or ()),
            arguments.respect_gitignore,
        ),
    )


def _rules(words: str) -> list[str]:
    from conv1d_lsp.rules.index import NAMES

    named = [word.strip() for word in words.split(",")]
    for name in named:
        if name not in NAMES:
            near = did_you_mean(name, NAMES) or " (conv1d-lsp rule lists them)"
            raise argparse.ArgumentTypeError(f'names a rule that there is not: "{name}"{near}')
    return named


def _rules_of_files(words: str) -> tuple[str, frozenset[str]]:
    pattern, colon, rules = words.rpartition(":")
    if not colon or not pattern.strip("/ "):
        raise argparse.ArgumentTypeError(f'must be a pattern and rules, such as tests/**:open-size, not "{words}"')
    return pattern.strip(), frozenset(_rules(rules))


def _patterns(words: str) -> list[str]:
    named = [word.strip() for word in words.split(",")]
    if not all(word.strip("/") for word in named):
        raise argparse.ArgumentTypeError(f'must be patterns of paths, with commas between, not "{words}"')
    return named


def _config(word: str) -> Path:
    if not word:
        raise argparse.ArgumentTypeError("must not be an empty word")
    return Path(word)
