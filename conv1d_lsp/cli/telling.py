"""Options that say how much is told, in which colours, and what the exit status is."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.cli.tally import FAULTS
from conv1d_lsp.cli.words import one_of

if TYPE_CHECKING:
    from conv1d_lsp.cli.outlets import Output
    from conv1d_lsp.project.settings import ProjectSettings

_FAILING = {"warning": FAULTS, "error": frozenset({"error"}), "never": frozenset[str]()}


def add_telling(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument(
        "--fail-on",
        metavar="|".join(_FAILING),
        type=one_of(*_FAILING),
        help="what makes the exit status 1: warnings and errors (the default), errors alone, nothing",
    )
    parser.add_argument("--exit-zero", action="store_true", help="the same as --fail-on never")
    parser.add_argument("--statistics", action="store_true", help="count the findings of each rule instead")
    parser.add_argument("-q", "--quiet", action="store_true", help="print what is found, and nothing else")
    parser.add_argument(
        "--color",
        metavar="auto|always|never",
        type=one_of("auto", "always", "never"),
        default="auto",
        help="whether text is in colours; auto (the default) goes by the terminal, NO_COLOR and FORCE_COLOR",
    )


def output_of(arguments: Namespace, settings: ProjectSettings) -> Output:
    """Where these arguments want the report, and what of it. settings: whose `fail-on` holds if no option does."""
    from conv1d_lsp.cli.outlets import Output

    said = "never" if arguments.exit_zero else arguments.fail_on
    said = said or settings.configuration(Path.cwd()).options.fail_on
    return Output(
        arguments.output_format,
        arguments.output_file,
        fails_for=_FAILING[said],
        quiet=arguments.quiet,
        statistics=arguments.statistics,
    )


def choose_colours(choice: str, environment: MutableMapping[str, str]) -> None:
    """Put the choice where everybody who writes in colours looks, other libraries as well."""
    if choice == "never":
        environment["NO_COLOR"] = "1"
    elif choice == "always":
        environment.pop("NO_COLOR", None)
        environment["FORCE_COLOR"] = "1"
        if environment.get("TERM") == "dumb":
            del environment["TERM"]
