"""Options that say by which rules and configuration files are looked at, and what they come to: `ProjectSettings`."""

from __future__ import annotations

import argparse
from argparse import Namespace
from typing import TYPE_CHECKING

from conv1d_lsp.cli.words import path, pattern
from conv1d_lsp.project.errors import did_you_mean

if TYPE_CHECKING:
    from conv1d_lsp.project.settings import Chosen, ProjectSettings


def add_rules(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    group = parser.add_argument_group("rule selection")
    for option, words in (
        ("--select", "show findings of these rules alone"),
        ("--extend-select", "show findings of these rules besides those of the configuration"),
        ("--ignore", "show none of these rules"),
    ):
        group.add_argument(
            option, metavar="RULES", type=_rules, action="extend", help=f"{words}: names, with commas between"
        )
    group.add_argument(
        "--per-file-ignores",
        metavar="PATTERN:RULES",
        type=_rules_of_files,
        action="append",
        help="show none of these rules in the files that the pattern means, in place of the configuration's",
    )


def add_configuration(parser: argparse.ArgumentParser) -> None:
    """Which configuration holds: options of each command that reads programs, in a group of its own."""
    group = parser.add_argument_group("configuration")
    group.add_argument(
        "--config",
        metavar="FILE",
        type=path,
        help="go by this conv1d-lsp.toml or pyproject.toml in place of those in the project",
    )
    group.add_argument("--isolated", action="store_true", help="go by no configuration file")


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
            arguments.force_exclude,
        ),
    )


def _rules(words: str) -> list[str]:
    from conv1d_lsp.rules.index import NAMES

    named = [word.strip() for word in words.split(",")]
    if not all(named):
        raise argparse.ArgumentTypeError(f'must be names of rules, with commas between, not "{words}"')
    for name in named:
        if name not in NAMES:
            near = did_you_mean(name, NAMES) or "; conv1d-lsp rule lists them"
            raise argparse.ArgumentTypeError(f'names a rule that there is not: "{name}"{near}')
    return named


def _rules_of_files(words: str) -> tuple[str, frozenset[str]]:
    files, colon, rules = words.rpartition(":")
    if not colon or not files.strip("/ "):
        raise argparse.ArgumentTypeError(f'must be a pattern and rules, such as tests/**:open-size, not "{words}"')
    return pattern(files.strip()), frozenset(_rules(rules))
