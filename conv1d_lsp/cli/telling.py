"""Options that say how much is told, in which colours, and what the exit status is."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from conv1d_lsp.cli.inputs import reads_stdin
from conv1d_lsp.cli.tally import FAULTS
from conv1d_lsp.cli.words import OneOf, output
from conv1d_lsp.reports.formats import FORMATS

if TYPE_CHECKING:
    from conv1d_lsp.cli.outlets import Output
    from conv1d_lsp.project.options import Options

_FAILING = {"warning": FAULTS, "error": frozenset({"error"}), "never": frozenset[str]()}


def add_report(parser: argparse.ArgumentParser) -> None:
    """How much `check` tells."""
    group = parser.add_argument_group("output")
    add_outlets(group)
    group.add_argument("--statistics", action="store_true", help="count the findings of each rule instead")
    group.add_argument("-q", "--quiet", action="store_true", help="print what is found, and nothing else")
    group.add_argument(
        "--color",
        metavar="auto|always|never",
        type=OneOf("auto", "always", "never"),
        default="auto",
        help="whether text is in colours; auto (the default) goes by the terminal, NO_COLOR and FORCE_COLOR",
    )


def add_outlets(group: argparse._ActionsContainer) -> None:
    """Where a report goes, and as what."""
    group.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=OneOf("text", *FORMATS, alike={"text": "full"}),
        help="text (the default, the same as full) or another of those below",
    )
    group.add_argument(
        "--output-file",
        metavar="FILE",
        type=output,
        help="write the report to this file, whole or not at all; without --output-format it has the format that the "
        "name ends in (.sarif, .json, .jsonl, .md), and the text is printed as ever",
    )


def list_of_formats() -> str:
    """What `--output-format` may be, for the end of a help."""
    listed = "".join(f"  {name:<12}{words}\n" for name, words in FORMATS.items())
    return f"output formats:\n{listed}\nIn GitHub Actions text comes with annotations and a summary of the job."


def add_exit_status(parser: argparse.ArgumentParser) -> None:
    """What a run of `check` fails for."""
    group = parser.add_argument_group("exit status")
    group.add_argument(
        "--fail-on",
        metavar="|".join(_FAILING),
        type=OneOf(*_FAILING),
        help="what makes it 1: warnings and errors (the default), errors alone, nothing",
    )
    group.add_argument("-e", "--exit-zero", action="store_true", help="the same as --fail-on never")


def output_of(arguments: Namespace, options: Options) -> Output:
    """Where these arguments want the report, and what of it. options: those that hold where no argument says more."""
    from conv1d_lsp.cli.outlets import Output

    said = "never" if arguments.exit_zero else arguments.fail_on or options.fail_on
    configured = None if arguments.output_file or arguments.statistics or arguments.diff else options.output_format
    return Output(
        arguments.output_format or ("full" if configured == "text" else configured),
        arguments.output_file,
        fails_for=_FAILING[said],
        quiet=arguments.quiet,
        statistics=arguments.statistics,
        aside=reads_stdin(arguments) and (arguments.fix or arguments.add_ignore) and not arguments.diff,
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
